package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.ResizeLane;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.LaneFailed;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of a lease meets every input, through events only. */
class LeaseMatrixTest {
    private static final String WORKER = "w";
    private static final long CALLER = 1;
    private static final ClaimedLease CLAIM = new ClaimedLease(new LeaseId(1), new WorkerId(WORKER), Rig.INCARNATION);

    /** Inputs that come from outside in this very form: refused ones are counted. */
    private static final Set<LeaseInput> MESSAGES = EnumSet.of(
            LeaseInput.LANE_OPENED,
            LeaseInput.LANE_FAILED,
            LeaseInput.LANE_RESIZED,
            LeaseInput.LANE_CLOSED,
            LeaseInput.SLOTS_BLOCKED,
            LeaseInput.LEASE_RETURNED);

    static Stream<Arguments> cells() {
        return Arrays.stream(LeaseState.values())
                .filter(state -> state != LeaseState.ENDED)
                .flatMap(state -> Arrays.stream(LeaseInput.values())
                        .filter(input -> state != LeaseState.UNCLAIMED || input != LeaseInput.LEASE_RETURNED)
                        .map(input -> Arguments.of(state, input)));
    }

    @Test
    void shouldCountReturnOfUnclaimedLeaseAsLateBecauseItsCallerHasNoSession() {
        Rig rig = inState(LeaseState.UNCLAIMED);

        List<SchedulerCommand> commands = rig.returned(rig.lease());

        assertThat(commands).isEmpty();
        assertThat(rig.lease().state()).isEqualTo(LeaseState.UNCLAIMED);
        assertThat(rig.count(SchedulerCounter.LATE_EVENTS)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void shouldFollowMatrix(LeaseState from, LeaseInput input) {
        Rig rig = inState(from);
        SchedulerSnapshot before = rig.core.snapshot();
        long unexpectedBefore = rig.count(SchedulerCounter.UNEXPECTED_EVENTS);

        List<SchedulerCommand> commands = apply(rig, input);

        Set<LeaseState> targets = LeaseTransitions.targets(from, input);
        LeaseState after = rig.leases().stream()
                .filter(lease -> lease.id().equals(CLAIM.lease()))
                .map(Lease::state)
                .findFirst()
                .orElse(LeaseState.ENDED);
        if (!targets.isEmpty()) {
            assertThat(after).isIn(targets);
            expectedCommand(from, input)
                    .ifPresent(expected -> assertThat(commands).hasAtLeastOneElementOfType(expected));
            assertThat(rig.count(SchedulerCounter.UNEXPECTED_EVENTS)).isEqualTo(unexpectedBefore);
        } else if (MESSAGES.contains(input)) {
            assertThat(after).isEqualTo(from);
            assertThat(commands).isEmpty();
            assertThat(rig.leases()).isEqualTo(before.leases());
            assertThat(rig.count(SchedulerCounter.UNEXPECTED_EVENTS)).isEqualTo(unexpectedBefore + 1);
        }
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("resizeCells")
    void shouldReachBothStatesWhereSlotsDecide(LeaseState from, int reported, LeaseState to) {
        Rig rig = inState(from);

        rig.resized(rig.lease(), reported);

        assertThat(rig.lease().state()).isEqualTo(to);
    }

    static Stream<Arguments> resizeCells() {
        return Stream.of(
                Arguments.of(LeaseState.GROWING, 3, LeaseState.GROWING),
                Arguments.of(LeaseState.GROWING, 4, LeaseState.ACTIVE),
                Arguments.of(LeaseState.SHRINKING, 2, LeaseState.SHRINKING),
                Arguments.of(LeaseState.SHRINKING, 1, LeaseState.ACTIVE));
    }

    /** A lease with id 1 of caller 1 on worker w, with 2 slots of 8 where nothing else is said, 1 while it is revoked. */
    private static Rig inState(LeaseState state) {
        Rig rig = new Rig();
        if (state == LeaseState.UNCLAIMED) {
            rig.worker(
                    WORKER,
                    8,
                    new HeldLease(
                            CLAIM.lease(),
                            new CallerId(CALLER),
                            SlotNeed.of(Rig.CPU),
                            2,
                            0,
                            List.of(),
                            20_000,
                            20_001));
            assertThat(rig.lease().state()).isEqualTo(state);
            return rig;
        }
        rig.worker(WORKER, 8);
        rig.caller(CALLER);
        rig.demand(CALLER, state == LeaseState.SHRINKING ? 3 : state == LeaseState.REVOKING ? 1 : 2);
        if (state != LeaseState.OPENING) {
            rig.opened(rig.lease());
            rig.tickAfter(Rig.SECOND_NS, WORKER);
        }
        switch (state) {
            case GROWING -> rig.demand(CALLER, 4);
            case SHRINKING -> rig.demand(CALLER, 1);
            case REVOKING -> {
                rig.demand(CALLER, 0);
                rig.caller(CALLER + 1);
                rig.demand(CALLER + 1, ResourceShape.ofMilliCpus(8_000), 1);
            }
            case CLOSING -> {
                rig.demand(CALLER, 0);
                rig.returned(rig.lease());
            }
            default -> {
                // OPENING and ACTIVE are reached already.
            }
        }
        assertThat(rig.lease().state()).isEqualTo(state);
        return rig;
    }

    private static List<SchedulerCommand> apply(Rig rig, LeaseInput input) {
        Lease lease = rig.lease();
        return switch (input) {
            case LANE_OPENED -> rig.opened(lease);
            case LANE_FAILED -> rig.send(new LaneFailed(lease.worker(), lease.incarnation(), lease.id(), "broken"));
            case LANE_RESIZED -> rig.resized(lease, lease.slots());
            case LANE_CLOSED -> rig.closed(lease);
            case SLOTS_BLOCKED -> rig.blocked(lease, 1);
            case LEASE_RETURNED -> rig.returned(lease);
            case CLAIM -> rig.caller(CALLER, CLAIM);
            case GROW -> rig.demand(CALLER, 6);
            case SHRINK -> rig.demand(CALLER, 1);
            case REVOKE -> rig.send(new DrainWorker(lease.worker()));
            case ABANDON ->
                lease.state() == LeaseState.UNCLAIMED
                        ? rig.send(new CallerOpened(Rig.session(CALLER, 1), List.of()))
                        : rig.send(new CallerDisconnected(lease.caller(), "gone"));
            case WORKER_GONE -> rig.send(new WorkerDisconnected(lease.worker(), lease.incarnation(), "gone"));
        };
    }

    /** The command without which the transition would be half done; some have none. */
    private static Optional<Class<? extends SchedulerCommand>> expectedCommand(LeaseState from, LeaseInput input) {
        return switch (input) {
            case LANE_OPENED -> from == LeaseState.OPENING ? Optional.of(LeaseGranted.class) : Optional.empty();
            case LANE_RESIZED -> from == LeaseState.GROWING ? Optional.of(LeaseResized.class) : Optional.empty();
            case LANE_FAILED, WORKER_GONE -> from.knownToCaller() ? Optional.of(WorkerLost.class) : Optional.empty();
            case LEASE_RETURNED, ABANDON -> Optional.of(CloseLane.class);
            case CLAIM ->
                from == LeaseState.REVOKING ? Optional.of(ReduceLease.class) : Optional.of(LeaseResized.class);
            case GROW -> Optional.of(ResizeLane.class);
            case SHRINK, REVOKE -> Optional.of(ReduceLease.class);
            case LANE_CLOSED, SLOTS_BLOCKED -> Optional.empty();
        };
    }
}
