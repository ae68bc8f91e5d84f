package io.remex.worker.deployment;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.AdditionalApplicationArchiveMarkerBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import io.remex.RemexConfig;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import io.remex.worker.quarkus.EngineLauncher;
import io.remex.worker.quarkus.InstalledRuntime;
import io.remex.worker.quarkus.WorkerLifecycle;
import io.remex.worker.quarkus.WorkerLiveness;
import io.remex.worker.quarkus.WorkerReadiness;
import io.remex.worker.quarkus.WorkerRecorder;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Collects the generated functions, validates them, and records the worker that offers them. */
class WorkerProcessor {
    private static final Logger LOG = Logger.getLogger(WorkerProcessor.class);
    private static final String FEATURE = "remex-worker";
    private static final String SERVICE_FILE = "META-INF/services/" + RemoteFunctions.class.getName();

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** A plain jar with functions is indexed like the application, without a Jandex index or a line of configuration. */
    @BuildStep
    AdditionalApplicationArchiveMarkerBuildItem jarsWithFunctions() {
        return new AdditionalApplicationArchiveMarkerBuildItem(SERVICE_FILE);
    }

    @BuildStep
    void collect(CombinedIndexBuildItem index, BuildProducer<GeneratedFunctionsBuildItem> generated) {
        FunctionDiscovery discovery =
                new FunctionDiscovery(index.getIndex(), Thread.currentThread().getContextClassLoader());
        List<GeneratedFunctionsBuildItem> found = discovery.find();
        found.forEach(generated::produce);
        for (String method : discovery.withoutFunction(found)) {
            LOG.warnf(
                    "%s is annotated with @Remote, but the annotation processor did not see it; it is not offered. Add"
                            + " io.remex:remex-processor to the annotation processors of the module that has it and, for live reload in"
                            + " dev mode, of the application's own module",
                    method);
        }
    }

    @BuildStep
    void validate(
            List<GeneratedFunctionsBuildItem> generated,
            ValidationPhaseBuildItem validationPhase,
            BuildProducer<ValidationErrorBuildItem> errors) {
        Map<String, Set<String>> identitiesByName = new TreeMap<>();
        for (GeneratedFunctionsBuildItem functions : generated) {
            for (FunctionSignature signature : functions.offered()) {
                identitiesByName
                        .computeIfAbsent(signature.name(), name -> new TreeSet<>())
                        .add(signature.identity());
            }
        }
        List<String> duplicates = new ArrayList<>();
        identitiesByName.forEach((name, identities) -> {
            if (identities.size() > 1) {
                duplicates.add(identities.size() + " functions are named '" + name + "': "
                        + String.join(" and ", identities) + "; give all but one of them another @Remote(name=…)");
            }
        });
        if (!duplicates.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(new DeploymentException(String.join("\n", duplicates))));
        }
        if (identitiesByName.isEmpty()) {
            LOG.warn(
                    "this worker offers no functions: no class on the class path has @Remote methods. Annotate a static method"
                            + " with @Remote and add io.remex:remex-processor to the compiler's annotation processors, or depend on a"
                            + " jar that has functions");
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem functions(
            List<GeneratedFunctionsBuildItem> generated, WorkerRecorder recorder, RecorderContext context) {
        List<RuntimeValue<RemoteFunctions>> providers = new ArrayList<>();
        Set<String> gone = new TreeSet<>();
        for (GeneratedFunctionsBuildItem functions : generated) {
            if (!functions.offered().isEmpty()) {
                providers.add(context.newInstance(functions.className()));
                functions.gone().forEach(signature -> gone.add(signature.identity()));
            }
        }
        return SyntheticBeanBuildItem.configure(FunctionRegistry.class)
                .scope(Singleton.class)
                .unremovable()
                .runtimeValue(recorder.functions(providers, gone))
                .done();
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    @Record(ExecutionTime.STATIC_INIT)
    void exports(WorkerRecorder recorder) {
        recorder.exportInDevMode();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem configuration(WorkerRecorder recorder) {
        return SyntheticBeanBuildItem.configure(RemexConfig.class)
                .scope(Singleton.class)
                .unremovable()
                .setRuntimeInit()
                .runtimeValue(recorder.config())
                .done();
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .setUnremovable()
                .addBeanClasses(EngineLauncher.class, WorkerLifecycle.class, InstalledRuntime.class)
                .build();
    }

    @BuildStep
    void health(BuildProducer<HealthBuildItem> checks) {
        checks.produce(new HealthBuildItem(WorkerReadiness.class.getName(), true));
        checks.produce(new HealthBuildItem(WorkerLiveness.class.getName(), true));
    }
}
