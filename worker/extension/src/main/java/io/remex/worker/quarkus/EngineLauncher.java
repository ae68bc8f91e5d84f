package io.remex.worker.quarkus;

import io.quarkus.arc.DefaultBean;
import io.remex.RemexConfig;
import io.remex.spi.FunctionRegistry;
import io.remex.worker.RemexWorker;
import jakarta.inject.Singleton;

/** Starts the worker engine in this JVM. */
@Singleton
@DefaultBean
public class EngineLauncher implements WorkerLauncher {
    @Override
    public RunningWorker launch(RemexConfig config, FunctionRegistry functions) {
        return RunningWorker.of(RemexWorker.start(config, functions));
    }
}
