package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts work, not time: what a decision costs must not depend on how large the cluster is. */
class ScaleTest {
    private static final int SLOTS = 8;

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000, 10_000})
    void shouldLookAtFewPlacesHoweverManyWorkersThereAre(int workers) {
        Rig rig = cluster(workers, 10);
        long placesBefore = rig.count(SchedulerCounter.PLACES_CONSIDERED);

        for (int i = 0; i < 10; i++) {
            lifeOfALease(rig, 11);
        }

        assertThat(rig.count(SchedulerCounter.PLACES_CONSIDERED) - placesBefore)
                .as("places for 10 leases; there are 9 kinds of workers at most, by slots in use")
                .isBetween(10L, 10L * (SLOTS + 2));
        assertThat(rig.count(SchedulerCounter.POOLS_SHARED_OUT)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void shouldLookAtFewPlacesHoweverManyCallersThereAre(int callers) {
        Rig rig = cluster(500, callers);
        long placesBefore = rig.count(SchedulerCounter.PLACES_CONSIDERED);

        lifeOfALease(rig, callers + 1);

        assertThat(rig.count(SchedulerCounter.PLACES_CONSIDERED) - placesBefore).isBetween(1L, SLOTS + 2L);
        assertThat(rig.count(SchedulerCounter.POOLS_SHARED_OUT)).isZero();
    }

    @Test
    void shouldShareALargePoolOutAtTicksOnly() {
        int workers = 300;
        int callers = 100;
        Rig rig = cluster(workers, callers);
        String[] names = names(workers);

        IntStream.rangeClosed(1, callers).forEach(caller -> rig.demand(caller, workers));

        assertThat(rig.count(SchedulerCounter.POOLS_SHARED_OUT)).isZero();
        rig.tickAfter(Rig.MILLISECOND_NS, names);
        assertThat(rig.count(SchedulerCounter.POOLS_SHARED_OUT)).isEqualTo(1);
        rig.converge(names);
        assertThat(IntStream.rangeClosed(1, callers).map(rig::slots).boxed().toList())
                .as("equal shares of all slots")
                .containsOnly(workers * SLOTS / callers);
    }

    private static Rig cluster(int workers, int callers) {
        Rig rig = new Rig();
        for (String worker : names(workers)) {
            rig.worker(worker, SLOTS);
        }
        for (int caller = 1; caller <= callers + 1; caller++) {
            rig.caller(caller);
        }
        for (int caller = 1; caller <= callers; caller++) {
            rig.demand(caller, 3);
            rig.leases().stream()
                    .filter(lease -> lease.state() == LeaseState.OPENING)
                    .forEach(rig::opened);
        }
        return rig;
    }

    private static void lifeOfALease(Rig rig, long caller) {
        rig.demand(caller, 1);
        Lease lease = rig.lease(caller);
        rig.opened(lease);
        rig.demand(caller, 0);
        rig.returned(lease);
        rig.closed(lease);
    }

    private static String[] names(int workers) {
        return IntStream.range(0, workers).mapToObj(i -> "w" + i).toArray(String[]::new);
    }
}
