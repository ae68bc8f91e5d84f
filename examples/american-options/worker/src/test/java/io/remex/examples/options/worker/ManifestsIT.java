package io.remex.examples.options.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what the ordinary build of this module wrote into {@code target/kubernetes}. */
class ManifestsIT {
    private static final Path BUILD = Path.of(System.getProperty("worker.build.directory"));
    private static final ObjectMapper STRICT = strictMapper();

    private static final Map<String, Class<? extends HasMetadata>> MODELS = Map.of(
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "serving.knative.dev/v1/Service", io.fabric8.knative.serving.v1.Service.class);

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.yml", "knative.yml"})
    void shouldHaveOnlyFieldsThatTheTypedModelsKnow(String file) throws IOException {
        assertThat(documents(file)).isNotEmpty().allSatisfy(document -> {
            assertThat(MODELS).containsKey(kind(document));
            assertThatCode(() -> STRICT.treeToValue(document, MODELS.get(kind(document))))
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void shouldNoticeAnUnknownField() throws IOException {
        JsonNode document = STRICT.readTree("{kind: Deployment, spec: {template: {spec: {enableServiceLink: false}}}}");

        assertThatThrownBy(() -> STRICT.treeToValue(document, Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("enableServiceLink");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.yml", "knative.yml", "kubernetes.json", "knative.json"})
    void shouldBeTheSameBytesAfterASecondBuild(String file) {
        assertThat(BUILD.resolve("again/kubernetes").resolve(file))
                .hasSameBinaryContentAs(BUILD.resolve("kubernetes").resolve(file));
    }

    @Test
    void shouldRunTwoWorkersThatDrainOnKubernetes() throws IOException {
        DeploymentSpec deployment = one("kubernetes.yml", Deployment.class).getSpec();
        PodSpec pod = deployment.getTemplate().getSpec();

        assertThat(deployment.getReplicas()).isEqualTo(2);
        assertThat(pod.getTerminationGracePeriodSeconds())
                .as("longer than remex.worker.drain-timeout, 10 s")
                .isGreaterThanOrEqualTo(20);
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertWorker(pod.getContainers(), pod.getVolumes());
    }

    @Test
    void shouldKeepAWorkerRunningOnKnative() throws IOException {
        io.fabric8.knative.serving.v1.Service service = one("knative.yml", io.fabric8.knative.serving.v1.Service.class);
        RevisionSpec revision = service.getSpec().getTemplate().getSpec();

        assertThat(service.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("autoscaling.knative.dev/min-scale", "1");
        assertThat(revision.getEnableServiceLinks()).isFalse();
        assertWorker(revision.getContainers(), revision.getVolumes());
    }

    private static void assertWorker(List<Container> containers, List<Volume> volumes) {
        assertThat(containers).hasSize(1);
        Container worker = containers.get(0);
        Map<String, EnvVar> environment = new HashMap<>();
        worker.getEnv().forEach(variable -> environment.put(variable.getName(), variable));

        assertThat(environment.get("REMEX_ADDRESS").getValueFrom().getConfigMapKeyRef())
                .satisfies(reference -> assertThat(reference.getName()).isEqualTo("remex"))
                .satisfies(reference -> assertThat(reference.getKey()).isEqualTo("address"));
        assertThat(environment.get("REMEX_TOKEN").getValue()).isNull();
        assertThat(environment.get("REMEX_TOKEN").getValueFrom().getSecretKeyRef())
                .satisfies(reference -> assertThat(reference.getName()).isEqualTo("remex"))
                .satisfies(reference -> assertThat(reference.getKey()).isEqualTo("token"));
        assertThat(environment.get("REMEX_NODE_MODE").getValue()).isEqualTo("embedded");
        assertThat(environment.get("QUARKUS_HTTP_HOST").getValue()).isEqualTo("0.0.0.0");
        assertThat(environment.get("QUARKUS_HTTP_PORT").getValue()).isEqualTo("8080");
        assertThat(worker.getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(8080));

        assertProbe(worker.getReadinessProbe(), "/q/health/ready");
        assertProbe(worker.getLivenessProbe(), "/q/health/live");

        VolumeMount sharedMemory = worker.getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals("/dev/shm"))
                .findAny()
                .orElseThrow();
        assertThat(volumes)
                .filteredOn(volume -> volume.getName().equals(sharedMemory.getName()))
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.getEmptyDir().getMedium()).isEqualTo("Memory"))
                .satisfies(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("512Mi")));

        assertThat(worker.getResources().getRequests())
                .containsEntry("cpu", new Quantity("1"))
                .containsEntry("memory", new Quantity("1Gi"));
        assertThat(worker.getImage()).contains("remex/american-options-worker:");
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    }

    private static <T extends HasMetadata> T one(String file, Class<T> model) throws IOException {
        for (JsonNode document : documents(file)) {
            if (model.equals(MODELS.get(kind(document)))) {
                return STRICT.treeToValue(document, model);
            }
        }
        throw new AssertionError("no " + model.getName() + " in " + file);
    }

    private static String kind(JsonNode document) {
        return document.get("apiVersion").asText() + "/" + document.get("kind").asText();
    }

    /** The models keep what they do not know as additional properties; without that, an unknown field is an error. */
    private static ObjectMapper strictMapper() {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1L;

            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }
        });
        return mapper;
    }

    private static List<JsonNode> documents(String file) throws IOException {
        try (MappingIterator<JsonNode> documents = STRICT.readerFor(JsonNode.class)
                .readValues(BUILD.resolve("kubernetes").resolve(file).toFile())) {
            return documents.readAll();
        }
    }
}
