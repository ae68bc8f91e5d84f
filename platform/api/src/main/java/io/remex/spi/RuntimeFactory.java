package io.remex.spi;

import io.remex.RemexConfig;
import io.remex.RemexRuntime;

/** Makes a runtime; found by {@link java.util.ServiceLoader} and chosen by {@code remex.runtime}. Users may bring their own. */
public interface RuntimeFactory {

    /** What {@code remex.runtime} calls it: {@code embedded}, {@code cluster}, or a name of your own. */
    String name();

    /**
     * Starts a runtime that is ready for tasks.
     *
     * @throws io.remex.RemexConfigException the configuration is wrong, or the system is not there within {@code remex.init.timeout}
     */
    RemexRuntime create(RemexConfig config);

    /**
     * Starts a runtime inside a worker, for tasks that submit tasks.
     *
     * @param worker the worker's name
     * @param functions the functions of the worker
     */
    default RemexRuntime createInWorker(RemexConfig config, String worker, FunctionRegistry functions) {
        return create(config);
    }
}
