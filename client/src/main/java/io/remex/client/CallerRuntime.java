package io.remex.client;

import io.remex.Arg;
import io.remex.BackPressureException;
import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.GetTimeoutException;
import io.remex.ObjectId;
import io.remex.ObjectRef;
import io.remex.RemexConfig;
import io.remex.RemexException;
import io.remex.RemexRuntime;
import io.remex.RuntimeClosedException;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.WaitResult;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;
import io.remex.spi.TaskContextHolder;
import io.remex.spi.TaskSubmission;
import io.remex.transport.DataPlane;
import io.remex.transport.LatencyTier;
import io.remex.transport.MessageLimits;
import io.remex.transport.NodeDirectory;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;

/**
 * The runtime of a caller, embedded or in a cluster: the two differ only in where the scheduler and the node are. Owns the
 * session, the result agent, the data plane and what it was given to close.
 */
final class CallerRuntime implements RemexRuntime, ObjectExchange {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AGENT_CLOSE_TIMEOUT_MS = 2_000;

    private final RemexConfig config;
    private final FunctionRegistry functions;
    private final long callerId;
    private final DataPlane dataPlane;
    private final CallerSession session;
    private final Retries retries;
    private final Waits waits;
    private final ObjectTable objects;
    private final ResultAgent agent;
    private final AgentRunner agentRunner;
    private final ExecutorService callbacks;
    private final int maxPending;
    private final boolean failsWhenFull;
    private final Map<FunctionDescriptor<?>, FunctionBinding<?>> bindings = new ConcurrentHashMap<>();
    private final AtomicLong nextSequence = new AtomicLong(1);
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Set<TaskRef<?>> heldBack = ConcurrentHashMap.newKeySet();
    private final List<LeasePool> pools = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Submission<?>> submissions = new ThreadLocal<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private volatile CallerLane[] lanes = {};
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
        this.config = config;
        this.functions = functions;
        this.callerId = RANDOM.nextLong() | 1;
        this.maxPending = config.integer(ConfigKey.MAX_PENDING);
        this.failsWhenFull = "fail".equals(config.text(ConfigKey.WHEN_FULL));
        LatencyTier latency = LatencyTier.of(config.text(ConfigKey.LATENCY));
        String nodeId = node.requireNodeId();
        this.dataPlane = DataPlane.connect(node, config.integer(ConfigKey.TERM_LENGTH));
        this.waits = new Waits(this, latency);
        this.objects = new ObjectTable(this);
        this.agent = new ResultAgent(this, latency);
        this.agentRunner = new AgentRunner(
                agent,
                error -> System.getLogger(CallerRuntime.class.getName())
                        .log(System.Logger.Level.ERROR, "caller agent", error),
                null,
                agent);
        this.callbacks = Executors.newSingleThreadExecutor(task -> daemon(task, "remex-caller-callbacks"));
        this.session = new CallerSession(
                this, config, connection, dataPlane, new CallerSession.Identity(callerId, nodeId, program(), worker));
        this.retries = new Retries(
                config,
                session::schedule,
                this::resubmit,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private static String program() {
        String command = System.getProperty("sun.java.command", "java");
        return command.split(" ", 2)[0];
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Gives something to close after the runtime, last in, first out. */
    void own(AutoCloseable resource) {
        resources.push(resource);
    }

    void start() {
        AgentRunner.startOnThread(agentRunner, task -> daemon(task, agent.roleName()));
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

    @Override
    public long callerId() {
        return callerId;
    }

    Collection<FunctionBinding<?>> bindings() {
        return bindings.values();
    }

    void requireOpen() {
        if (isClosed) {
            throw new RuntimeClosedException(
                    "the Remex session that this belongs to has ended; call Remex.init() again and"
                            + " submit the work anew");
        }
    }

    // ---- submission

    @Override
    @SuppressWarnings("unchecked") // a binding is made for its own descriptor, a submission for its binding
    public <R> TaskSubmission<R> begin(FunctionDescriptor<R> function, TaskOptions options) {
        requireOpen();
        Submission<R> submission = (Submission<R>) submissions.get();
        if (submission == null || submission.isBusy()) {
            submission = new Submission<>(this);
            submissions.set(submission);
        }
        FunctionBinding<R> binding = (FunctionBinding<R>) bindings.get(function);
        if (binding == null) {
            binding = (FunctionBinding<R>) bindings.computeIfAbsent(function, FunctionBinding::new);
        }
        return submission.begin(binding, function.defaults().overriddenBy(options));
    }

    <R> TaskRef<R> newTask(
            FunctionBinding<R> binding, TaskOptions options, byte[] arguments, List<ExportedRef<?>> exports) {
        requireOpen();
        long timeoutNs = Waits.timeoutNs(options.timeout());
        reserve();
        TaskRef<R> task = new TaskRef<>(
                this,
                nextSequence.getAndIncrement(),
                binding,
                options,
                arguments,
                exports,
                TaskContextHolder.current() != null);
        task.attempt = 1;
        if (!exports.isEmpty()) {
            objects.onExported(exports);
        }
        if (timeoutNs > 0 && timeoutNs < Waits.FOREVER_NS / 2) {
            task.deadlineNs = System.nanoTime() + timeoutNs;
            task.timer = session.schedule(
                    () -> task.abandon(Failure.of(
                            ErrorCode.TASK_TIMEOUT,
                            task.description() + " had no outcome within its timeout of " + options.timeout())),
                    timeoutNs);
        }
        return task;
    }

    /** Counts a task in; waits or fails when too many have no outcome. */
    private void reserve() {
        if (unfinished.incrementAndGet() <= maxPending) {
            return;
        }
        unfinished.decrementAndGet();
        if (failsWhenFull) {
            throw new BackPressureException(maxPending + " tasks of this caller have no outcome yet ("
                    + ConfigKey.MAX_PENDING.key() + "); read results, then submit again");
        }
        while (true) {
            requireOpen();
            if (Thread.interrupted()) {
                throw Waits.interrupted("for room for another task; nothing was submitted");
            }
            if (pollOnce() <= 0) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
            }
            if (unfinished.incrementAndGet() <= maxPending) {
                return;
            }
            unfinished.decrementAndGet();
        }
    }

    /** A task whose arguments are complete goes on its way. */
    void submit(TaskRef<?> task) {
        LeasePool pool = task.binding().defaultPool();
        if (pool != null
                && (task.options() == task.binding().function().defaults()
                        || ResourceDemand.of(task.options()).equals(pool.key().demand()))) {
            pool.submit(task);
        } else {
            session.submitUnresolved(task);
        }
        agent.onWork();
        if (isClosed) {
            task.completeFailure(closedFailure());
        }
    }

    /** A task whose attempt was lost goes on its way again. */
    void resubmit(TaskRef<?> task) {
        task.lane = null;
        session.submitUnresolved(task);
        agent.onWork();
        if (isClosed) {
            task.completeFailure(closedFailure());
        }
    }

    void onHeldBack(TaskRef<?> task) {
        heldBack.add(task);
        agent.onWork();
        if (isClosed) {
            task.completeFailure(closedFailure());
        }
    }

    void onNoLongerHeldBack(TaskRef<?> task) {
        heldBack.remove(task);
    }

    void onTaskCompleted(TaskRef<?> task) {
        unfinished.decrementAndGet();
        if (task.timer != null) {
            task.timer.cancel(false);
        }
    }

    void onExported(List<ExportedRef<?>> exports) {
        objects.onExported(exports);
    }

    // ---- results

    /** Any thread: takes what results there are on any lane; returns how many. */
    int pollOnce() {
        int polled = 0;
        for (CallerLane lane : lanes) {
            if (lane.inFlightCount() > 0 || lane.isPinned()) {
                int count = lane.poll();
                if (count > 0) {
                    polled += count;
                }
            }
        }
        if (polled > 0) {
            // the counts of what is done must be seen before anybody's "it waits" is looked at: see LeasePool
            VarHandle.fullFence();
            for (LeasePool pool : pools) {
                pool.onRoom();
            }
        }
        return polled;
    }

    /** Whether something is in flight or waits for room. */
    boolean isAwaitingResults() {
        for (CallerLane lane : lanes) {
            if (lane.inFlightCount() > 0 || lane.isPinned()) {
                return true;
            }
        }
        for (LeasePool pool : pools) {
            if (pool.waitingCount() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Tasks of a lane began or ended a wait here; if it is a lane of this runtime, others may be sent in their place. */
    void onSlotsWaiting(long lease, int change) {
        for (CallerLane lane : lanes) {
            if (lane.lease() == lease) {
                lane.onWaiting(change);
                lane.pool().onRoom();
            }
        }
    }

    void onPoolAdded(LeasePool pool) {
        pools.add(pool);
    }

    /** Control thread: lanes came or went. */
    void onLanesChanged() {
        List<CallerLane> all = new ArrayList<>();
        pools.forEach(pool -> all.addAll(List.of(pool.lanes())));
        lanes = all.toArray(new CallerLane[0]);
        agent.onWork();
    }

    /** A thread that polled does so no more, or somebody wants to be called back. */
    void onUnattended() {
        agent.onWork();
    }

    void callback(Runnable action) {
        try {
            callbacks.execute(action);
        } catch (RejectedExecutionException e) {
            action.run(); // the runtime is closing: the future must still end
        }
    }

    // ---- values

    ValueOutput newOutput() {
        return new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, MessageLimits.INLINE_LIMIT_NAME);
    }

    /** The value of a reference's bytes. */
    <T> T decode(AbstractRef<T> ref, byte[] encoded) {
        ObjectExchange.Delivery peer = null;
        if (ref instanceof TaskRef<?> task && task.lane != null) {
            peer = task.lane.delivery();
        } else if (ref instanceof BorrowedRef<?> borrowed) {
            peer = borrowed.peer();
        }
        ValueInput in = new ValueInput().wrap(encoded, carrier(peer));
        T value = ref.codec().decode(in);
        in.requireEnd();
        return value;
    }

    /** Whether values of the layout can have references inside. */
    static boolean hasReferences(String layout) {
        return layout.contains("ObjectRef<");
    }

    /** As {@link #transcode}; returns why it is not possible, or null. Nothing that code of the user throws escapes. */
    <T> Failure tryTranscode(AbstractRef<? extends T> ref, byte[] encoded, Codec<T> codec, ValueOutput out) {
        try {
            transcode(ref, encoded, codec, out);
            return null;
        } catch (RemexException e) {
            return Failure.of(e.code(), e.getMessage());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return Failure.of(
                    ErrorCode.VALUE_CODEC, "the value of " + ref.description() + " cannot be read and written: " + e);
        }
    }

    /**
     * Appends the value of a reference in the layout of another codec: the bytes as they are where the layouts agree and nothing in
     * them has to be known here, as references have.
     */
    @SuppressWarnings(
            "unchecked") // both codecs are of the type that the compiler checked; a lie ends as ClassCastException
    <T> void transcode(AbstractRef<? extends T> ref, byte[] encoded, Codec<T> codec, ValueOutput out) {
        Codec<?> own = ref.codec();
        String layout = codec.layout();
        if ((own == codec || own.layout().equals(layout)) && !hasReferences(layout)) {
            out.putBytes(encoded, 0, encoded.length);
            return;
        }
        Object value = decode(ref, encoded);
        try {
            codec.encode(out, (T) value);
        } catch (ClassCastException | NullPointerException e) {
            throw new ValueCodecException(
                    "the value of " + ref.description() + " (" + own.layout() + ") does not fit the parameter ("
                            + layout + ')',
                    e);
        }
    }

    Failure decodeFailure(byte[] payload) {
        try {
            return Failure.decode(new ValueInput().wrap(payload, null));
        } catch (ValueCodecException e) {
            return Failure.of(ErrorCode.VALUE_CODEC, "a damaged failure arrived: " + e.getMessage());
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
        ValueOutput out = newOutput();
        out.reset(null);
        codec.encode(out, value);
        return new PutRef<>(this, nextSequence.getAndIncrement(), codec, out.copy());
    }

    // ---- waiting

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs) {
        return get(refs, Waits.FOREVER_NS);
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs, Duration timeout) {
        return get(refs, Waits.timeoutNs(timeout));
    }

    private <T> List<T> get(Collection<? extends ObjectRef<T>> refs, long timeoutNs) {
        requireOpen();
        List<AbstractRef<T>> own = new ArrayList<>(refs.size());
        refs.forEach(ref -> own.add(own(ref)));
        List<AbstractRef<T>> unready =
                own.stream().filter(ref -> !ref.hasOutcome()).toList();
        if (!unready.isEmpty() && !waits.await(unready, unready.size(), timeoutNs)) {
            long ready = own.stream().filter(AbstractRef::hasOutcome).count();
            throw new GetTimeoutException(ready + " of " + own.size() + " objects are ready after "
                    + Duration.ofNanos(timeoutNs) + "; the tasks go on: call get again, or cancel them");
        }
        List<T> values = new ArrayList<>(own.size());
        for (AbstractRef<T> ref : own) {
            values.add(ref.outcomeValue());
        }
        return values;
    }

    @Override
    public <T> WaitResult<T> wait(Collection<? extends ObjectRef<T>> refs, int numReady, Duration timeout) {
        requireOpen();
        long timeoutNs = Waits.timeoutNs(timeout);
        if (numReady < 1 || numReady > refs.size()) {
            throw new IllegalArgumentException("numReady=" + numReady + " of " + refs.size()
                    + " references; it must be from 1 to the number of references");
        }
        List<AbstractRef<T>> own = new ArrayList<>(refs.size());
        Map<AbstractRef<T>, Boolean> seen = new IdentityHashMap<>();
        for (ObjectRef<T> ref : refs) {
            AbstractRef<T> mine = own(ref);
            if (seen.put(mine, true) != null) {
                throw new IllegalArgumentException(ref + " is there twice");
            }
            own.add(mine);
        }
        pollOnce();
        List<AbstractRef<T>> unready =
                own.stream().filter(ref -> !ref.hasOutcome()).toList();
        int missing = numReady - (own.size() - unready.size());
        if (missing > 0) {
            waits.await(unready, missing, timeoutNs);
        }
        List<ObjectRef<T>> ready = new ArrayList<>(numReady);
        List<ObjectRef<T>> rest = new ArrayList<>(own.size());
        for (AbstractRef<T> ref : own) {
            if (ready.size() < numReady && ref.hasOutcome()) {
                ready.add(ref);
            } else {
                rest.add(ref);
            }
        }
        return new WaitResult<>(ready, rest);
    }

    // ---- references in values

    @Override
    public ReferenceCarrier carrier(Delivery delivery) {
        return new BorderCarrier(delivery);
    }

    @Override
    public void onObjectValue(ObjectId id, boolean failed, byte[] payload) {
        objects.onObjectValue(id, failed, payload);
    }

    @Override
    public void onPeerLost(Delivery delivery, String reason) {
        objects.onPeerLost(
                delivery, Failure.of(ErrorCode.OWNER_LOST, "the owner of a borrowed object is gone: " + reason));
    }

    /** References in values that are exchanged with one process. */
    private final class BorderCarrier implements ReferenceCarrier {
        private final Delivery delivery;

        private BorderCarrier(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public <T> void exportReference(ValueOutput out, ObjectRef<T> ref, Codec<T> codec) {
            AbstractRef<T> own = own(ref);
            out.putLong(own.id().owner());
            out.putLong(own.id().sequence());
            List<ExportedRef<?>> exports = List.of(new ExportedRef<>(own, codec));
            objects.onExported(exports);
            exports.get(0).deliverWhenReady(delivery, () -> {});
        }

        @Override
        public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
            return objects.borrow(new ObjectId(in.getLong(), in.getLong()), codec, delivery);
        }
    }

    // ---- life

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
        heldBack.forEach(task -> task.completeFailure(failure));
        objects.failAll(failure);
        agentRunner.close(AGENT_CLOSE_TIMEOUT_MS, Thread::interrupt);
        callbacks.shutdown();
        CloseHelper.quietClose(dataPlane);
        CloseHelper.quietCloseAll(resources);
    }
}
