package io.remex.spi;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.codec.Codec;
import io.remex.codec.ValueOutput;
import java.util.List;

/**
 * One task on its way in: generated code appends the arguments in order, then submits. Belongs to the calling thread and is
 * reused by it; one that is not submitted, because an argument could not be encoded, is simply dropped.
 *
 * @param <R> the result's type
 */
public interface TaskSubmission<R> {

    /** Where values are appended, in the order of the parameters. */
    ValueOutput arguments();

    /**
     * Appends the next argument, a value or a reference. The task is held back until every reference is ready; if one fails, the
     * task fails with the same outcome.
     */
    <T> void argument(Arg<? extends T> argument, Codec<T> codec);

    /**
     * Submits the task; never waits for its execution.
     *
     * @throws io.remex.BackPressureException too many tasks are pending and the configuration says to fail
     * @throws io.remex.RuntimeClosedException the session has ended
     */
    ObjectRef<R> submit();

    /**
     * As {@link #submit()}, for an {@link ItemFunction} of the kind {@link ItemFunction.Kind#STREAM}.
     *
     * @param <T> the type of its items, which generated code knows
     */
    <T> ObjectRefStream<T> submitStream();

    /** As {@link #submit()}, for an {@link ItemFunction} of the kind {@link ItemFunction.Kind#RECORD}: a reference for each component. */
    List<ObjectRef<?>> submitComponents();
}
