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

    /** A worker has no gRPC services; dev mode would open a port for them all the same, to the network. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem grpcServer() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.grpc.server.use-separate-server", "false");
    }

    /** Probes come every few seconds: a line for each one that fails would bury what the worker says of the scheduler once. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem failedProbes() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
    }

    @BuildStep
    void telemetry(Capabilities capabilities, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.otel.sdk.disabled", "true"));
        }
    }
}
