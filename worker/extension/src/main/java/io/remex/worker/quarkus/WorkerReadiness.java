package io.remex.worker.quarkus;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.spi.FunctionRegistry;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the scheduler has accepted this worker and its data plane is alive, so that tasks can arrive. */
@Readiness
@Singleton
public class WorkerReadiness implements HealthCheck {
    private static final String REASON = "reason";

    private final WorkerLifecycle lifecycle;
    private final RemexConfig config;
    private final FunctionRegistry functions;

    WorkerReadiness(WorkerLifecycle lifecycle, RemexConfig config, FunctionRegistry functions) {
        this.lifecycle = lifecycle;
        this.config = config;
        this.functions = functions;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("remex-worker ready");
        return lifecycle
                .worker()
                .map(worker -> describe(worker, response))
                .orElseGet(() -> response.down().withData(REASON, "the worker has not started"))
                .build();
    }

    private HealthCheckResponseBuilder describe(RunningWorker worker, HealthCheckResponseBuilder response) {
        boolean registered = worker.isRegistered();
        boolean dataPlaneAlive = worker.isDataPlaneAlive();
        response.withData("worker", worker.name())
                .withData("functions", functions.functions().size())
                .withData("registered", registered)
                .withData("dataPlaneAlive", dataPlaneAlive)
                .status(registered && dataPlaneAlive);
        if (!dataPlaneAlive) {
            response.withData(REASON, "the data plane is down: is the media driver of this node running?");
        } else if (!registered) {
            response.withData(REASON, notRegistered(worker));
        }
        return response;
    }

    private String notRegistered(RunningWorker worker) {
        String problem = worker.lastProblem();
        return "not registered with the scheduler at " + config.text(ConfigKey.ADDRESS) + ", trying again"
                + (problem.isEmpty() ? "" : ": " + problem);
    }
}
