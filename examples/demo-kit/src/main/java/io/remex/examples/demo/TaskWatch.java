package io.remex.examples.demo;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.WaitResult;
import java.time.Duration;
import java.util.List;

/** Waits for tasks and tells how far they are. Needs a Remex session. */
public final class TaskWatch {
    private static final Duration REFRESH_INTERVAL = Duration.ofMillis(200);

    private final Duration patience;
    private final Progress progress;

    /** A watch that gives up when no task ends for as long as {@code patience}. */
    public TaskWatch(Duration patience, Progress progress) {
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Waits until every task has ended.
     *
     * @throws io.remex.RemexException the first failure that was seen; the other tasks end with the session
     * @throws StalledException nothing happens any more
     */
    public <T> void await(List<ObjectRef<T>> tasks) {
        progress.begin(tasks.size());
        try {
            List<ObjectRef<T>> pending = tasks;
            long lastEndNs = System.nanoTime();
            while (!pending.isEmpty()) {
                WaitResult<T> result = Remex.wait(pending, pending.size(), REFRESH_INTERVAL);
                result.ready().forEach(ObjectRef::get); // a failure ends the run here, not after the last task
                pending = result.unready();
                long nowNs = System.nanoTime();
                if (!result.ready().isEmpty()) {
                    lastEndNs = nowNs;
                } else if (nowNs - lastEndNs >= patience.toNanos()) {
                    throw new StalledException(tasks.size() - pending.size(), tasks.size(), patience);
                }
                progress.done(tasks.size() - pending.size());
            }
        } finally {
            progress.end();
        }
    }
}
