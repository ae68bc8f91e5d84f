package io.remex.worker.deployment;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ModuleOpenBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.runtime.LaunchMode;

/** What a worker needs to start by a bare {@code java -jar}, several of them on one machine, reachable by nobody else. */
class RuntimeDefaultsProcessor {

    /** Goes into the manifest of the jar that is started. */
    @BuildStep
    ModuleOpenBuildItem moduleThatAgronaReads() {
        return new ModuleOpenBuildItem("java.base", "org.agrona.core", "jdk.internal.misc");
    }

    /** Weaker than anything the user sets; dev mode and tests keep Quarkus's own. */
    @BuildStep
    void httpServer(LaunchModeBuildItem launchMode, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (launchMode.getLaunchMode() == LaunchMode.NORMAL) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.http.host", "127.0.0.1"));
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.http.port", "0"));
        }
    }

    /** A worker has no gRPC services; dev mode starts the server all the same, and Quarkus would open it to the network. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem grpcServer() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.grpc.server.host", "127.0.0.1");
    }

    @BuildStep
    void telemetry(Capabilities capabilities, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.otel.sdk.disabled", "true"));
        }
    }
}
