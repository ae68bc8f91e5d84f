package io.remex.worker.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.kubernetes.spi.DecoratorBuildItem;
import io.quarkus.kubernetes.spi.KubernetesEnvBuildItem;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What every worker needs in a pod, added to the manifests that quarkus-kubernetes writes. The address of the scheduler comes
 * from the key {@code address} of the ConfigMap {@code remex}, the token from the key {@code token} of the Secret
 * {@code remex}; both are the operator's. The media driver runs inside the worker.
 *
 * <p>Quarkus loads this class in every build, so nothing in it may need a class of quarkus-kubernetes to be verified: such code is in
 * classes of its own.
 */
class KubernetesProcessor {
    static final String KUBERNETES = "kubernetes";
    static final String KNATIVE = "knative";

    /** Name of the ConfigMap and of the Secret. */
    private static final String RESOURCE = "remex";

    private static final String SHARED_MEMORY = "remex-shared-memory";
    private static final String HTTP_HOST = "0.0.0.0";
    private static final int HTTP_PORT = 8080;

    /** Time to hand back, close and exit once the running tasks have ended. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(20);

    @BuildStep(onlyIf = KubernetesIsPresent.class)
    void environment(BuildProducer<KubernetesEnvBuildItem> environment) {
        for (String target : List.of(KUBERNETES, KNATIVE)) {
            environment.produce(KubernetesEnvBuildItem.createFromConfigMapKey(
                    ConfigKey.ADDRESS.environmentKey(), "address", RESOURCE, target, null));
            environment.produce(KubernetesEnvBuildItem.createFromSecretKey(
                    ConfigKey.TOKEN.environmentKey(), "token", RESOURCE, target, null));
            environment.produce(
                    KubernetesEnvBuildItem.createSimpleVar(ConfigKey.NODE_MODE.environmentKey(), "embedded", target));
            environment.produce(KubernetesEnvBuildItem.createSimpleVar("QUARKUS_HTTP_HOST", HTTP_HOST, target));
            environment.produce(
                    KubernetesEnvBuildItem.createSimpleVar("QUARKUS_HTTP_PORT", Integer.toString(HTTP_PORT), target));
        }
    }

    @BuildStep(onlyIf = KubernetesIsPresent.class)
    void pod(BuildProducer<DecoratorBuildItem> decorators) {
        long gracePeriodSeconds = drainTimeout().plus(STOP_MARGIN).toSeconds();
        decorators.produce(
                new DecoratorBuildItem(KUBERNETES, new WorkerPodDecorator(SHARED_MEMORY, gracePeriodSeconds)));
        decorators.produce(new DecoratorBuildItem(KNATIVE, new WorkerRevisionDecorator(SHARED_MEMORY)));
        decorators.produce(new DecoratorBuildItem(KUBERNETES, SharedMemoryMount.decorator(SHARED_MEMORY)));
        decorators.produce(new DecoratorBuildItem(KNATIVE, SharedMemoryMount.decorator(SHARED_MEMORY)));
    }

    private static Duration drainTimeout() {
        RemexConfig.Builder config = RemexConfig.builder();
        ConfigProvider.getConfig()
                .getOptionalValue(ConfigKey.DRAIN_TIMEOUT.key(), String.class)
                .ifPresent(text -> config.set(ConfigKey.DRAIN_TIMEOUT, text));
        return config.build().duration(ConfigKey.DRAIN_TIMEOUT);
    }
}
