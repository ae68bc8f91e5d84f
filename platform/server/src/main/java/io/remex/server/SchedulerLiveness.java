package io.remex.server;

import io.remex.control.SchedulerService;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: the scheduler's thread gets through its work. */
@Liveness
class SchedulerLiveness implements HealthCheck {
    private final SchedulerService scheduler;

    SchedulerLiveness(SchedulerService scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("scheduler thread")
                .status(scheduler.isResponsive())
                .build();
    }
}
