package io.remex.client;

import io.remex.Arg;
import io.remex.Bundle;
import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.ObjectId;
import io.remex.ObjectRef;
import io.remex.PlacementGroup;
import io.remex.PlacementStrategy;
import io.remex.RemexConfig;
import io.remex.RemexRuntime;
import io.remex.RuntimeClosedException;
import io.remex.TaskOptions;
import io.remex.WaitResult;
import io.remex.codec.Codec;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectSink;
import io.remex.objectstore.ObjectStore;
import io.remex.objectstore.StoredObject;
import io.remex.protocol.Failure;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;
import io.remex.spi.TaskSubmission;
import io.remex.transport.LatencyTier;
import io.remex.transport.NodeDirectory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.CloseHelper;

/**
 * The runtime of a caller, embedded or in a cluster: the two differ only in where the scheduler and the node are. Owns the
 * session, the result agent, the data plane and what it was given to close.
 */
final class CallerRuntime implements RemexRuntime, ObjectExchange {
    private final RemexConfig config;
    private final FunctionRegistry functions;
    private final long callerId;
    private final CallerSurroundings surroundings;
    private final Set<StoredObject> ownObjects = ConcurrentHashMap.newKeySet();
    private final CallerSession session;
    private final Retries retries;
    private final Waits waits;
    private final Reconstructions reconstructions;
    private final ObjectTable objects;
    private final ResultPolling polling;
    private final Submitter submitter;
    private final Values values;
    private final ResultAgent agent;
    private final AtomicLong nextSequence = new AtomicLong(1);
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private volatile boolean isClosed;
    private boolean isCloseBegun;

    /**
     * @param node the node it attaches to
     * @param connection the scheduler; closed with the runtime
     * @param worker the worker it lives in, or empty
     */
    CallerRuntime(
            RemexConfig config,
            FunctionRegistry functions,
            NodeDirectory node,
            SchedulerConnection connection,
            String worker) {
        this(config, functions, connection, worker, new MachineSurroundings(config, node));
    }

    /** @param surroundings closed with the runtime */
    CallerRuntime(
            RemexConfig config,
            FunctionRegistry functions,
            SchedulerConnection connection,
            String worker,
            CallerSurroundings surroundings) {
        this.config = config;
        this.functions = functions;
        this.surroundings = surroundings;
        this.callerId = surroundings.newCallerId();
        LatencyTier latency = LatencyTier.of(config.text(ConfigKey.LATENCY));
        this.waits = new Waits(this, latency);
        this.reconstructions = new Reconstructions(this, config);
        this.objects = new ObjectTable(this);
        this.agent = new ResultAgent(this, latency);
        this.polling = new ResultPolling(agent);
        this.submitter = new Submitter(this, new PendingLimit(this, config));
        this.values = new Values(this);
        this.session = new CallerSession(
                this,
                config,
                connection,
                surroundings,
                new CallerSession.Identity(callerId, surroundings.nodeId(), program(), worker));
        this.retries = new Retries(
                config, session::schedule, submitter::resubmit, surroundings::nanoTime, surroundings::nextRandom);
    }

    private static String program() {
        String command = System.getProperty("sun.java.command", "java");
        return command.split(" ", 2)[0];
    }

    /** Gives something to close after the runtime, last in, first out. */
    void own(AutoCloseable resource) {
        resources.push(resource);
    }

    void start() {
        surroundings.start(agent);
        session.start();
    }

    CallerSession session() {
        return session;
    }

    Retries retries() {
        return retries;
    }

    Waits waits() {
        return waits;
    }

    Reconstructions reconstructions() {
        return reconstructions;
    }

    @Override
    public long callerId() {
        return callerId;
    }

    /** The clock of everything here; nanoseconds from any origin. */
    long nanoTime() {
        return surroundings.nanoTime();
    }

    ResultPolling polling() {
        return polling;
    }

    Submitter submitter() {
        return submitter;
    }

    /** Where values above the inline limit are. */
    ObjectStore store() {
        return surroundings.store();
    }

    /** Counts an object that this runtime has written; held once, by whoever calls. Ends with the runtime, whoever holds it. */
    StoredValue own(StoredObject object) {
        ownObjects.add(object);
        return StoredValue.own(object, () -> {
            ownObjects.remove(object);
            object.free();
        });
    }

    Values values() {
        return values;
    }

    ObjectTable objects() {
        return objects;
    }

    void requireOpen() {
        if (isClosed) {
            throw new RuntimeClosedException(
                    "the Remex session that this belongs to has ended; call Remex.init() again and"
                            + " submit the work anew");
        }
    }

    @Override
    public <R> TaskSubmission<R> begin(FunctionDescriptor<R> function, TaskOptions options) {
        requireOpen();
        return submitter.begin(function, options);
    }

    /** The number of a new object of this caller; any thread. */
    long newSequence() {
        return nextSequence.getAndIncrement();
    }

    /** Runs something on the callback thread; any thread. */
    void callback(Runnable action) {
        try {
            surroundings.callbacks().execute(action);
        } catch (RejectedExecutionException e) {
            action.run(); // the runtime is closing: the future must still end
        }
    }

    /** The reference as one of this runtime. */
    @SuppressWarnings("unchecked")
    <T> AbstractRef<T> own(Arg<T> ref) {
        if (!(ref instanceof AbstractRef<T> own)) {
            throw new IllegalArgumentException(ref + " was not made by this runtime");
        }
        if (own.runtime() != this) {
            own.runtime().requireOpen();
            throw new IllegalArgumentException(ref + " belongs to another open session");
        }
        return own;
    }

    @Override
    public <T> ObjectRef<T> put(T value) {
        requireOpen();
        Codec<T> codec = PutCodecs.codec(value, functions);
        ValueOutput out = values.newOutput();
        HeldReferences held = new HeldReferences(this);
        out.reset(held);
        try {
            codec.encode(out, value);
            PutRef<T> ref = new PutRef<>(this, newSequence(), codec, held.isEmpty() ? null : held);
            if (out.hasOverflowed()) {
                ref.completeStored(own(((ObjectSink) out.takeSink()).seal()));
            } else {
                ref.completeValue(out.copy());
            }
            return ref;
        } catch (RuntimeException | Error e) {
            held.release();
            throw e;
        } finally {
            out.reset(null); // gives memory back if the value could not be encoded
        }
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs) {
        requireOpen();
        return waits.getAll(refs, Waits.FOREVER_NS);
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs, Duration timeout) {
        requireOpen();
        return waits.getAll(refs, Waits.timeoutNs(timeout));
    }

    @Override
    public <T> WaitResult<T> wait(Collection<? extends ObjectRef<T>> refs, int numReady, Duration timeout) {
        requireOpen();
        return waits.waitFor(refs, numReady, Waits.timeoutNs(timeout));
    }

    @Override
    public ReferenceCarrier carrier(Delivery delivery) {
        return new BorderCarrier(this, delivery);
    }

    @Override
    public void onObjectValue(ObjectId id, OutcomeKind kind, byte[] payload) {
        objects.onOutcome(id, Values.borrowedOutcome(kind, payload));
    }

    @Override
    public void onObjectLent(ObjectId id, byte[] descriptor, Loan loan) {
        objects.onOutcome(id, Values.lentOutcome(descriptor, loan));
    }

    @Override
    public void onLoanReclaimed(ObjectId id, Loan loan) {
        objects.onReclaimed(id, loan);
    }

    @Override
    public void onPeerLost(Delivery delivery, String reason) {
        objects.onPeerLost(
                delivery, Failure.of(ErrorCode.OWNER_LOST, "the owner of a borrowed object is gone: " + reason));
    }

    @Override
    public void onSlotsWaiting(long lease, int change) {
        polling.onSlotsWaiting(lease, change);
    }

    @Override
    public PlacementGroup placementGroup(List<Bundle> bundles, PlacementStrategy strategy) {
        requireOpen();
        return session.groups().reserve(bundles, strategy);
    }

    @Override
    public ClusterView cluster() {
        requireOpen();
        return session.describe();
    }

    @Override
    public FunctionRegistry functions() {
        return functions;
    }

    @Override
    public RemexConfig config() {
        return config;
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    static Failure closedFailure() {
        return Failure.of(ErrorCode.RUNTIME_CLOSED, "the session ended before the task did");
    }

    @Override
    public void close() {
        synchronized (this) {
            if (isCloseBegun) {
                return;
            }
            isCloseBegun = true;
        }
        isClosed = true;
        Failure failure = closedFailure();
        try {
            session.close(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        retries.failAll(failure);
        submitter.failHeldBack(failure);
        objects.failAll(failure);
        surroundings.endThreads();
        ownObjects.forEach(StoredObject::free);
        surroundings.close();
        CloseHelper.quietCloseAll(resources);
    }
}
