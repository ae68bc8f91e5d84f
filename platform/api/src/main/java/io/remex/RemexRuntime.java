package io.remex;

import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.TaskSubmission;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * A running session: everything that {@link Remex} offers, as an object to inject or to wrap. Thread safe.
 */
public interface RemexRuntime extends AutoCloseable {

    /**
     * Keeps a value for as long as its handle lives. The value is encoded at once; what happens to it later is not seen.
     *
     * @throws ValueTooLargeException the encoded value is larger than an object of the store can be
     * @throws ObjectStoreFullException there is no room for it
     * @throws ValueCodecException its class was not seen by the compiler
     */
    <T> ObjectRef<T> put(T value);

    /** See {@link ObjectRef#get()}. */
    default <T> T get(ObjectRef<T> ref) {
        return ref.get();
    }

    /** See {@link ObjectRef#get(Duration)}. */
    default <T> T get(ObjectRef<T> ref, Duration timeout) {
        return ref.get(timeout);
    }

    /** The values in input order; fails with the first failure in input order. */
    <T> List<T> get(Collection<? extends ObjectRef<T>> refs);

    /** As {@link #get(Collection)}, for at most {@code timeout} in all. */
    <T> List<T> get(Collection<? extends ObjectRef<T>> refs, Duration timeout);

    /**
     * Waits until {@code numReady} of the objects are ready, or the time is up, whichever is first.
     *
     * @throws IllegalArgumentException {@code numReady} is less than 1 or more than there are objects, an object is there twice,
     *     or the timeout is negative
     */
    <T> WaitResult<T> wait(Collection<? extends ObjectRef<T>> refs, int numReady, Duration timeout);

    /** See {@link ObjectRef#cancel()}. */
    default boolean cancel(ObjectRef<?> ref) {
        return ref.cancel();
    }

    /** See {@link ObjectRef#cancel(CancelOptions)}. */
    default boolean cancel(ObjectRef<?> ref, CancelOptions options) {
        return ref.cancel(options);
    }

    /**
     * Has room set aside for tasks of this program, see {@link PlacementGroup}. Returns at once; the group is ready later.
     *
     * @param bundles what is to be set aside, at least one and at most 256
     * @param strategy how they lie to each other
     * @throws IllegalArgumentException there are no bundles, or too many
     */
    PlacementGroup placementGroup(List<Bundle> bundles, PlacementStrategy strategy);

    /** A view of nodes, workers, functions and resources as of now. */
    ClusterView cluster();

    /** Begins a task; generated code calls it. {@code options} may be null for the function's own. */
    <R> TaskSubmission<R> begin(FunctionDescriptor<R> function, TaskOptions options);

    /** The functions that this program can name. */
    FunctionRegistry functions();

    /** The configuration it runs with. */
    RemexConfig config();

    /** Whether {@link #close()} was called. */
    boolean isClosed();

    /** Ends the session: tasks that have no outcome fail with {@link RuntimeClosedException}. Idempotent. */
    @Override
    void close();
}
