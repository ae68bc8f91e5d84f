package io.remex.worker.quarkus;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive means: the worker's threads run. A scheduler that is away does not make a worker dead, or a cluster would restart all
 * workers when it restarts its scheduler.
 */
@Liveness
@Singleton
public class WorkerLiveness implements HealthCheck {
    private final WorkerLifecycle lifecycle;

    WorkerLiveness(WorkerLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("remex-worker alive")
                .status(lifecycle.worker().map(RunningWorker::isAlive).orElse(true))
                .build();
    }
}
