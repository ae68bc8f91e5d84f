package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.ObjectId;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.ChildTasks;
import io.remex.spi.ReferenceCarrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The reference of a task's result, and the task itself at its owner: its encoded arguments, kept for another attempt, and where it
 * is. What is not final belongs to whoever has the task: first the submitting thread, then its pool under the pool's lock, then the
 * lane until the result or the loss of the lane.
 *
 * <p>Small arguments are in the task itself, and so is a small result, which takes their place: most tasks are one object.
 */
class TaskRef<R> extends AbstractRef<R> implements ChildTasks.Child {
    /** How long arguments, and a result, may be that need no array of their own. */
    static final int SMALL_BYTES = 3 * Long.BYTES;

    private static final byte[] NO_ARGUMENTS = {};
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final long sequence;
    private final FunctionBinding<R> binding;
    private final TaskOptions options;
    private List<ExportedRef<?>> exports;
    /** Those of the task that submitted it; null if none did. */
    private final ChildTasks siblings;

    /** Small arguments, then the small result: written before the task is sent, and by the lane before the outcome is set. */
    private long word0;

    private long word1;
    private long word2;
    private byte smallLength;
    /** Larger arguments; null if they are small. */
    private byte[] largeArguments;
    /** What of the arguments is stored, or null; set before the task goes to its pool. */
    private volatile StoredArguments stored;

    /** Who takes the results of a task that has several; null for most. */
    private volatile TaskItems items;

    int attempt;
    long laneSequence;
    int costNs;
    long deadlineNs = Long.MAX_VALUE;
    Future<?> timer;
    volatile CallerLane lane;

    TaskRef(
            CallerRuntime runtime,
            long sequence,
            FunctionBinding<R> binding,
            TaskOptions options,
            List<ExportedRef<?>> exports,
            ChildTasks siblings) {
        super(runtime);
        this.sequence = sequence;
        this.binding = binding;
        this.options = options;
        this.exports = exports;
        this.siblings = siblings;
    }

    /** The same in each run of a program: sets of tasks have the same order in two runs of a simulation. */
    @Override
    public final int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    /** Whether a task submitted it. */
    boolean isNested() {
        return siblings != null;
    }

    long sequence() {
        return sequence;
    }

    FunctionBinding<R> binding() {
        return binding;
    }

    @Override
    long order() {
        return sequence;
    }

    /** What holds for this task; complete. */
    TaskOptions options() {
        return options;
    }

    /** References that travel with the arguments; empty for most tasks. */
    List<ExportedRef<?>> exports() {
        return exports;
    }

    /** References inside values that were put in place of argument references; before the task is sent. */
    void addExports(List<ExportedRef<?>> more) {
        List<ExportedRef<?>> all = new ArrayList<>(exports);
        all.addAll(more);
        exports = List.copyOf(all);
    }

    /** Sets the arguments, before the task is sent. */
    void arguments(ValueOutput encoded) {
        if (encoded.length() <= SMALL_BYTES) {
            setSmall(encoded.buffer(), encoded.length());
        } else {
            largeArguments = encoded.copy();
        }
    }

    private void setSmall(byte[] source, int length) {
        word0 = (long) WORD.get(source, 0);
        word1 = (long) WORD.get(source, Long.BYTES);
        word2 = (long) WORD.get(source, 2 * Long.BYTES);
        smallLength = (byte) length;
    }

    /** Arguments that are not small; null if they are. */
    byte[] largeArguments() {
        return largeArguments;
    }

    /** The arguments, or those that are inline, while there is no outcome. */
    byte[] inlineArguments() {
        return largeArguments != null ? largeArguments : smallValue();
    }

    /**
     * Copies small arguments, or the small result once that is the outcome; returns how many bytes count.
     *
     * @param target at least {@link #SMALL_BYTES} long
     */
    int copySmall(byte[] target) {
        WORD.set(target, 0, word0);
        WORD.set(target, Long.BYTES, word1);
        WORD.set(target, 2 * Long.BYTES, word2);
        return smallLength;
    }

    /**
     * Sets a result that has no references inside; returns false if there is an outcome already. For whoever has the task.
     *
     * @param source at least {@link #SMALL_BYTES} long, of which {@code length} count
     */
    final boolean completeSmall(byte[] source, int length) {
        if (hasOutcome()) {
            return false;
        }
        setSmall(source, length);
        return completeSmall();
    }

    @Override
    byte[] smallValue() {
        byte[] words = new byte[SMALL_BYTES];
        return Arrays.copyOf(words, copySmall(words));
    }

    @Override
    R readSmallValue() {
        return binding.lendsViews() ? runtime().values().decode(this, smallValue()) : SmallValueReader.read(this);
    }

    /** Sets the complete arguments, before the task is sent; those of a task that has its outcome are given back at once. */
    void arguments(byte[] inline, StoredArguments storedArguments) {
        largeArguments = inline;
        stored = storedArguments;
        if (storedArguments != null && hasOutcome()) {
            storedArguments.onTaskEnded();
        }
    }

    /** What of the arguments is in the store; null if nothing is. */
    StoredArguments stored() {
        return stored;
    }

    /** Sets who takes the task's results, before it is sent. */
    void items(TaskItems newItems) {
        items = newItems;
        if (hasOutcome()) {
            newItems.onTaskEnded(failureOrNull()); // its time ran out meanwhile
        }
    }

    /** Who takes its results; null if there is only one. */
    TaskItems items() {
        return items;
    }

    @Override
    public ObjectId id() {
        return new ObjectId(runtime().callerId(), sequence);
    }

    @Override
    Codec<R> codec() {
        return binding.function().resultCodec();
    }

    @Override
    boolean bringsReferences() {
        return binding.bringsReferences();
    }

    @Override
    ReferenceCarrier carrier() {
        // most results have no references inside, and then need nothing that brings them
        CallerLane current = lane;
        return !bringsReferences() ? null : runtime().carrier(current == null ? null : current.delivery());
    }

    @Override
    boolean lendsViews() {
        return binding.lendsViews();
    }

    @Override
    String description() {
        return options.name() == null
                ? binding.function().name()
                : options.name() + " (" + binding.function().name() + ')';
    }

    @Override
    void onCompleted() {
        if (largeArguments != null) {
            largeArguments = NO_ARGUMENTS; // nobody sends them any more, and the reference may live long
        }
        StoredArguments held = stored;
        if (held != null) {
            held.onTaskEnded();
        }
        TaskItems several = items;
        if (several != null) {
            several.onTaskEnded(failureOrNull());
        }
        if (siblings != null) {
            siblings.remove(this);
        }
        runtime().submitter().onTaskCompleted(this);
    }

    @Override
    public boolean cancel(CancelOptions how) {
        runtime().requireOpen();
        return abandon(Failure.of(ErrorCode.TASK_CANCELLED, description() + " was cancelled by its caller"), how);
    }

    @Override
    public void onParentCancelled(CancelOptions how) {
        abandon(
                Failure.of(ErrorCode.TASK_CANCELLED, description() + " was cancelled with the task that submitted it"),
                how);
    }

    /**
     * Ends the task with a failure before the worker answers, and tells the worker if it has it: by force also where the task had ended
     * so before and the worker has not answered yet.
     *
     * @return whether this was its outcome
     */
    boolean abandon(Failure failure, CancelOptions how) {
        boolean first = completeFailure(failure);
        CallerLane current = lane;
        if (current != null && (first || how.force())) {
            runtime().session().cancelInFlight(current, laneSequence, sequence, how);
        }
        return first;
    }
}
