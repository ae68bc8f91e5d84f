package io.remex.scheduler;

import static io.remex.scheduler.LeaseInput.ABANDON;
import static io.remex.scheduler.LeaseInput.CLAIM;
import static io.remex.scheduler.LeaseInput.GROW;
import static io.remex.scheduler.LeaseInput.LANE_CLOSED;
import static io.remex.scheduler.LeaseInput.LANE_FAILED;
import static io.remex.scheduler.LeaseInput.LANE_OPENED;
import static io.remex.scheduler.LeaseInput.LANE_RESIZED;
import static io.remex.scheduler.LeaseInput.LEASE_RETURNED;
import static io.remex.scheduler.LeaseInput.REVOKE;
import static io.remex.scheduler.LeaseInput.SHRINK;
import static io.remex.scheduler.LeaseInput.SLOTS_BLOCKED;
import static io.remex.scheduler.LeaseInput.WORKER_GONE;
import static io.remex.scheduler.LeaseState.ACTIVE;
import static io.remex.scheduler.LeaseState.CLOSING;
import static io.remex.scheduler.LeaseState.ENDED;
import static io.remex.scheduler.LeaseState.GROWING;
import static io.remex.scheduler.LeaseState.OPENING;
import static io.remex.scheduler.LeaseState.REVOKING;
import static io.remex.scheduler.LeaseState.SHRINKING;
import static io.remex.scheduler.LeaseState.UNCLAIMED;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The matrix state × input → possible next states of a lease. An input without an entry is not allowed in that state: from
 * outside it is counted and ignored, from inside it is a mistake of the core. More than one next state means that the
 * number of slots decides.
 */
final class LeaseTransitions {
    private static final Map<LeaseState, Map<LeaseInput, Set<LeaseState>>> MATRIX = new EnumMap<>(LeaseState.class);

    static {
        on(OPENING, LANE_OPENED, ACTIVE);
        on(OPENING, LANE_FAILED, ENDED);
        on(OPENING, ABANDON, CLOSING);
        on(OPENING, WORKER_GONE, ENDED);

        on(ACTIVE, LANE_FAILED, ENDED);
        on(ACTIVE, LANE_RESIZED, ACTIVE);
        on(ACTIVE, SLOTS_BLOCKED, ACTIVE);
        on(ACTIVE, LEASE_RETURNED, CLOSING);
        on(ACTIVE, CLAIM, ACTIVE);
        on(ACTIVE, GROW, GROWING);
        on(ACTIVE, SHRINK, SHRINKING);
        on(ACTIVE, REVOKE, REVOKING);
        on(ACTIVE, ABANDON, CLOSING);
        on(ACTIVE, WORKER_GONE, ENDED);

        on(GROWING, LANE_FAILED, ENDED);
        on(GROWING, LANE_RESIZED, GROWING, ACTIVE);
        on(GROWING, SLOTS_BLOCKED, GROWING);
        on(GROWING, LEASE_RETURNED, CLOSING);
        on(GROWING, CLAIM, GROWING);
        on(GROWING, REVOKE, REVOKING);
        on(GROWING, ABANDON, CLOSING);
        on(GROWING, WORKER_GONE, ENDED);

        on(SHRINKING, LANE_FAILED, ENDED);
        on(SHRINKING, LANE_RESIZED, SHRINKING, ACTIVE);
        on(SHRINKING, SLOTS_BLOCKED, SHRINKING);
        on(SHRINKING, LEASE_RETURNED, CLOSING);
        on(SHRINKING, CLAIM, SHRINKING);
        on(SHRINKING, REVOKE, REVOKING);
        on(SHRINKING, ABANDON, CLOSING);
        on(SHRINKING, WORKER_GONE, ENDED);

        on(REVOKING, LANE_FAILED, ENDED);
        on(REVOKING, LANE_RESIZED, REVOKING);
        on(REVOKING, SLOTS_BLOCKED, REVOKING);
        on(REVOKING, LEASE_RETURNED, CLOSING);
        on(REVOKING, CLAIM, REVOKING);
        on(REVOKING, ABANDON, CLOSING);
        on(REVOKING, WORKER_GONE, ENDED);

        on(CLOSING, LANE_OPENED, CLOSING);
        on(CLOSING, LANE_FAILED, ENDED);
        on(CLOSING, LANE_RESIZED, CLOSING);
        on(CLOSING, LANE_CLOSED, ENDED);
        on(CLOSING, SLOTS_BLOCKED, CLOSING);
        on(CLOSING, WORKER_GONE, ENDED);

        on(UNCLAIMED, LANE_FAILED, ENDED);
        on(UNCLAIMED, LANE_RESIZED, UNCLAIMED);
        on(UNCLAIMED, SLOTS_BLOCKED, UNCLAIMED);
        on(UNCLAIMED, CLAIM, ACTIVE);
        on(UNCLAIMED, ABANDON, CLOSING);
        on(UNCLAIMED, WORKER_GONE, ENDED);
    }

    private LeaseTransitions() {}

    static boolean allows(LeaseState state, LeaseInput input) {
        return !targets(state, input).isEmpty();
    }

    static Set<LeaseState> targets(LeaseState state, LeaseInput input) {
        return MATRIX.getOrDefault(state, Map.of()).getOrDefault(input, Set.of());
    }

    private static void on(LeaseState state, LeaseInput input, LeaseState first, LeaseState... rest) {
        MATRIX.computeIfAbsent(state, unused -> new EnumMap<>(LeaseInput.class))
                .put(input, Collections.unmodifiableSet(EnumSet.of(first, rest)));
    }
}
