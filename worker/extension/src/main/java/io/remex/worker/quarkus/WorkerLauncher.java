package io.remex.worker.quarkus;

import io.remex.RemexConfig;
import io.remex.spi.FunctionRegistry;

/**
 * Starts the worker of this application. The default starts the worker engine; a test may bring a bean of its own, so that an
 * application starts without a scheduler.
 */
public interface WorkerLauncher {

    /**
     * Starts a worker; does not wait for the scheduler.
     *
     * @throws io.remex.RemexConfigException the configuration cannot work on this machine
     */
    RunningWorker launch(RemexConfig config, FunctionRegistry functions);
}
