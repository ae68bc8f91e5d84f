package io.remex.worker;

import io.remex.BackPressureException;
import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.ObjectId;
import io.remex.ValueCodecException;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.ObjectStore;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.ChildTasks;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;
import io.remex.transport.ControlAdapter;
import io.remex.transport.DataPlane;
import io.remex.transport.ItemWindow;
import io.remex.transport.Loan;
import io.remex.transport.PeerNode;
import io.remex.transport.QuietIdleStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;

/**
 * The lanes of a worker and the agent that polls its control stream. Lanes are opened, resized and closed by one control thread;
 * {@link #close()} is called by that thread too, last.
 */
final class WorkerEngine implements AutoCloseable {
    /** How often the agent looks for cancels and outcomes while a lane is open. */
    private static final long AGENT_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long AGENT_MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(3);
    private static final System.Logger LOGGER = System.getLogger(WorkerEngine.class.getName());

    private final EngineConfig config;
    private final WorkerThreads threads;
    private final FunctionTable functions;
    private final DataPlane dataPlane;
    private final ObjectStore store;
    private final HeldObjects held = new HeldObjects();
    private final BorrowedLoans loans;
    private final Supplier<ObjectExchange> exchange;
    private final Map<Long, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger blocked = new AtomicInteger();
    private final QuietIdleStrategy agentIdle = new QuietIdleStrategy(1, AGENT_PARK_NS, AGENT_MAX_PARK_NS);
    private final ControlAgent agent;
    private final Consumer<Runnable> controlThread;
    private volatile WorkerThreads.AgentThread agentThread;

    /**
     * @param store where large values are; closed by its owner after this
     * @param exchange the runtime for references in values, or a supplier of null if there is none
     * @param controlThread runs something on the control thread
     */
    WorkerEngine(
            EngineConfig config,
            WorkerThreads threads,
            FunctionRegistry registry,
            DataPlane dataPlane,
            ObjectStore store,
            Supplier<ObjectExchange> exchange,
            Consumer<Runnable> controlThread) {
        this.config = config;
        this.threads = threads;
        this.functions = new FunctionTable(registry);
        this.dataPlane = dataPlane;
        this.store = store;
        this.exchange = exchange;
        this.controlThread = controlThread;
        this.loans = new BorrowedLoans(dataPlane, controlThread);
        this.agent = new ControlAgent(
                new ControlAdapter(dataPlane, config.controlStreamId(), new Inbound()),
                lanes,
                loans,
                threads,
                agentIdle);
    }

    void start() {
        agentThread = threads.start(agent, agentIdle);
    }

    String workerName() {
        return config.workerName();
    }

    String nodeId() {
        return config.nodeId();
    }

    /** What its slots run on, and the clocks. */
    WorkerThreads threads() {
        return threads;
    }

    FunctionTable functions() {
        return functions;
    }

    /** Where values above the inline limit are; owned by the process. */
    ObjectStore store() {
        return store;
    }

    /** The objects that callers have descriptors of. */
    HeldObjects held() {
        return held;
    }

    boolean isDataPlaneAlive() {
        return dataPlane.isAlive() && agentThread.isRunning();
    }

    /** A carrier of references to and from one caller, or null if this worker has no runtime for them. */
    ReferenceCarrier carrier(ObjectExchange.Delivery delivery) {
        ObjectExchange current = exchange.get();
        return current == null ? null : current.carrier(delivery);
    }

    /** The caller of a lane is gone, or its lane is. */
    void onPeerLost(ObjectExchange.Delivery delivery) {
        ObjectExchange current = exchange.get();
        if (current != null) {
            current.onPeerLost(delivery, "the lane to the caller is closed");
        }
    }

    /** Whether the caller is the runtime of this very process, whose tasks wait for each other's results here. */
    boolean isOwnCaller(long caller) {
        ObjectExchange current = exchange.get();
        return current != null && current.callerId() == caller;
    }

    /** Slot: tasks of a lane began or ended a wait; the runtime of this process sends others in their place if they are its own. */
    void onSlotsWaiting(Lane lane, long lease, int change) {
        ObjectExchange current = exchange.get();
        if (lane.isOwn() && current != null) {
            current.onSlotsWaiting(lease, change);
        }
    }

    /** Control thread: opens a lane with its slots. */
    void openLane(LaneSpec spec, LaneListener listener) {
        Lane lane = new Lane(this, dataPlane, spec, listener);
        held.onLaneOpened(spec.caller());
        lanes.put(spec.lease(), lane);
        agentIdle.wake();
        lane.resize(spec.slots());
    }

    /** Control thread: whether there was such a lane. */
    boolean resizeLane(long lease, int slots) {
        Lane lane = lanes.get(lease);
        if (lane != null) {
            lane.resize(slots);
        }
        return lane != null;
    }

    /** Control thread: whether there was such a lane. Its listener hears when no slot runs any more. */
    boolean closeLane(long lease) {
        Lane lane = lanes.get(lease);
        if (lane != null) {
            lane.beginClose();
        }
        return lane != null;
    }

    /** Control thread: closes all lanes; listeners hear of each. */
    void closeLanes() {
        new ArrayList<>(lanes.values()).forEach(Lane::beginClose);
    }

    /** The lanes that are open. */
    List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /** The last slot of a closed lane has ended; on any thread. */
    void onLaneQuiet(Lane lane) {
        controlThread.accept(() -> {
            if (lanes.remove(lane.spec().lease(), lane)) {
                lane.closeStreams();
                lane.onQuiet();
                held.onLaneClosed(lane.callerId());
            }
        });
    }

    /** Cancels what a cancelled task has submitted, off the thread that reads the cancels of all lanes. */
    void cancelChildren(ChildTasks children, CancelOptions how) {
        controlThread.accept(() -> children.cancel(how));
    }

    /** When the time is over of a task that is cancelled by force now. */
    long forceDueNs() {
        return threads.nanoTime() + config.forceGraceNs();
    }

    /** Control agent: a task that was cancelled by force has had its time. */
    void onForceDue(RunningTask task) {
        config.forcedEnd().onTaskGoesOn(config.workerName(), task);
    }

    /** One more task waits. */
    void block() {
        if (blocked.incrementAndGet() > config.maxBlocked()) {
            blocked.decrementAndGet();
            throw new BackPressureException(
                    config.maxBlocked() + " tasks of worker " + config.workerName()
                            + " wait for other tasks (remex.worker.max-blocked-tasks); raise it, or let tasks submit less before they wait");
        }
    }

    void unblock() {
        blocked.decrementAndGet();
    }

    Failure unknownFunction(FunctionDescriptor<?> found, long functionId, long fingerprint) {
        String message = found == null
                ? "worker " + config.workerName() + " has no function with id " + Long.toHexString(functionId)
                        + "; deploy the worker from the same sources as the caller"
                : "worker " + config.workerName() + " has " + found.name()
                        + " with another layout of arguments or result (fingerprint "
                        + Long.toHexString(found.fingerprint()) + ", the caller has " + Long.toHexString(fingerprint)
                        + "); build caller and worker from the same sources";
        return Failure.of(ErrorCode.UNKNOWN_FUNCTION, message);
    }

    @Override
    public void close() {
        closeLanes();
        awaitQuiet();
        agentThread.close();
        lanes.values().forEach(Lane::closeStreams);
        lanes.clear();
        held.close();
        loans.close();
    }

    /** A slot that is inside a stream when its memory goes ends the JVM; one that only runs user code may be left behind. */
    private void awaitQuiet() {
        long deadlineNs = threads.nanoTime() + CLOSE_TIMEOUT_NS;
        try {
            for (Lane lane : lanes.values()) {
                if (!lane.awaitQuiet(deadlineNs)) {
                    LOGGER.log(
                            System.Logger.Level.WARNING,
                            "a task of lane " + lane.spec().lease() + " goes on although it was interrupted; worker "
                                    + config.workerName() + " ends without it");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Inbound implements ControlAdapter.ControlHandler {
        @Override
        public void onCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
            Lane lane = lanes.get(lease);
            if (lane != null) {
                lane.cancel(laneSequence, how);
            }
        }

        @Override
        public void onCredit(long lease, long laneSequence, long taskSequence, ItemWindow window) {
            Lane lane = lanes.get(lease);
            if (lane != null) {
                lane.credit(laneSequence, window);
            }
        }

        @Override
        public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
            ObjectExchange current = exchange.get();
            if (current != null) {
                current.onObjectValue(new ObjectId(owner, sequence), kind(outcome), payload);
            }
        }

        @Override
        public void onAttach(long caller, int sender, int returnStreamId) {
            held.onAttach(caller, sender);
            loans.onAttach(caller, sender, nodeOf(caller), returnStreamId);
        }

        /** A caller attaches when the first of its lanes has met, so there is one. */
        private PeerNode nodeOf(long caller) {
            return lanes.values().stream()
                    .filter(lane -> lane.callerId() == caller)
                    .map(lane -> lane.spec().callerNode())
                    .findFirst()
                    .orElse(PeerNode.SAME);
        }

        @Override
        public void onLend(long caller, Loan loan, byte[] object) {
            ObjectExchange current = exchange.get();
            ObjectExchange.Loan borrowed = loans.loan(caller, loan.number());
            if (current == null) {
                borrowed.giveBack();
            } else {
                current.onObjectLent(new ObjectId(loan.owner(), loan.sequence()), object, borrowed);
            }
        }

        @Override
        public void onReclaim(long caller, Loan loan) {
            ObjectExchange current = exchange.get();
            if (current != null) {
                current.onLoanReclaimed(new ObjectId(loan.owner(), loan.sequence()), loans.loan(caller, loan.number()));
            }
        }

        @Override
        public void onFree(long caller, byte[] object) {
            try {
                held.free(caller, ObjectDescriptor.decode(object, 0));
            } catch (ValueCodecException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "a caller frees what is no object", e);
            }
        }

        @Override
        public void onSenderGone(int sender) {
            held.onSenderGone(sender);
            loans.onSenderGone(sender);
        }

        private static ObjectExchange.OutcomeKind kind(OutcomeKind outcome) {
            return switch (outcome) {
                case VALUE -> ObjectExchange.OutcomeKind.VALUE;
                case STORED -> ObjectExchange.OutcomeKind.STORED;
                default -> ObjectExchange.OutcomeKind.FAILURE;
            };
        }
    }

    private record ControlAgent(
            ControlAdapter adapter,
            Map<Long, Lane> lanes,
            BorrowedLoans loans,
            WorkerThreads threads,
            IdleStrategy idle)
            implements Agent {
        private static final int POLL_LIMIT = 64;

        @Override
        public int doWork() {
            int polled = adapter.poll(POLL_LIMIT) + loans.flush();
            if (!lanes.isEmpty()) {
                long nowNs = threads.nanoTime();
                for (Lane lane : lanes.values()) {
                    lane.cancelLate();
                    lane.endForced(nowNs);
                    lane.tellIdleSlots(nowNs);
                }
                idle.reset();
            }
            return polled;
        }

        @Override
        public void onClose() {
            CloseHelper.quietClose(adapter);
        }

        @Override
        public String roleName() {
            return "remex-worker-agent";
        }
    }
}
