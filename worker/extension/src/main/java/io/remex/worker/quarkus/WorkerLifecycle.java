package io.remex.worker.quarkus;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.spi.FunctionRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The worker's life in the application's: started when everything else has started, so that the first task finds a ready
 * application, and drained before anything else stops. Written by Quarkus's main and shutdown threads, read by any.
 */
@Singleton
public class WorkerLifecycle {
    /** After the observers of the application and of other extensions at start, before them at stop. */
    private static final int OUTERMOST = 1_000_000;

    private static final Logger LOG = Logger.getLogger(WorkerLifecycle.class);

    private final RemexConfig config;
    private final FunctionRegistry functions;
    private final WorkerLauncher launcher;
    private volatile RunningWorker worker;

    WorkerLifecycle(RemexConfig config, FunctionRegistry functions, WorkerLauncher launcher) {
        this.config = config;
        this.functions = functions;
        this.launcher = launcher;
    }

    void onStart(@Observes @Priority(OUTERMOST) StartupEvent event) {
        if (LaunchMode.current() != LaunchMode.NORMAL
                && config.text(ConfigKey.ADDRESS).isEmpty()) {
            LOG.infof(
                    "no %s: this application runs without its worker, as is allowed in dev mode and tests",
                    ConfigKey.ADDRESS.key());
            return;
        }
        try {
            worker = launcher.launch(config, functions);
        } catch (RemexConfigException e) {
            throw ConfigurationFailure.of(e);
        }
        new ReadyAnnouncement(worker, functions.functions().size(), config.text(ConfigKey.ADDRESS), LOG::info).start();
    }

    void onStop(@Observes @Priority(-OUTERMOST) ShutdownEvent event) {
        RunningWorker stopping = worker;
        if (stopping != null) {
            stopping.drainAndClose();
        }
    }

    /** The worker, from the end of the application's start on; none in dev mode and tests without a scheduler's address. */
    Optional<RunningWorker> worker() {
        return Optional.ofNullable(worker);
    }
}
