package io.remex.worker.quarkus;

import io.remex.Remex;
import io.remex.RemexRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * Makes the runtime of this process injectable: inside a worker, the one that its tasks submit tasks with. It is looked up at
 * the first call, not at injection; before the worker has started that call fails with a
 * {@link io.remex.RuntimeClosedException} and may be repeated.
 */
public class InstalledRuntime {
    @Produces
    @ApplicationScoped
    RemexRuntime runtime() {
        return Remex.runtime();
    }
}
