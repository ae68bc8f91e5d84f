package io.remex.worker;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import io.remex.RemexException;
import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import io.remex.codec.Codec;
import io.remex.codec.RegisteredClasses;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.DirectBufferCodec;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.ObjectSink;
import io.remex.objectstore.StoredObject;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.ItemFunction;
import io.remex.spi.ReferenceCarrier;
import io.remex.transport.ItemWindow;
import io.remex.transport.MessageLimits;
import io.remex.transport.ResultPublisher;
import org.agrona.concurrent.IdleStrategy;

/**
 * One slot of a lane: polls tasks, runs them and sends their results (DESIGN section 4, leader/follower), step by step as its
 * {@link SlotThread} drives it. Data plane: nothing is allocated for a task but what its own code and codecs allocate.
 */
final class Slot {
    /** Runs shorter than this are measured one time in {@link #SAMPLE_PERIOD}. */
    private static final long SHORT_RUN_NS = 5_000;

    private static final int SAMPLE_PERIOD = 16;
    private static final int MAX_INITIALIZATION_SAMPLES = 64;

    private final Lane lane;
    private final WorkerEngine engine;
    private final FunctionTable functions;
    private final WorkerThreads threads;
    private final IdleStrategy idleStrategy;
    private final TaskBatch batch = new TaskBatch();
    private final TaskArguments arguments;
    private final ValueOutput result;
    private final ResultPublisher.Sender sender;
    private final ReferenceCarrier references;
    private final RunningTask running;
    private final ItemProducer items;
    private final SlotThread thread;
    private FunctionDescriptor<?> function;
    private ValueInput input;
    private boolean isMeasured;
    private long startNs;
    private long lastRunNs;
    private int tasksSinceSample;
    private int samples;
    private int current;
    private int nextInBatch;

    Slot(Lane lane, String name) {
        this.lane = lane;
        this.engine = lane.engine();
        this.functions = engine.functions();
        this.threads = engine.threads();
        this.idleStrategy = threads.newIdleStrategy();
        this.arguments = new TaskArguments(engine.store());
        this.result = new ValueOutput(
                MessageLimits.INLINE_LIMIT_BYTES, MessageLimits.INLINE_LIMIT_NAME, ObjectSink.opener(engine.store()));
        this.sender = lane.newSender();
        this.references = lane.references();
        this.running = new RunningTask(this, lane);
        this.items = new ItemProducer(this, lane, running, sender, result);
        this.thread = threads.newSlotThread(this, name);
    }

    void start() {
        thread.start();
    }

    /** The task that it runs, as user code sees it. */
    RunningTask running() {
        return running;
    }

    /** Whether there is more to do; after false, {@link #onEnded} is all that is left. */
    boolean goesOn() {
        return lane.keeps(this);
    }

    /** Takes tasks, if there are any now; the last ones have all ended. */
    boolean take() {
        batch.clear();
        nextInBatch = 0;
        return lane.take(batch) > 0;
    }

    /** Goes on to the next task that can run, and answers those that cannot; false: none is left. After true comes {@link #run}. */
    boolean begin() {
        while (nextInBatch < batch.size() && !lane.isClosed()) {
            int i = nextInBatch++;
            current = i;
            try {
                if (open(i)) {
                    return true;
                }
            } catch (Throwable t) { // see run()
                failPlainly(i, t);
            }
        }
        return false;
    }

    /** Runs the task that has begun, and sends its outcome. */
    void run() {
        int i = current;
        try {
            invoke(i);
        } catch (Throwable t) { // the slot outlives whatever went wrong around a task: the others of its lane need it
            failPlainly(i, t);
        }
    }

    /** Nothing runs here any more. */
    void onEnded() {
        lane.onSlotEnded(this);
    }

    /** Whether the task is to run now; if not it has been answered. */
    private boolean open(int i) {
        long laneSequence = batch.laneSequence(i);
        function = functions.function(batch.functionId(i));
        if (function == null || function.fingerprint() != batch.fingerprint(i)) {
            fail(i, -1, engine.unknownFunction(function, batch.functionId(i), batch.fingerprint(i)));
        } else if (lane.isCancelledBeforeStart(laneSequence)) {
            fail(i, -1, Failure.of(ErrorCode.TASK_CANCELLED, function.name() + " was cancelled before it began"));
        } else if (batch.remainingNs(i) <= 0) {
            fail(i, -1, Failure.of(ErrorCode.TASK_TIMEOUT, function.name() + " ran out of time before it began"));
        } else {
            return openArguments(i);
        }
        return false;
    }

    private boolean openArguments(int i) {
        result.reset(references);
        try {
            input = arguments.open(batch.arguments(), batch.offset(i), batch.length(i), batch.parts(i), references);
        } catch (RemexException e) {
            arguments.close();
            fail(i, -1, Failure.of(e.code(), "the arguments of " + function.name() + ": " + e.getMessage()));
            return false;
        }
        running.begin(
                batch.laneSequence(i), batch.taskSequence(i), batch.attempt(i), function.name(), batch.remainingNs(i));
        isMeasured = lastRunNs >= SHORT_RUN_NS
                || samples < MAX_INITIALIZATION_SAMPLES
                || ++tasksSinceSample >= SAMPLE_PERIOD;
        startNs = isMeasured ? threads.nanoTime() : 0;
        return true;
    }

    private void invoke(int i) {
        Throwable thrown = null;
        try {
            if (function instanceof ItemFunction several) {
                items.run(several, input, batch.laneSequence(i), batch.taskSequence(i));
            } else {
                function.invoke(input, result);
            }
        } catch (Throwable t) { // whatever user code throws is the task's outcome
            thrown = t;
        }
        ObjectLostException lost = arguments.areLent() ? closeArguments() : null;
        long runNs = -1;
        if (isMeasured) {
            runNs = threads.nanoTime() - startNs;
            lastRunNs = runNs;
            tasksSinceSample = 0;
            samples++;
        }
        boolean cancelled = running.isCancelled();
        running.end();
        if (lost != null) {
            fail(
                    i,
                    runNs,
                    Failure.of(
                            ErrorCode.OBJECT_LOST, "the arguments of " + function.name() + ": " + lost.getMessage()));
        } else if (thrown == null) {
            sendValue(i, runNs);
        } else {
            fail(i, runNs, cancelled ? cancelled(function) : failure(function, thrown));
        }
    }

    /** Whatever the task read, or threw because of it, counts only if its arguments were still there at the end. */
    private ObjectLostException closeArguments() {
        try {
            arguments.requireValid();
            return null;
        } catch (ObjectLostException e) {
            return e;
        } finally {
            arguments.close();
        }
    }

    private void sendValue(int i, long runNs) {
        if (!result.hasOverflowed()) {
            send(i, runNs, OutcomeKind.VALUE, result.buffer(), result.length());
            return;
        }
        ObjectDescriptor descriptor;
        try {
            descriptor = sealAndHold(function.resultCodec());
        } catch (ObjectStoreFullException e) {
            fail(i, runNs, failure(function, e));
            return;
        }
        byte[] payload = descriptor.encode();
        if (!send(i, runNs, OutcomeKind.STORED, payload, payload.length)) {
            engine.held().free(lane.callerId(), descriptor);
        }
    }

    /** Seals a value that outgrew its message, and holds it for the caller. */
    ObjectDescriptor sealAndHold(Codec<?> codec) {
        StoredObject object = ((ObjectSink) result.takeSink()).seal();
        object.spillable(!DirectBufferCodec.lendsViews(codec)); // a view of it stays good while it is held
        ObjectDescriptor descriptor = object.descriptor();
        engine.held().hold(lane.callerId(), descriptor, object::free);
        return descriptor;
    }

    private static Failure cancelled(FunctionDescriptor<?> function) {
        return Failure.of(ErrorCode.TASK_CANCELLED, function.name() + " was cancelled while it ran");
    }

    private static Failure failure(FunctionDescriptor<?> function, Throwable thrown) {
        if (thrown instanceof ValueTooLargeException) {
            return Failure.of(
                    ErrorCode.VALUE_TOO_LARGE, "the result of " + function.name() + ": " + thrown.getMessage());
        }
        if (thrown instanceof ObjectStoreFullException) {
            return Failure.of(
                    ErrorCode.OBJECT_STORE_FULL, "a value of " + function.name() + ": " + thrown.getMessage());
        }
        if (thrown instanceof ValueCodecException) {
            return Failure.of(ErrorCode.VALUE_CODEC, function.name() + ": " + thrown.getMessage());
        }
        byte[] bytes = null;
        if (RegisteredClasses.isRegistered(thrown.getClass())) {
            try {
                bytes = RegisteredClasses.serializer().serialize(thrown);
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                // the exception holds something that may not travel: it goes as text, which says so
                thrown.addSuppressed(e);
            }
        }
        return Failure.ofUserCode(function.name(), thrown, bytes);
    }

    private void fail(int i, long runNs, Failure failure) {
        result.reset(null);
        failure.encode(result);
        send(i, runNs, OutcomeKind.FAILURE, result.buffer(), result.length());
    }

    private void failPlainly(int i, Throwable thrown) {
        fail(
                i,
                -1,
                Failure.of(
                        ErrorCode.TASK_FAILED,
                        "the outcome of a task could not be sent: "
                                + thrown.getClass().getName()));
    }

    /** Returns whether it was sent; if not, nobody is there to hear it. */
    private boolean send(int i, long runNs, OutcomeKind outcome, byte[] payload, int length) {
        idleStrategy.reset();
        while (true) {
            long position =
                    sender.sendResult(batch.laneSequence(i), batch.taskSequence(i), runNs, outcome, payload, length);
            if (position > 0) {
                return true;
            }
            if (lane.isClosed() || !ResultPublisher.isWorthRetrying(position)) {
                lane.onResultDropped();
                return false;
            }
            idleStrategy.idle();
        }
    }

    /** The task waits in a {@code get}: the rest of the batch and the slot itself go to others. */
    void giveBack() {
        while (nextInBatch < batch.size()) {
            lane.handBack(batch.copy(nextInBatch++));
        }
        lane.onSlotBlocked();
    }

    /** The wait is over. */
    void takeAgain() {
        lane.onSlotUnblocked();
    }

    /** Control agent: how far the task may go ahead with its items, if it is the one that runs. */
    void onCredit(long laneSequence, ItemWindow window) {
        if (running.laneSequence() == laneSequence) {
            items.onCredit(laneSequence, window);
        }
    }

    boolean cancel(long laneSequence, CancelOptions how) {
        return running.cancel(laneSequence, thread, how, how.force() ? engine.forceDueNs() : RunningTask.NEVER);
    }

    /** Any thread: which task runs; -1 if none does. */
    long runningSequence() {
        return running.laneSequence();
    }

    void cancelAny() {
        running.cancelAny(thread);
    }
}
