package io.remex.server;

import io.quarkus.runtime.ShutdownEvent;
import io.remex.control.GrpcSessions;
import io.remex.control.SchedulerService;
import io.remex.control.TokenInterceptor;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the scheduler and what stands in front of it; one of each. */
@Singleton
class SchedulerBeans {
    @Produces
    @Singleton
    ServerSettings settings(Config config) {
        return ServerSettings.load(config.unwrap(SmallRyeConfig.class));
    }

    @Produces
    @Singleton
    SchedulerService scheduler(ServerSettings settings) {
        return new SchedulerService(settings.remex());
    }

    void close(@Disposes SchedulerService scheduler) {
        scheduler.close();
    }

    @Produces
    @Singleton
    GrpcSessions sessions(SchedulerService scheduler) {
        return new GrpcSessions(scheduler);
    }

    @Produces
    @Singleton
    TokenInterceptor tokens(ServerSettings settings, SchedulerService scheduler) {
        return new TokenInterceptor(settings.token(), scheduler.counters());
    }

    /** Before the listeners close: the streams last for ever, nobody has to wait for them. */
    void stop(@Observes ShutdownEvent event, GrpcSessions sessions) {
        sessions.close();
    }
}
