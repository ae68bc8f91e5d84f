package io.remex.worker;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Ends this program, as SIGTERM would, when the process is gone for which it runs: whoever starts workers by demand may be killed, and
 * nobody else would ever stop them.
 */
final class ParentWatch {
    private static final System.Logger LOGGER = System.getLogger(ParentWatch.class.getName());

    private ParentWatch() {}

    /** Watches the process that the configuration names, if it names one. */
    static void begin(RemexConfig config) {
        long parent = config.integer(ConfigKey.WORKER_PARENT);
        if (parent > 0) {
            begin(ProcessHandle.of(parent), () -> exit(parent));
        }
    }

    /**
     * Watches a process.
     *
     * @param parent empty if it is gone already
     * @param end what is to be done then, on a thread of its own
     */
    static void begin(Optional<ProcessHandle> parent, Runnable end) {
        parent.map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenRunAsync(end, task -> new Thread(task, "remex-worker-parent").start());
    }

    private static void exit(long parent) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "process " + parent + ", for which this worker runs (" + ConfigKey.WORKER_PARENT.key()
                        + "), is gone; the worker drains and ends");
        System.exit(0);
    }
}
