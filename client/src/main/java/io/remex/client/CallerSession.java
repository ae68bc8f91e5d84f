package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.protocol.Failure;
import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerHeartbeat;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.DescribeCluster;
import io.remex.protocol.control.LeaseGranted;
import io.remex.protocol.control.LeaseReturned;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.UnservedTasks;
import io.remex.protocol.control.UrgentSlots;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.transport.DataPlane;
import io.remex.transport.ItemWindow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The caller's conversation with the scheduler, and what follows from it: lanes are opened and closed, demand is told, leases go
 * back when they are idle. All of it on the control thread; the state below belongs to that thread unless it says otherwise.
 */
final class CallerSession {
    private static final long FIRST_RETRY_MS = 50;
    private static final long MAX_RETRY_MS = 2_000;
    /** How long an idle lease is kept while tasks of another demand of this caller have no lease at all. */
    private static final long STARVED_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long DESCRIBE_TIMEOUT_S = 5;
    private static final int MAX_SLOTS_WANTED = 10_000;
    private static final System.Logger LOGGER = System.getLogger(CallerSession.class.getName());

    private final CallerRuntime runtime;
    private final RemexConfig config;
    private final SchedulerConnection connection;
    private final DataPlane dataPlane;
    private final Identity identity;
    private final ControlThread control;
    private final Catalogs catalogs;
    private final CallerLanes lanes;
    private final PlacementGroups groups;
    private final Ticker ticker;
    private final long leaseIdleNs;
    private final long leaseKeepNs;
    private final Map<PoolKey, LeasePool> pools = new LinkedHashMap<>();
    private final Map<Long, CompletableFuture<ClusterView>> describes = new HashMap<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CountDownLatch workerKnown = new CountDownLatch(1);

    private ControlStream<CallerMessage> stream;
    private Future<?> heartbeat;
    private boolean isConnected;
    private int toldUnserved;
    private boolean isClosed;
    private boolean isNodeLost;
    private int generation;
    private long retryMs = FIRST_RETRY_MS;
    private long nextDescribe;
    private volatile String lastProblem = "it has not answered yet";

    /**
     * Who the caller is.
     *
     * @param worker the worker it lives in, or empty
     */
    record Identity(long caller, String node, String program, String worker) {}

    CallerSession(
            CallerRuntime runtime,
            RemexConfig config,
            SchedulerConnection connection,
            CallerSurroundings surroundings,
            Identity identity) {
        this.runtime = runtime;
        this.config = config;
        this.connection = connection;
        this.dataPlane = surroundings.dataPlane();
        this.control = new ControlThread(surroundings.control());
        this.identity = identity;
        this.leaseIdleNs = config.duration(ConfigKey.LEASE_IDLE).toNanos();
        this.leaseKeepNs =
                Math.max(leaseIdleNs, config.duration(ConfigKey.LEASE_KEEP).toNanos());
        this.groups = new PlacementGroups(runtime, this, config);
        this.catalogs = new Catalogs(runtime, this, config);
        this.ticker = new Ticker(this::tickSafely, this::isQuiet, control::schedule);
        this.lanes = new CallerLanes(runtime, this, dataPlane, config.integer(ConfigKey.SLOT_WINDOW));
    }

    /** Whether the node is the one that this caller is on. */
    boolean isOnNode(String node) {
        return identity.node().equals(node);
    }

    /** Begins the conversation; any thread. */
    void start() {
        execute(() -> {
            connect();
            ticker.start();
        });
    }

    /**
     * Waits until the scheduler has answered; any thread but the control thread.
     *
     * @throws RemexConfigException it has not in time, or it refused; the message names the address and the reason
     */
    void awaitOpened(long timeoutNs) {
        try {
            opened.get(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RemexConfigException("the scheduler at " + connection.address() + " cannot be reached within "
                    + config.duration(ConfigKey.INIT_TIMEOUT).toMillis() + " ms (" + lastProblem
                    + "); start remex-server, or mend "
                    + ConfigKey.ADDRESS.key() + ", or raise " + ConfigKey.INIT_TIMEOUT.key());
        } catch (ExecutionException e) {
            throw new RemexConfigException(e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemexConfigException(
                    "the thread was interrupted while it waited for the scheduler at " + connection.address());
        }
    }

    /** Waits until there is a worker that can be leased, or the time is over; any thread but the control thread. */
    void awaitWorker(long timeoutNs) {
        try {
            workerKnown.await(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs something on the control thread; dropped when the session has ended. Any thread. */
    void execute(Runnable action) {
        control.execute(action);
    }

    /** Runs something on the control thread later; null when the session has ended. Any thread. */
    Future<?> schedule(Runnable action, long delayNs) {
        return control.schedule(action, delayNs);
    }

    /** A pool has tasks that wait; any thread. */
    void onDemand(LeasePool pool) {
        execute(() -> {
            tellDemand(pool, runtime.nanoTime());
            ticker.quicken();
        });
    }

    /** A task whose pool has to be found first, on the control thread; any thread. */
    void submitUnresolved(TaskRef<?> task, Runnable whenResolved) {
        boolean accepted = control.execute(() -> {
            try {
                if (isClosed) {
                    task.completeFailure(CallerRuntime.closedFailure());
                } else {
                    catalogs.submit(task);
                    ticker.quicken();
                }
            } finally {
                whenResolved.run();
            }
        });
        if (!accepted) {
            whenResolved.run();
            task.completeFailure(CallerRuntime.closedFailure());
        }
    }

    /** Nobody wants the result of a task in flight; any thread. */
    void cancelInFlight(CallerLane lane, long laneSequence, long taskSequence, CancelOptions how) {
        execute(() -> {
            if (lanes.lane(lane.lease()) == lane) {
                lane.sendCancel(laneSequence, taskSequence, how);
            }
        });
    }

    /** Any thread: tells the worker how far a task may go ahead with its items. */
    void sendCredit(ItemQueue<?> items) {
        execute(() -> {
            ItemWindow window = items.credit();
            TaskRef<?> task = items.task();
            CallerLane lane = task.lane;
            if (lane != null && lanes.lane(lane.lease()) == lane) {
                lane.sendCredit(task.laneSequence, task.sequence(), window);
            }
        });
    }

    /** Asks the scheduler what there is; any thread but the control thread. */
    ClusterView describe() {
        CompletableFuture<ClusterView> answer = new CompletableFuture<>();
        execute(() -> {
            describes.values().removeIf(CompletableFuture::isDone);
            long request = nextDescribe++;
            describes.put(request, answer);
            send(CallerMessage.newBuilder()
                    .setDescribe(DescribeCluster.newBuilder().setRequest(request)));
        });
        try {
            return answer.get(DESCRIBE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            answer.cancel(false);
            throw new RemexConfigException(
                    "the scheduler at " + connection.address() + " does not say what the cluster has (" + lastProblem
                            + "); try again when it is back",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemexConfigException("the thread was interrupted while it waited for the scheduler", e);
        }
    }

    /** Control thread: the pool of a demand on a catalog. */
    LeasePool pool(PoolKey key) {
        return pools.computeIfAbsent(key, k -> {
            LeasePool pool = new LeasePool(runtime, k);
            runtime.polling().onPoolAdded(pool);
            return pool;
        });
    }

    List<LeasePool> pools() {
        return List.copyOf(pools.values());
    }

    Catalogs catalogs() {
        return catalogs;
    }

    PlacementGroups groups() {
        return groups;
    }

    /** Control thread: a bundle is somewhere else, where other functions may be offered: tasks that wait find their pool anew. */
    void onGroupMoved(long group) {
        for (LeasePool pool : poolsOf(group)) {
            pool.takeWaiting().forEach(catalogs::submit);
        }
    }

    /** Control thread: nothing more of this group is sent. */
    void onGroupClosed(long group, Failure failure) {
        catalogs.failGroup(group, failure);
        for (LeasePool pool : poolsOf(group)) {
            pool.takeWaiting().forEach(task -> task.completeFailure(failure));
        }
    }

    private List<LeasePool> poolsOf(long group) {
        return pools.values().stream()
                .filter(pool -> pool.key().demand().placement().getGroup() == group)
                .toList();
    }

    /** Control thread: pools of groups that are closed go when nothing of them is left. */
    private void removeClosedPools() {
        pools.values().removeIf(pool -> {
            boolean isLeft = groups.failure(pool.key().demand().placement()) != null
                    && pool.isQuiet()
                    && pool.lanes().length == 0;
            if (isLeft) {
                runtime.polling().onPoolRemoved(pool);
            }
            return isLeft;
        });
    }

    /** Ends the session; any thread but the control thread. */
    void close(Failure failure) throws InterruptedException {
        execute(() -> {
            isClosed = true;
            generation++;
            if (stream != null) {
                stream.close();
            }
            catalogs.failAll(failure);
            groups.failAll(failure);
            for (LeasePool pool : pools.values()) {
                pool.takeWaiting().forEach(task -> task.completeFailure(failure));
                for (CallerLane lane : pool.lanes()) {
                    pool.removeLane(lane).forEach(task -> task.completeFailure(failure));
                }
                pool.takeWaiting().forEach(task -> task.completeFailure(failure));
            }
            lanes.close();
            describes.values().forEach(answer -> answer.completeExceptionally(FailureExceptions.exception(failure)));
        });
        control.close();
    }

    private void connect() {
        if (isClosed) {
            return;
        }
        generation++;
        int current = generation;
        stream = connection.openCaller(new ControlStreamListener<>() {
            @Override
            public void onCommand(CallerCommand command) {
                execute(() -> {
                    if (current == generation) {
                        ticker.quicken();
                        CallerSession.this.onCommand(command);
                    }
                });
            }

            @Override
            public void onLost(String reason) {
                execute(() -> {
                    if (current == generation) {
                        CallerSession.this.onLost(reason);
                    }
                });
            }
        });
        OpenCaller.Builder open = OpenCaller.newBuilder()
                .setProtocolVersion(ProtocolVersion.CURRENT)
                .setCaller(identity.caller())
                .setNode(identity.node())
                .setDataAddress(dataPlane.dataAddress())
                .setWeight(config.integer(ConfigKey.CALLER_WEIGHT))
                .setPid(ProcessHandle.current().pid())
                .setProgram(identity.program())
                .setWorker(identity.worker())
                .addAllClaimedLeases(lanes.claims())
                .addAllGroups(groups.requests());
        send(CallerMessage.newBuilder().setOpen(open));
    }

    private void onCommand(CallerCommand command) {
        switch (command.getKindCase()) {
            case OPENED -> onOpened(command.getOpened().getHeartbeatIntervalMs());
            case REJECTED -> onRejected(command.getRejected().getReason());
            case CATALOGS -> {
                catalogs.onCatalogs(command.getCatalogs());
                if (catalogs.hasReachableWorker()) {
                    workerKnown.countDown();
                }
                opened.complete(null);
            }
            case GRANTED -> onGranted(command.getGranted());
            case RESIZED ->
                lanes.onResized(
                        command.getResized().getLease(), command.getResized().getSlots());
            case REDUCE ->
                lanes.onReduce(
                        command.getReduce().getLease(), command.getReduce().getSlots());
            case LOST ->
                lanes.onWorkerLost(
                        command.getLost().getLease(), command.getLost().getReason());
            case UNMET -> catalogs.onUnmet(command.getUnmet());
            case GROUP_CHANGED -> groups.onChanged(command.getGroupChanged());
            case GROUP_UNMET -> groups.onUnmet(command.getGroupUnmet());
            case CLUSTER -> {
                CompletableFuture<ClusterView> answer =
                        describes.remove(command.getCluster().getRequest());
                if (answer != null) {
                    answer.complete(ClusterViews.view(command.getCluster()));
                }
            }
            case KIND_NOT_SET -> {
                // a command of a later version: not for this caller
            }
        }
    }

    private void onOpened(long heartbeatIntervalMs) {
        isConnected = true;
        retryMs = FIRST_RETRY_MS;
        long intervalMs = Math.max(10, heartbeatIntervalMs);
        stopHeartbeat();
        heartbeat = control.repeat(
                () -> send(CallerMessage.newBuilder().setHeartbeat(CallerHeartbeat.getDefaultInstance())), intervalMs);
        catalogs.onNewConversation();
        toldUnserved = 0;
        long nowNs = runtime.nanoTime();
        for (LeasePool pool : pools.values()) {
            pool.forgetTold();
            tellDemand(pool, nowNs);
        }
    }

    private void stopHeartbeat() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
    }

    private void onRejected(String reason) {
        lastProblem = "it refused this caller: " + reason;
        opened.completeExceptionally(new IllegalStateException(
                "the scheduler at " + connection.address() + " refused this caller: " + reason));
        generation++;
        stream.close();
        retryLater();
    }

    private void onLost(String reason) {
        if (isConnected) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the scheduler at " + connection.address() + " is lost (" + reason
                            + "); tasks on open lanes go on, and it is tried again");
        }
        lastProblem = reason;
        isConnected = false;
        stopHeartbeat();
        retryLater();
    }

    private void retryLater() {
        schedule(this::connect, TimeUnit.MILLISECONDS.toNanos(retryMs));
        retryMs = Math.min(MAX_RETRY_MS, retryMs * 2);
    }

    private void onGranted(LeaseGranted granted) {
        LeasePool pool = pools.get(Catalogs.key(granted));
        if (pool == null) {
            returnLease(granted.getLease());
        } else {
            lanes.onGranted(granted, pool);
        }
    }

    /** Without the media driver no lane of this process works, now or later: everything that waits ends. */
    private void onNodeLost() {
        String reason =
                "the node of this program does not answer any more: remex-node was stopped or killed. Start it again,"
                        + " then end this session and call Remex.init() anew";
        if (!isNodeLost) {
            isNodeLost = true;
            LOGGER.log(System.Logger.Level.WARNING, reason);
        }
        Failure failure = Failure.of(ErrorCode.WORKER_LOST, reason);
        lanes.failAll(failure);
        pools.values().forEach(pool -> pool.takeWaiting().forEach(task -> task.completeFailure(failure)));
        catalogs.failAll(failure);
    }

    /** Control thread: a lease is not needed, or not any more. */
    void returnLease(long lease) {
        send(CallerMessage.newBuilder()
                .setLeaseReturned(LeaseReturned.newBuilder().setLease(lease)));
    }

    /** A periodic task that throws is never run again, and nothing would work without this one. */
    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "tick of the caller's session", e);
        }
    }

    private void tick() {
        if (isClosed) {
            return;
        }
        if (!dataPlane.isAlive()) {
            onNodeLost();
            return;
        }
        long nowNs = runtime.nanoTime();
        lanes.loseBroken();
        lanes.tendLinks();
        boolean isStarved = pools.values().stream().anyMatch(LeasePool::isStarved);
        long idleNs = isStarved ? Math.min(leaseIdleNs, STARVED_IDLE_NS) : leaseIdleNs;
        // after the idle time the demand is zero, and the scheduler takes back what anybody needs
        long keepNs = isStarved ? idleNs : leaseKeepNs;
        for (LeasePool pool : pools.values()) {
            boolean idle = lanes.returnStopped(pool, nowNs);
            pool.onRoom();
            pool.allowToAsk();
            tellDemand(pool, nowNs, idleNs);
            if (idle && pool.waitingCount() == 0 && pool.toldSlots() == 0) {
                lanes.returnIdle(pool, nowNs, keepNs);
            }
        }
        removeClosedPools();
        catalogs.onTick(nowNs);
        tellUnserved();
    }

    private void tellUnserved() {
        int unserved = catalogs.unservedTasks();
        if (isConnected && unserved != toldUnserved) {
            toldUnserved = unserved;
            send(CallerMessage.newBuilder()
                    .setUnserved(UnservedTasks.newBuilder().setTasks(unserved)));
        }
    }

    /** Whether the next tick may as well come late: nothing is in flight, waits, or is still told as demand. */
    private boolean isQuiet() {
        return !catalogs.areTasksHomeless()
                && lanes.areQuiet()
                && pools.values().stream().allMatch(LeasePool::isQuiet);
    }

    private void tellDemand(LeasePool pool, long nowNs) {
        tellDemand(pool, nowNs, leaseIdleNs);
    }

    private void tellDemand(LeasePool pool, long nowNs, long idleNs) {
        int wanted = pool.wantedSlots(nowNs, idleNs, MAX_SLOTS_WANTED);
        List<UrgentSlots> urgent = pool.urgentSlots(wanted);
        if (isConnected && !pool.hasTold(wanted, urgent)) {
            pool.told(wanted, urgent);
            send(CallerMessage.newBuilder()
                    .setDemand(Demand.newBuilder()
                            .setShape(pool.key().demand().resources())
                            .setPlacement(pool.key().demand().placement())
                            .setCatalog(pool.key().catalog())
                            .setSlots(wanted)
                            .addAllUrgent(urgent)));
        }
    }

    /**
     * Control thread: goes out behind the opening of the conversation, whether the scheduler has answered that yet or not. A scheduler
     * that is away gets nothing: the next opening says what holds then.
     */
    void send(CallerMessage.Builder message) {
        ControlStream<CallerMessage> current = stream;
        if (current != null) {
            current.send(message.build());
        }
    }
}
