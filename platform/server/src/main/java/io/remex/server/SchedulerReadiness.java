package io.remex.server;

import io.remex.control.SchedulerService;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: workers and callers can connect and are served. A cluster without workers is ready for them. */
@Readiness
class SchedulerReadiness implements HealthCheck {
    private final SchedulerService scheduler;
    private final Listeners listeners;

    SchedulerReadiness(SchedulerService scheduler, Listeners listeners) {
        this.scheduler = scheduler;
        this.listeners = listeners;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("scheduler")
                .status(scheduler.isResponsive() && listeners.grpcPort().isPresent())
                .withData("address", listeners.grpcAddress())
                .build();
    }
}
