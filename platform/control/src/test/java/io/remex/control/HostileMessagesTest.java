package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.InvalidProtocolBufferException;
import io.remex.protocol.control.Bundle;
import io.remex.protocol.control.BundlePlace;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.ClaimedLease;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.HeldLane;
import io.remex.protocol.control.LabelCondition;
import io.remex.protocol.control.LaneResized;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.RequestGroup;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.UrgentSlots;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.scheduler.SchedulerConfig;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that no correct peer sends: each ends its stream with a reason, and none of them the scheduler. */
class HostileMessagesTest {
    static {
        QuietLog.on();
    }

    private static final String LONG_TEXT = "x".repeat(10_000);

    private final DirectQueue queue = new DirectQueue();
    private final ControlCounters counters = new ControlCounters();
    private final ControlConductor conductor =
            new ControlConductor(SchedulerConfig.defaults(), ControlTimeouts.of(3_000_000_000L), counters);

    HostileMessagesTest() {
        queue.connect(conductor);
    }

    static Stream<Arguments> registrations() {
        return Stream.of(
                arguments("version 0", registration().setProtocolVersion(0)),
                arguments("version 2", registration().setProtocolVersion(2)),
                arguments("worker is not a name", registration().setWorker("")),
                arguments("worker is not a name", registration().setWorker("a b")),
                arguments("worker is not a name", registration().setWorker("a\n")),
                arguments("worker is not a name", registration().setWorker(LONG_TEXT)),
                arguments("incarnation is negative", registration().setIncarnation(-1)),
                arguments("node is empty", registration().setNode(" ")),
                arguments("node has 10000 characters", registration().setNode(LONG_TEXT)),
                arguments("pid is negative", registration().setPid(-5)),
                arguments(
                        "capacity.milli_cpus is -1",
                        registration().setCapacity(resources().setMilliCpus(-1))),
                arguments(
                        "capacity.milli_gpus",
                        registration().setCapacity(resources().setMilliGpus(Long.MAX_VALUE))),
                arguments(
                        "capacity.memory_bytes",
                        registration().setCapacity(resources().setMemoryBytes(Long.MIN_VALUE))),
                arguments(
                        "capacity.fpga", registration().setCapacity(resources().putCustomMillis("fpga", -1))),
                arguments(
                        "capacity.custom_millis is empty",
                        registration().setCapacity(resources().putCustomMillis("", 1))),
                arguments("capacity.custom_millis is 101", registration().setCapacity(manyResources())),
                arguments("labels", registration().putLabels(LONG_TEXT, "x")),
                arguments("labels", registration().putLabels("x", LONG_TEXT)),
                arguments(
                        "have the same id 1",
                        registration()
                                .addFunctions(
                                        Function.newBuilder().setFunctionId(1).setName("other"))),
                arguments(
                        "function.name has 10000",
                        registration()
                                .addFunctions(
                                        Function.newBuilder().setFunctionId(2).setName(LONG_TEXT))),
                arguments(
                        "function.identity has 10000",
                        registration()
                                .addFunctions(
                                        Function.newBuilder().setFunctionId(2).setIdentity(LONG_TEXT))),
                arguments("functions is 20001", manyFunctions()),
                arguments(
                        "held_lane.slots is -1",
                        registration().addHeldLanes(HeldLane.newBuilder().setSlots(-1))),
                arguments(
                        "held_lane.blocked_slots is 2",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder().setSlots(1).setBlockedSlots(2))),
                arguments(
                        "placement.required is 33",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder()
                                        .setPlacement(Placement.newBuilder()
                                                .addAllRequired(Collections.nCopies(
                                                        33, condition("x").build()))))),
                arguments(
                        "placement.preferred.label is empty",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder()
                                        .setPlacement(Placement.newBuilder().addPreferred(condition(""))))),
                arguments(
                        "placement.required.values is 33",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder()
                                        .setPlacement(Placement.newBuilder()
                                                .addRequired(
                                                        condition("x").addAllValues(Collections.nCopies(33, "y")))))),
                arguments(
                        "placement.required.values has 10000 characters",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder()
                                        .setPlacement(Placement.newBuilder()
                                                .addRequired(condition("x").addValues(LONG_TEXT))))),
                arguments(
                        "capacity.milli_gpus is 1024001",
                        registration().setCapacity(resources().setMilliGpus(1_024_001))),
                arguments(
                        "held_lane.gpus is 1024",
                        registration().addHeldLanes(HeldLane.newBuilder().addGpus(1_024))),
                arguments(
                        "held_lane.gpus is -1",
                        registration().addHeldLanes(HeldLane.newBuilder().addGpus(-1))),
                arguments(
                        "held_lane.gpus is 1025",
                        registration().addHeldLanes(HeldLane.newBuilder().addAllGpus(Collections.nCopies(1_025, 0)))),
                arguments(
                        "held_lane.shape.milli_gpus is 1500",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder()
                                        .setShape(resources().setMilliGpus(1_500)))),
                arguments(
                        "held_lane.lease is no id",
                        registration().addHeldLanes(HeldLane.newBuilder().setLease(Long.MAX_VALUE))),
                arguments(
                        "names lease 3 twice",
                        registration()
                                .addHeldLanes(HeldLane.newBuilder().setLease(3))
                                .addHeldLanes(HeldLane.newBuilder().setLease(3))));
    }

    private static LabelCondition.Builder condition(String label) {
        return LabelCondition.newBuilder().setLabel(label);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("registrations")
    void shouldRejectARegistrationThatIsOutOfBounds(String reason, RegisterWorker.Builder registration)
            throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        worker(listener).send(Messages.message(registration));

        assertThat(listener.next().getRejected().getReason()).contains(reason).hasSizeLessThan(3_000);
        assertThat(listener.lostReason()).contains(reason);
        assertThat(conductor.view().nodes()).isEmpty();
    }

    static Stream<Arguments> openings() {
        return Stream.of(
                arguments("version 7", opening().setProtocolVersion(7)),
                arguments("weight is -1", opening().setWeight(-1)),
                arguments("weight", opening().setWeight(Integer.MAX_VALUE)),
                arguments("node has", opening().setNode(LONG_TEXT)),
                arguments("pid is negative", opening().setPid(-1)),
                arguments("worker is not a name", opening().setWorker("!")),
                arguments("claimed_lease.worker is not a name", opening().addClaimedLeases(ClaimedLease.newBuilder())),
                arguments(
                        "claimed_lease.incarnation",
                        opening()
                                .addClaimedLeases(
                                        ClaimedLease.newBuilder().setWorker("w").setIncarnation(-1))),
                arguments(
                        "claimed_lease.lease is no id",
                        opening()
                                .addClaimedLeases(
                                        ClaimedLease.newBuilder().setWorker("w").setLease(-1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("openings")
    void shouldRejectASessionThatIsOutOfBounds(String reason, OpenCaller.Builder opening) throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        caller(listener).send(Messages.message(opening));

        assertThat(listener.next().getRejected().getReason()).contains(reason);
        assertThat(listener.lostReason()).contains(reason);
        assertThat(conductor.view().callers()).isEmpty();
    }

    static Stream<Arguments> demands() {
        return Stream.of(
                arguments("demand.slots is -1", Demand.newBuilder().setSlots(-1)),
                arguments("demand.slots", Demand.newBuilder().setSlots(Integer.MAX_VALUE)),
                arguments(
                        "demand.shape.milli_gpus is 2500",
                        Demand.newBuilder().setShape(resources().setMilliGpus(2_500))),
                arguments("demand.urgent.priority is 11", urgent(11, 1)),
                arguments("demand.urgent.priority is -2147483648", urgent(Integer.MIN_VALUE, 1)),
                arguments("demand.urgent.slots is -1", urgent(1, -1)),
                arguments(
                        "demand.urgent is 22",
                        Demand.newBuilder().addAllUrgent(Collections.nCopies(22, UrgentSlots.getDefaultInstance()))),
                arguments(
                        "demand.shape.milli_cpus",
                        Demand.newBuilder()
                                .setShape(resources().setMilliCpus(-1))
                                .setSlots(1)));
    }

    private static Demand.Builder urgent(int priority, int slots) {
        return Demand.newBuilder()
                .addUrgent(UrgentSlots.newBuilder().setPriority(priority).setSlots(slots));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("demands")
    void shouldRejectADemandThatIsOutOfBounds(String reason, Demand.Builder demand) throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        CallerStream stream = caller(listener);
        stream.send(Messages.open(1));
        stream.send(CallerMessage.newBuilder().setDemand(demand).build());

        assertThat(listener.lostReason()).contains(reason);
        assertThat(conductor.view().callers()).isEmpty();
    }

    static Stream<Arguments> groups() {
        RequestGroup.Builder one = RequestGroup.newBuilder().setGroup(1).addBundles(Bundle.getDefaultInstance());
        return Stream.of(
                arguments("group.group is 0", RequestGroup.newBuilder().addBundles(Bundle.getDefaultInstance())),
                arguments("group.bundles is 0", RequestGroup.newBuilder().setGroup(1)),
                arguments(
                        "group.bundles is 257",
                        RequestGroup.newBuilder()
                                .setGroup(1)
                                .addAllBundles(Collections.nCopies(257, Bundle.getDefaultInstance()))),
                arguments("group.strategy 9", one.clone().setStrategyValue(9)),
                arguments(
                        "bundle.shape.milli_gpus is 1500",
                        one.clone()
                                .addBundles(
                                        Bundle.newBuilder().setShape(resources().setMilliGpus(1_500)))),
                arguments(
                        "bundle.required.label is empty",
                        one.clone().addBundles(Bundle.newBuilder().addRequired(condition("")))),
                arguments("group.claims is 2", one.clone().addAllClaims(Collections.nCopies(2, claim(0).build()))),
                arguments("bundle_place.bundle is 1", one.clone().addClaims(claim(1))),
                arguments("bundle_place.worker is not a name", one.clone().addClaims(BundlePlace.newBuilder())),
                arguments("bundle_place.gpus is 1024", one.clone().addClaims(claim(0).addGpus(1_024))));
    }

    private static BundlePlace.Builder claim(int bundle) {
        return BundlePlace.newBuilder().setBundle(bundle).setWorker("w");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void shouldRejectAPlacementGroupThatIsOutOfBounds(String reason, RequestGroup.Builder group) throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        CallerStream stream = caller(listener);
        stream.send(Messages.open(1));
        stream.send(CallerMessage.newBuilder().setRequestGroup(group).build());

        assertThat(listener.lostReason()).contains(reason);
        assertThat(conductor.view().callers()).isEmpty();
    }

    @Test
    void shouldRejectMorePlacementGroupsThanThereMayBe() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        CallerStream stream = caller(listener);
        stream.send(Messages.open(1));
        for (int group = 1; group <= ControlLimits.MAX_GROUPS_PER_CALLER + 1; group++) {
            stream.send(CallerMessage.newBuilder()
                    .setRequestGroup(RequestGroup.newBuilder().setGroup(group).addBundles(Bundle.getDefaultInstance()))
                    .build());
        }
        assertThat(listener.lostReason()).contains("more than 100 placement groups");
    }

    @Test
    void shouldBearClaimsOfDevicesThatTheirWorkerDoesNotHave() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        OpenCaller.Builder opening = opening();
        for (int group = 1; group <= 2; group++) {
            opening.addGroups(RequestGroup.newBuilder()
                    .setGroup(group)
                    .addBundles(Bundle.newBuilder().setShape(resources().setMilliGpus(1_000)))
                    .addClaims(claim(0).setWorker("w1").addGpus(1_000)));
        }
        caller(listener).send(Messages.message(opening));
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        worker(worker).send(Messages.register("w1", 1));

        assertThat(worker.next().hasAccepted()).isTrue();
        assertThat(conductor.view().callers().get(0).groups())
                .allSatisfy(group -> assertThat(group.places()).containsExactly(Optional.empty()));
    }

    @Test
    void shouldCutTextsThatAreOnlyForPeople() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        worker(listener).send(Messages.message(registration().setDescription("a\u001b[31m\n" + LONG_TEXT)));

        assertThat(listener.next().hasAccepted()).isTrue();
        String description =
                conductor.view().nodes().get(0).workers().get(0).registration().description();
        assertThat(description)
                .startsWith("a [31m x")
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(ControlLimits.MAX_TEXT_CHARS);
    }

    @Test
    void shouldBearThingsAboutLeasesThatDoNotExist() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        WorkerStream workerStream = worker(worker);
        workerStream.send(Messages.register("w1", 1));
        for (long lease : new long[] {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            workerStream.send(Messages.laneOpened(lease));
            workerStream.send(Messages.laneClosed(lease));
            workerStream.send(WorkerMessage.newBuilder()
                    .setLaneResized(LaneResized.newBuilder().setLease(lease).setSlots(3))
                    .build());
        }
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        CallerStream callerStream = caller(caller);
        callerStream.send(Messages.open(1));
        callerStream.send(Messages.returned(12));

        assertThat(worker.lost).isNotDone();
        assertThat(caller.lost).isNotDone();
    }

    /** Random changes to the bytes of correct messages: whatever still parses is handled without an internal error. */
    @Test
    void shouldSurviveRandomMessages() throws Exception {
        byte[][] seeds = {
            Messages.register("w1", 1).toByteArray(),
            Messages.laneOpened(1).toByteArray(),
            Messages.open(1).toByteArray(),
            Messages.demand(1, 1).toByteArray()
        };
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            WorkerStream worker = worker(new RecordingListener<>());
            CallerStream caller = caller(new RecordingListener<>());
            worker.send(Messages.register("w" + seed % 50, seed));
            caller.send(Messages.open(seed % 50));
            for (int i = 0; i < 3; i++) {
                byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                sendIfItParses(worker, caller, bytes);
            }
            assertThat(counters.value(ControlCounter.INTERNAL_ERRORS))
                    .as("seed %d", seed)
                    .isZero();
            worker.close();
            caller.close();
        }
        assertThat(conductor.view().callers()).isEmpty();
    }

    private static void sendIfItParses(WorkerStream worker, CallerStream caller, byte[] bytes) {
        try {
            worker.send(WorkerMessage.parseFrom(bytes));
            caller.send(CallerMessage.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private WorkerStream worker(RecordingListener<WorkerCommand> listener) {
        WorkerStream stream = new WorkerStream(queue, listener, StreamOptions.IN_PROCESS, 0);
        conductor.onOpened(stream, 0);
        return stream;
    }

    private CallerStream caller(RecordingListener<CallerCommand> listener) {
        CallerStream stream = new CallerStream(queue, listener, StreamOptions.IN_PROCESS, 0);
        conductor.onOpened(stream, 0);
        return stream;
    }

    private static RegisterWorker.Builder registration() {
        return Messages.registration("w1", 1);
    }

    private static OpenCaller.Builder opening() {
        return Messages.opening(1);
    }

    private static Resources.Builder resources() {
        return Resources.newBuilder().setMilliCpus(1_000);
    }

    private static Resources.Builder manyResources() {
        Resources.Builder many = resources();
        IntStream.rangeClosed(0, ControlLimits.MAX_CUSTOM_RESOURCES).forEach(i -> many.putCustomMillis("r" + i, 1));
        return many;
    }

    private static RegisterWorker.Builder manyFunctions() {
        RegisterWorker.Builder many = registration();
        IntStream.range(0, ControlLimits.MAX_FUNCTIONS)
                .forEach(i -> many.addFunctions(Function.newBuilder().setFunctionId(100 + i)));
        return many;
    }
}
