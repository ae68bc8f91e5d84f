package io.remex.worker;

import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.DrainWorker;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.HeldLane;
import io.remex.protocol.control.LaneClosed;
import io.remex.protocol.control.LaneFailed;
import io.remex.protocol.control.LaneOpened;
import io.remex.protocol.control.LaneResized;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.SlotsBlocked;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerHeartbeat;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.transport.PeerNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The worker's conversation with the scheduler: registers, answers, heartbeats, and registers again when the stream breaks. All of
 * it on one control thread; the state below belongs to that thread unless it says otherwise.
 */
final class WorkerSession {
    private static final long FIRST_RETRY_MS = 50;
    private static final long MAX_RETRY_MS = 2_000;
    private static final long COMPLAINT_PERIOD_NS = TimeUnit.SECONDS.toNanos(30);
    private static final System.Logger LOGGER = System.getLogger(WorkerSession.class.getName());

    /** Where the conversation is. */
    enum State {
        /** No stream, or no answer to the registration yet. */
        CONNECTING,
        /** Part of the cluster. */
        REGISTERED,
        /** Over, for good. */
        CLOSED
    }

    private final SchedulerConnection connection;
    private final ScheduledExecutorService control;
    private final FunctionRegistry functions;
    private final Registration registration;
    private final WorkerEngine engine;
    private final Lanes lanes = new Lanes();
    /** What the scheduler said of the lanes that are there: it is told again after its restart. */
    private final Map<Long, OpenLane> orders = new HashMap<>();

    private final CountDownLatch drained = new CountDownLatch(1);

    private ControlStream<WorkerMessage> stream;
    private ScheduledFuture<?> heartbeat;
    private long incarnation;
    private int generation;
    private long retryMs = FIRST_RETRY_MS;
    private long lastComplaintNs;
    private boolean isDraining;
    private volatile State state = State.CONNECTING;
    private volatile String lastProblem = "not registered yet";

    /** What stays the same in every registration. */
    record Registration(
            String worker,
            String node,
            String dataAddress,
            Resources capacity,
            List<String> gpuIds,
            Map<String, String> labels,
            int controlStreamId,
            String description) {}

    WorkerSession(
            SchedulerConnection connection,
            ScheduledExecutorService control,
            FunctionRegistry functions,
            Registration registration,
            WorkerEngine engine) {
        this.connection = connection;
        this.control = control;
        this.functions = functions;
        this.registration = registration;
        this.engine = engine;
        this.incarnation = engine.threads().epochMs() * 1_000;
        this.lastComplaintNs = engine.threads().nanoTime() - COMPLAINT_PERIOD_NS;
    }

    /** Begins the conversation; any thread. */
    void start() {
        execute(this::connect);
    }

    /** Any thread. */
    boolean isRegistered() {
        return state == State.REGISTERED;
    }

    /** Whether it has left for good; any thread. */
    boolean isOver() {
        return state == State.CLOSED;
    }

    /** Why it is not registered; any thread. */
    String lastProblem() {
        return lastProblem;
    }

    /** Asks for no more leases and waits until the last one is gone; any thread but the control thread. */
    boolean drain(long timeoutNs) throws InterruptedException {
        execute(() -> {
            isDraining = true;
            if (state == State.REGISTERED) {
                send(WorkerMessage.newBuilder().setDrain(DrainWorker.getDefaultInstance()));
            } else {
                drained.countDown();
            }
        });
        return drained.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    /** Ends the conversation; control thread. */
    void close() {
        state(State.CLOSED, "closed");
        generation++;
        if (stream != null) {
            stream.close();
        }
        drained.countDown();
    }

    private void connect() {
        if (state == State.CLOSED) {
            return;
        }
        generation++;
        int current = generation;
        stream = connection.openWorker(new ControlStreamListener<>() {
            @Override
            public void onCommand(WorkerCommand command) {
                execute(() -> {
                    if (current == generation) {
                        WorkerSession.this.onCommand(command);
                    }
                });
            }

            @Override
            public void onLost(String reason) {
                execute(() -> {
                    if (current == generation) {
                        WorkerSession.this.onLost(reason);
                    }
                });
            }
        });
        register();
    }

    private void register() {
        RegisterWorker.Builder register = RegisterWorker.newBuilder()
                .setProtocolVersion(ProtocolVersion.CURRENT)
                .setWorker(registration.worker())
                .setIncarnation(incarnation)
                .setNode(registration.node())
                .setDataAddress(registration.dataAddress())
                .setCapacity(registration.capacity())
                .putAllLabels(registration.labels())
                .setPid(ProcessHandle.current().pid())
                .setDescription(registration.description())
                .setControlStreamId(registration.controlStreamId());
        for (FunctionDescriptor<?> function : functions.functions()) {
            register.addFunctions(Function.newBuilder()
                    .setFunctionId(function.functionId())
                    .setFingerprint(function.fingerprint())
                    .setName(function.name())
                    .setIdentity(function.signature().identity()));
        }
        for (Lane lane : engine.lanes()) {
            if (!lane.isClosed()) {
                LaneSpec spec = lane.spec();
                OpenLane order = orders.getOrDefault(spec.lease(), OpenLane.getDefaultInstance());
                int slots = lane.reportSlots();
                register.addHeldLanes(HeldLane.newBuilder()
                        .setLease(spec.lease())
                        .setCaller(spec.caller())
                        .setShape(order.getShape())
                        .setPlacement(order.getPlacement())
                        .addAllGpus(order.getGpusList())
                        .setSlots(slots)
                        .setBlockedSlots(Math.min(slots, lane.blockedSlots())) // one more may have begun to wait
                        .setTaskStreamId(spec.taskStreamId())
                        .setResultStreamId(spec.resultStreamId()));
            }
        }
        send(WorkerMessage.newBuilder().setRegister(register));
    }

    private void onCommand(WorkerCommand command) {
        switch (command.getKindCase()) {
            case ACCEPTED -> onAccepted(command.getAccepted().getHeartbeatIntervalMs());
            case REJECTED ->
                startAfresh("the scheduler refused worker " + registration.worker() + ": "
                        + command.getRejected().getReason());
            case FENCE ->
                startAfresh("the scheduler gave worker " + registration.worker() + " up: "
                        + command.getFence().getReason());
            case DRAINED -> drained.countDown();
            case OPEN_LANE -> onOpenLane(command.getOpenLane());
            case RESIZE_LANE -> {
                long lease = command.getResizeLane().getLease();
                if (!engine.resizeLane(lease, command.getResizeLane().getSlots())) {
                    failLane(lease, "no such lane");
                }
            }
            case CLOSE_LANE -> {
                long lease = command.getCloseLane().getLease();
                if (!engine.closeLane(lease)) {
                    lanes.onClosed(lease);
                }
            }
            case KIND_NOT_SET -> {
                // a command of a later version: not for this worker
            }
        }
    }

    private void onAccepted(long heartbeatIntervalMs) {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        state(State.REGISTERED, "");
        retryMs = FIRST_RETRY_MS;
        long intervalMs = Math.max(10, heartbeatIntervalMs);
        heartbeat = control.scheduleAtFixedRate(this::beat, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
        if (isDraining) {
            send(WorkerMessage.newBuilder().setDrain(DrainWorker.getDefaultInstance()));
        }
    }

    /** Says that the worker lives. One whose node is dead can run nothing and leaves, so that nothing is sent its way. */
    private void beat() {
        if (engine.isDataPlaneAlive()) {
            send(WorkerMessage.newBuilder().setHeartbeat(WorkerHeartbeat.getDefaultInstance()));
            return;
        }
        LOGGER.log(
                System.Logger.Level.ERROR,
                "remex-worker " + registration.worker() + " leaves: its node " + registration.node()
                        + " does not answer any more. Start remex-node again, then restart this worker");
        engine.closeLanes();
        close();
    }

    private void onOpenLane(OpenLane open) {
        long lease = open.getLease();
        try {
            List<String> gpuIds = open.getGpusList().stream().map(this::gpuId).toList();
            orders.put(lease, open);
            engine.openLane(
                    new LaneSpec(
                            lease,
                            open.getCaller(),
                            open.getSlots(),
                            open.getTaskStreamId(),
                            open.getResultStreamId(),
                            gpuIds,
                            PeerNode.of(open.getCallerDataAddress())),
                    lanes);
            send(WorkerMessage.newBuilder()
                    .setLaneOpened(LaneOpened.newBuilder().setLease(lease)));
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "lane " + lease + " cannot be opened: " + e);
            orders.remove(lease);
            failLane(lease, e.toString());
        }
    }

    private String gpuId(int number) {
        if (number < 0 || number >= registration.gpuIds().size()) {
            throw new IllegalArgumentException("GPU " + number + " is asked for, and worker " + registration.worker()
                    + " has " + registration.gpuIds().size());
        }
        return registration.gpuIds().get(number);
    }

    private void failLane(long lease, String reason) {
        send(WorkerMessage.newBuilder()
                .setLaneFailed(LaneFailed.newBuilder().setLease(lease).setReason(reason)));
    }

    private void onLost(String reason) {
        state(State.CONNECTING, reason);
        if (isDraining) {
            drained.countDown();
        }
        retryLater();
    }

    /** This incarnation is over: its lanes close, and the next one registers. */
    private void startAfresh(String reason) {
        generation++;
        stream.close();
        engine.closeLanes();
        incarnation = Math.max(incarnation + 1, engine.threads().epochMs() * 1_000);
        state(State.CONNECTING, reason);
        retryLater();
    }

    private void retryLater() {
        try {
            control.schedule(this::connect, retryMs, TimeUnit.MILLISECONDS);
            retryMs = Math.min(MAX_RETRY_MS, retryMs * 2);
        } catch (RejectedExecutionException e) {
            state(State.CLOSED, "closed");
        }
    }

    private void state(State newState, String reason) {
        State before = state;
        lastProblem = reason;
        state = newState;
        if (heartbeat != null && newState != State.REGISTERED) {
            heartbeat.cancel(false);
            heartbeat = null;
        }
        if (newState == State.REGISTERED) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "remex-worker " + registration.worker() + " registered with " + connection.address());
        } else if (newState == State.CONNECTING
                && (before == State.REGISTERED
                        || engine.threads().nanoTime() - lastComplaintNs >= COMPLAINT_PERIOD_NS)) {
            lastComplaintNs = engine.threads().nanoTime();
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "remex-worker " + registration.worker() + " is not registered: " + reason + "; it goes on trying");
        }
    }

    private void send(WorkerMessage.Builder message) {
        ControlStream<WorkerMessage> current = stream;
        if (current != null) {
            current.send(message.build());
        }
    }

    private void execute(Runnable action) {
        try {
            control.execute(action);
        } catch (RejectedExecutionException e) {
            drained.countDown(); // the worker has ended; nothing is left to say
        }
    }

    /** Tells the scheduler what becomes of lanes; called on any thread. */
    private final class Lanes implements LaneListener {
        @Override
        public void onResized(long lease, int slots) {
            execute(() -> send(WorkerMessage.newBuilder()
                    .setLaneResized(LaneResized.newBuilder().setLease(lease).setSlots(slots))));
        }

        @Override
        public void onClosed(long lease) {
            execute(() -> {
                orders.remove(lease);
                send(WorkerMessage.newBuilder()
                        .setLaneClosed(LaneClosed.newBuilder().setLease(lease)));
            });
        }

        @Override
        public void onBlocked(long lease, int count) {
            execute(() -> send(WorkerMessage.newBuilder()
                    .setSlotsBlocked(SlotsBlocked.newBuilder().setLease(lease).setCount(count))));
        }
    }
}
