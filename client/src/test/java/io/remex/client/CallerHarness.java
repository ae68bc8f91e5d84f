package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.CallerOpened;
import io.remex.protocol.control.Catalog;
import io.remex.protocol.control.Catalogs;
import io.remex.protocol.control.DemandUnmet;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.LeaseGranted;
import io.remex.protocol.control.LeasedWorker;
import io.remex.protocol.control.ReduceLease;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.WorkerLost;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.FunctionDescriptor;
import io.remex.testkit.FakeConversation;
import io.remex.testkit.FakeScheduler;
import io.remex.testkit.TestNode;
import io.remex.transport.ControlAdapter;
import io.remex.transport.ItemWindow;
import io.remex.transport.Loan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A caller's runtime between a fake scheduler and lanes whose other ends are in the hand of the test. */
final class CallerHarness implements AutoCloseable {
    static final long CATALOG = 11;

    private final TestNode node;
    private final FakeScheduler scheduler = new FakeScheduler();
    private final CallerRuntime runtime;
    private final int controlStreamId = TestNode.newStreamId();
    private final List<String> heardOnControl = new CopyOnWriteArrayList<>();
    private final ControlAdapter control;
    private final List<HandLane> lanes = new ArrayList<>();
    private long nextLease = 100;
    private int returnStream;

    CallerHarness(TestNode node, FunctionDescriptor<?>... functions) {
        this(node, config(), functions);
    }

    CallerHarness(TestNode node, RemexConfig config, FunctionDescriptor<?>... functions) {
        this.node = node;
        this.runtime = new CallerRuntime(config, TestFunction.registry(functions), node.directory(), scheduler, "");
        this.control = new ControlAdapter(node.dataPlane(), controlStreamId, new ControlAdapter.ControlHandler() {
            @Override
            public void onCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
                heardOnControl.add("cancel " + lease + ' ' + taskSequence);
            }

            @Override
            public void onCredit(long lease, long laneSequence, long taskSequence, ItemWindow window) {
                heardOnControl.add(
                        "credit " + lease + ' ' + taskSequence + ' ' + window.taken() + '+' + window.items());
            }

            @Override
            public void onAttach(long caller, int sender, int returnStreamId) {
                heardOnControl.add("attach");
                returnStream = returnStreamId;
            }

            @Override
            public void onLend(long caller, Loan loan, byte[] object) {
                heardOnControl.add("lend " + loan.number() + " of " + loan.sequence());
            }

            @Override
            public void onReclaim(long caller, Loan loan) {
                heardOnControl.add("reclaim " + loan.number());
            }

            @Override
            public void onFree(long caller, byte[] object) {
                heardOnControl.add("free " + ObjectDescriptor.decode(object, 0).generation());
            }

            @Override
            public void onSenderGone(int sender) {
                heardOnControl.add("gone");
            }

            @Override
            public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
                heardOnControl.add("object " + sequence + ' ' + outcome);
            }
        });
    }

    static RemexConfig config() {
        return configBuilder().build();
    }

    static RemexConfig.Builder configBuilder() {
        return RemexConfig.builder()
                .set(ConfigKey.TERM_LENGTH, "1048576")
                .set(ConfigKey.LEASE_IDLE, "200ms")
                .set(ConfigKey.LEASE_KEEP, "200ms");
    }

    CallerRuntime runtime() {
        return runtime;
    }

    FakeScheduler scheduler() {
        return scheduler;
    }

    /** The first conversation. */
    FakeConversation<CallerMessage, CallerCommand> conversation() {
        return scheduler.caller(1);
    }

    /** Starts the runtime and lets the scheduler offer the functions in one catalog. */
    CallerHarness start(FunctionDescriptor<?>... offered) {
        runtime.start();
        welcome(conversation());
        conversation().say(catalogs(CATALOG, 1, offered));
        runtime.session().awaitOpened(60_000_000_000L);
        return this;
    }

    void welcome(FakeConversation<CallerMessage, CallerCommand> conversation) {
        conversation.say(
                CallerCommand.newBuilder().setOpened(CallerOpened.newBuilder().setHeartbeatIntervalMs(1_000)));
    }

    static CallerCommand.Builder catalogs(long catalog, int reachableWorkers, FunctionDescriptor<?>... offered) {
        Catalog.Builder entry = Catalog.newBuilder()
                .setCatalog(catalog)
                .setLiveWorkers(1)
                .setReachableWorkers(reachableWorkers)
                .setFunctionsPresent(true);
        for (FunctionDescriptor<?> function : offered) {
            entry.addFunctions(Function.newBuilder()
                    .setFunctionId(function.functionId())
                    .setFingerprint(function.fingerprint())
                    .setName(function.name())
                    .setIdentity(function.signature().identity()));
        }
        return CallerCommand.newBuilder().setCatalogs(Catalogs.newBuilder().addCatalogs(entry));
    }

    HandLane grant(int slots) {
        return grant(conversation(), slots, 1_000, CATALOG);
    }

    /** Opens the worker's end of a lane and grants its lease. */
    HandLane grant(
            FakeConversation<CallerMessage, CallerCommand> conversation, int slots, long milliCpus, long catalog) {
        HandLane lane = new HandLane(node.dataPlane(), nextLease++);
        lanes.add(lane);
        conversation.say(CallerCommand.newBuilder()
                .setGranted(LeaseGranted.newBuilder()
                        .setLease(lane.lease())
                        .setWorker(LeasedWorker.newBuilder()
                                .setWorker("w1")
                                .setIncarnation(3)
                                .setNode("n")
                                .setCatalog(catalog)
                                .setControlStreamId(controlStreamId))
                        .setShape(Resources.newBuilder().setMilliCpus(milliCpus))
                        .setSlots(slots)
                        .setTaskStreamId(lane.taskStreamId())
                        .setResultStreamId(lane.resultStreamId())));
        return lane;
    }

    /** Says of tasks of one processor on the one catalog that they wait for a worker that is not there. */
    void unmet(boolean infeasible, String reason) {
        conversation()
                .say(CallerCommand.newBuilder()
                        .setUnmet(DemandUnmet.newBuilder()
                                .setShape(Resources.newBuilder().setMilliCpus(1_000))
                                .setCatalog(CATALOG)
                                .setInfeasible(infeasible)
                                .setReason(reason)));
    }

    void lose(HandLane lane, String reason) {
        conversation()
                .say(CallerCommand.newBuilder()
                        .setLost(WorkerLost.newBuilder().setLease(lane.lease()).setReason(reason)));
    }

    void reduce(HandLane lane, int slots) {
        conversation()
                .say(CallerCommand.newBuilder()
                        .setReduce(
                                ReduceLease.newBuilder().setLease(lane.lease()).setSlots(slots)));
    }

    /** Where the caller has said that it takes loans back. */
    int returnStreamId() {
        heardOnControl();
        return returnStream;
    }

    /** What came on the worker's control stream so far. */
    List<String> heardOnControl() {
        control.poll(100);
        return List.copyOf(heardOnControl);
    }

    CallerMessage awaitReturned(FakeConversation<CallerMessage, CallerCommand> conversation, long lease) {
        return conversation.await(
                "lease " + lease + " returned",
                message ->
                        message.hasLeaseReturned() && message.getLeaseReturned().getLease() == lease);
    }

    /** Waits until everything that was given to the control thread before has run. */
    void awaitControlThread() {
        boolean[] done = new boolean[1];
        runtime.session().execute(() -> {
            synchronized (done) {
                done[0] = true;
            }
        });
        TestNode.await("the control thread", () -> {
            synchronized (done) {
                return done[0];
            }
        });
    }

    @Override
    public void close() {
        runtime.close();
        lanes.forEach(HandLane::close);
        control.close();
    }
}
