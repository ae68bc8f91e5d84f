package io.remex.client;

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
import io.remex.protocol.control.ClaimedLease;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.DescribeCluster;
import io.remex.protocol.control.LeaseGranted;
import io.remex.protocol.control.LeaseReturned;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.UrgentSlots;
import io.remex.protocol.control.WorkerLost;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.transport.DataPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The caller's conversation with the scheduler, and what follows from it: lanes are opened and closed, demand is told, leases go
 * back when they are idle. All of it on the control thread; the state below belongs to that thread unless it says otherwise.
 */
final class CallerSession {
    private static final long TICK_MS = 10;
    private static final long FIRST_RETRY_MS = 50;
    private static final long MAX_RETRY_MS = 2_000;
    private static final long LANE_READY_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
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
    private final ScheduledThreadPoolExecutor control;
    private final Catalogs catalogs;
    private final long leaseIdleNs;
    private final Map<PoolKey, LeasePool> pools = new LinkedHashMap<>();
    private final Map<Long, CallerLane> lanes = new HashMap<>();
    private final Map<Long, Opening> openings = new LinkedHashMap<>();
    private final Map<Long, Incarnation> incarnations = new HashMap<>();
    private final Map<Long, CompletableFuture<ClusterView>> describes = new HashMap<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CountDownLatch workerKnown = new CountDownLatch(1);

    private ControlStream<CallerMessage> stream;
    private Future<?> heartbeat;
    private boolean isConnected;
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

    private record Opening(CallerLane lane, long deadlineNs) {}

    private record Incarnation(String worker, long number) {}

    CallerSession(
            CallerRuntime runtime,
            RemexConfig config,
            SchedulerConnection connection,
            DataPlane dataPlane,
            Identity identity) {
        this.runtime = runtime;
        this.config = config;
        this.connection = connection;
        this.dataPlane = dataPlane;
        this.identity = identity;
        this.leaseIdleNs = config.duration(ConfigKey.LEASE_IDLE).toNanos();
        this.catalogs = new Catalogs(runtime, this, config);
        this.control = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "remex-caller-control");
            thread.setDaemon(true);
            return thread;
        });
        control.setRemoveOnCancelPolicy(true);
    }

    /** Begins the conversation; any thread. */
    void start() {
        execute(this::connect);
        control.scheduleWithFixedDelay(this::tickSafely, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
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
        try {
            control.execute(action);
        } catch (RejectedExecutionException e) {
            // the session has ended, and with it everything that could be done
        }
    }

    /** Runs something on the control thread later; null when the session has ended. Any thread. */
    Future<?> schedule(Runnable action, long delayNs) {
        try {
            return control.schedule(action, delayNs, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** A pool has tasks that wait; any thread. */
    void onDemand(LeasePool pool) {
        execute(() -> tellDemand(pool, System.nanoTime()));
    }

    /** A task whose function no known worker offers; any thread. */
    void submitUnresolved(TaskRef<?> task) {
        try {
            control.execute(() -> {
                if (isClosed) {
                    task.completeFailure(CallerRuntime.closedFailure());
                } else {
                    catalogs.submit(task);
                }
            });
        } catch (RejectedExecutionException e) {
            task.completeFailure(CallerRuntime.closedFailure());
        }
    }

    /** Nobody wants the result of a task in flight; any thread. */
    void cancelInFlight(CallerLane lane, long laneSequence, long taskSequence) {
        execute(() -> {
            if (lanes.containsKey(lane.lease())) {
                lane.sendCancel(laneSequence, taskSequence);
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
            runtime.onPoolAdded(pool);
            return pool;
        });
    }

    List<LeasePool> pools() {
        return List.copyOf(pools.values());
    }

    Catalogs catalogs() {
        return catalogs;
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
            for (LeasePool pool : pools.values()) {
                pool.takeWaiting().forEach(task -> task.completeFailure(failure));
                for (CallerLane lane : pool.lanes()) {
                    pool.removeLane(lane).forEach(task -> task.completeFailure(failure));
                }
                pool.takeWaiting().forEach(task -> task.completeFailure(failure));
            }
            openings.values().forEach(opening -> opening.lane().close());
            describes.values().forEach(answer -> answer.completeExceptionally(FailureExceptions.exception(failure)));
        });
        control.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        control.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        control.shutdown();
        if (!control.awaitTermination(10, TimeUnit.SECONDS)) {
            control.shutdownNow();
        }
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
                .setWeight(config.integer(ConfigKey.CALLER_WEIGHT))
                .setPid(ProcessHandle.current().pid())
                .setProgram(identity.program())
                .setWorker(identity.worker());
        lanes.keySet()
                .forEach(lease -> open.addClaimedLeases(ClaimedLease.newBuilder()
                        .setLease(lease)
                        .setWorker(incarnations.get(lease).worker())
                        .setIncarnation(incarnations.get(lease).number())));
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
            case RESIZED -> {
                CallerLane lane = lanes.get(command.getResized().getLease());
                if (lane != null) {
                    lane.slots(command.getResized().getSlots());
                    lane.pool().onRoom();
                }
            }
            case REDUCE ->
                onReduce(command.getReduce().getLease(), command.getReduce().getSlots());
            case LOST -> onWorkerLost(command.getLost());
            case UNMET -> catalogs.onUnmet(command.getUnmet());
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
        heartbeat = control.scheduleAtFixedRate(
                () -> send(CallerMessage.newBuilder().setHeartbeat(CallerHeartbeat.getDefaultInstance())),
                intervalMs,
                intervalMs,
                TimeUnit.MILLISECONDS);
        catalogs.onNewConversation();
        long nowNs = System.nanoTime();
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
            return;
        }
        try {
            CallerLane lane = new CallerLane(
                    runtime,
                    pool,
                    dataPlane,
                    new GrantedLease(
                            granted.getLease(),
                            granted.getWorker().getWorker(),
                            granted.getSlots(),
                            granted.getTaskStreamId(),
                            granted.getResultStreamId(),
                            granted.getWorker().getControlStreamId()),
                    config.integer(ConfigKey.SLOT_WINDOW));
            lanes.put(granted.getLease(), lane);
            incarnations.put(
                    granted.getLease(),
                    new Incarnation(
                            granted.getWorker().getWorker(), granted.getWorker().getIncarnation()));
            openings.put(granted.getLease(), new Opening(lane, System.nanoTime() + LANE_READY_TIMEOUT_NS));
            openReadyLanes();
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "a lane to worker " + granted.getWorker().getWorker() + " cannot be opened: " + e);
            returnLease(granted.getLease());
        }
    }

    private void openReadyLanes() {
        if (openings.isEmpty()) {
            return;
        }
        long nowNs = System.nanoTime();
        for (Opening opening : new ArrayList<>(openings.values())) {
            CallerLane lane = opening.lane();
            if (lane.isReady()) {
                openings.remove(lane.lease());
                lane.onBusy(nowNs);
                lane.pool().addLane(lane);
                runtime.onLanesChanged();
                lane.pool().openLane(lane);
            } else if (nowNs - opening.deadlineNs() > 0) {
                LOGGER.log(
                        System.Logger.Level.WARNING, "the lane to worker " + lane.worker() + " was not ready in time");
                forget(lane);
                lane.close();
                returnLease(lane.lease());
            }
        }
        if (!openings.isEmpty()) {
            schedule(this::openReadyLanes, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void forget(CallerLane lane) {
        lanes.remove(lane.lease());
        incarnations.remove(lane.lease());
        openings.remove(lane.lease());
    }

    private void onReduce(long lease, int slots) {
        CallerLane lane = lanes.get(lease);
        if (lane == null) {
            returnLease(lease);
            return;
        }
        lane.slots(slots);
        if (slots == 0) {
            lane.revoke();
            lane.pool().stopSending(lane);
            returnIfQuiet(lane);
        }
    }

    private void onWorkerLost(WorkerLost lost) {
        CallerLane lane = lanes.get(lost.getLease());
        if (lane != null) {
            lose(lane, "worker " + lane.worker() + " is lost: " + lost.getReason());
        }
    }

    /** The media driver saw the worker's end of the lane go, and the scheduler has not said so: it is away, or will be late. */
    private void onLaneBroken(CallerLane lane) {
        lose(lane, "worker " + lane.worker() + " closed the lane, or was killed");
        returnLease(lane.lease());
    }

    private void lose(CallerLane lane, String reason) {
        forget(lane);
        List<TaskRef<?>> tasks = lane.pool().removeLane(lane);
        runtime.onLanesChanged();
        runtime.onPeerLost(lane.delivery(), reason);
        for (TaskRef<?> task : tasks) {
            lane.pool().retryOrFail(task, ErrorCode.WORKER_LOST, reason);
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
        for (CallerLane lane : new ArrayList<>(lanes.values())) {
            forget(lane);
            lane.pool().removeLane(lane).forEach(task -> task.completeFailure(failure));
            runtime.onPeerLost(lane.delivery(), reason);
        }
        runtime.onLanesChanged();
        pools.values().forEach(pool -> pool.takeWaiting().forEach(task -> task.completeFailure(failure)));
        catalogs.failAll(failure);
    }

    private void returnLease(long lease) {
        send(CallerMessage.newBuilder()
                .setLeaseReturned(LeaseReturned.newBuilder().setLease(lease)));
    }

    private boolean returnIfQuiet(CallerLane lane) {
        if (!lane.isQuiet()) {
            return false;
        }
        forget(lane);
        List<TaskRef<?>> late = lane.pool().removeLane(lane);
        runtime.onLanesChanged();
        runtime.onPeerLost(lane.delivery(), "the lane to worker " + lane.worker() + " was given back");
        returnLease(lane.lease());
        // a task that slipped in before sending stopped was never lost to a failure: it does not count as an attempt
        late.forEach(runtime::resubmit);
        return true;
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
        long nowNs = System.nanoTime();
        for (CallerLane lane : new ArrayList<>(lanes.values())) {
            if (!openings.containsKey(lane.lease()) && !lane.isConnected()) {
                onLaneBroken(lane);
            }
        }
        long idleNs = pools.values().stream().anyMatch(LeasePool::isStarved)
                ? Math.min(leaseIdleNs, STARVED_IDLE_NS)
                : leaseIdleNs;
        for (LeasePool pool : pools.values()) {
            boolean idle = true;
            for (CallerLane lane : pool.lanes()) {
                if (!lane.isQuiet()) {
                    lane.onBusy(nowNs);
                    idle = false;
                } else if (!lane.isOpen()) {
                    returnIfQuiet(lane);
                }
            }
            pool.onRoom();
            pool.allowToAsk();
            tellDemand(pool, nowNs, idleNs);
            if (idle && pool.waitingCount() == 0 && pool.toldSlots() == 0) {
                returnIdle(pool, nowNs, idleNs);
            }
        }
        catalogs.onTick(nowNs);
    }

    private void returnIdle(LeasePool pool, long nowNs, long idleNs) {
        for (CallerLane lane : pool.lanes()) {
            if (nowNs - lane.lastBusyNs() > idleNs) {
                pool.stopSending(lane);
                returnIfQuiet(lane);
            }
        }
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

    private void send(CallerMessage.Builder message) {
        ControlStream<CallerMessage> current = stream;
        if (current != null) {
            current.send(message.build());
        }
    }
}
