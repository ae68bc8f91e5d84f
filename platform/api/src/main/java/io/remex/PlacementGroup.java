package io.remex;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Room that is set aside on workers for the tasks of one program: all of its bundles or none. Tasks run in a bundle by {@link
 * TaskOptions#bundle}; nobody else's task runs there.
 *
 * <p>A group waits until there is room: what others use is asked back from them, and given when their running tasks have ended. When a worker
 * with a bundle is lost or drains, that bundle is set aside anew on another one, the others stay, and its tasks wait for it or run
 * again as {@code maxRetries} says. Groups end with the runtime that made them. Thread safe.
 */
public interface PlacementGroup extends AutoCloseable {
    /** What is set aside. */
    List<Bundle> bundles();

    /** How the bundles lie to each other. */
    PlacementStrategy strategy();

    /** One of the bundles, counted from 0, for {@link TaskOptions#bundle}. */
    default BundleRef bundle(int index) {
        return new BundleRef(this, index);
    }

    /**
     * Ends when all bundles are set aside for the first time. Tasks can be submitted before that, and wait. Fails with {@link
     * InfeasibleTaskException} if no workers could hold the group and {@code remex.submit.infeasible} is {@code fail}, with {@link
     * TaskCancelledException} if the group is closed before, and with {@link RuntimeClosedException} at the end of the runtime.
     */
    CompletableFuture<Void> ready();

    /**
     * Waits for {@link #ready}.
     *
     * @return whether it is ready; false if the time is over before
     * @throws RemexException as {@link #ready} fails
     */
    boolean awaitReady(Duration timeout);

    /**
     * Gives everything back. Tasks of the group that wait end with {@link TaskCancelledException}; those that run go on, and what
     * they use is given back when they end. Idempotent.
     */
    @Override
    void close();
}
