package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nobody waits for ever. */
class AgeingTest {
    private static final ResourceShape LARGE = ResourceShape.ofMilliCpus(4_000);
    private static final long TURN_NS = SchedulerConfig.defaults().sharing().turnNs();

    private final Rig rig = new Rig();

    @Test
    void shouldGiveLargeShapeItsTurnBesideSmallOnes() {
        smallEverywhere("w");
        rig.caller(2);
        rig.demand(2, LARGE, 1);

        assertThat(secondsUntilServed(2, 10, "w")).isBetween(2, 4);
        assertThat(rig.count(SchedulerCounter.TURNS_GIVEN)).isEqualTo(1);
    }

    @Test
    void shouldLetBothHaveTurnsForAsLongAsBothWantMore() {
        smallEverywhere("w");
        rig.caller(2);
        rig.demand(2, LARGE, 10);
        int changes = 0;
        boolean largeRuns = false;
        for (int tenth = 0; tenth < 300; tenth++) {
            step("w");
            if (rig.slots(2) > 0 != largeRuns) {
                largeRuns = !largeRuns;
                changes++;
            }
        }

        assertThat(changes).as("in 30 s, with turns of 2 s").isBetween(8, 15);
    }

    @Test
    void shouldDisturbOneWorkerOnly() {
        smallEverywhere("w", "v", "u");
        rig.caller(2);
        rig.demand(2, LARGE, 1);
        int fewest = 12;
        for (int tenth = 0; tenth < 100; tenth++) {
            step("w", "v", "u");
            fewest = Math.min(fewest, rig.slots(1));
        }

        assertThat(rig.slots(2)).isEqualTo(1);
        assertThat(fewest).isEqualTo(8);
    }

    @Test
    void shouldServeEachOfSeveralThatWaitInTheOrderInWhichTheyCame() {
        smallEverywhere("w");
        for (int caller = 2; caller <= 4; caller++) {
            rig.caller(caller);
            rig.demand(caller, LARGE, 1);
            step("w");
        }

        int last = 0;
        for (int caller = 2; caller <= 4; caller++) {
            last += secondsUntilServed(caller, 15, "w");
        }
        assertThat(last).isLessThan(30);
    }

    @Test
    void shouldKeepASlotForItsTurn() {
        smallEverywhere("w");
        rig.caller(2);
        rig.demand(2, LARGE, 1);
        secondsUntilServed(2, 10, "w");
        rig.caller(3);
        rig.demand(3, 4);

        for (long ns = 200 * Rig.MILLISECOND_NS; ns < TURN_NS; ns += 100 * Rig.MILLISECOND_NS) {
            step("w");
            assertThat(rig.slots(2)).as("after %d ns", ns).isEqualTo(1);
        }
    }

    @Test
    void shouldNotAgeWhatNoWorkerCouldRun() {
        smallEverywhere("w");
        rig.caller(2);
        rig.demand(2, ResourceShape.ofMilliCpus(5_000), 1);
        for (int tenth = 0; tenth < 100; tenth++) {
            step("w");
            assertThat(rig.slots(1)).isEqualTo(4);
        }
    }

    @Test
    void shouldAgeAcrossASnapshot() {
        smallEverywhere("w");
        rig.caller(2);
        rig.demand(2, LARGE, 1);
        for (int tenth = 0; tenth < 15; tenth++) {
            step("w");
        }
        rig.core = SchedulerCore.restore(rig.core.snapshot());

        assertThat(secondsUntilServed(2, 5, "w")).isLessThanOrEqualTo(2);
    }

    /** Workers of four processors, filled with slots of one that are wanted for ever. */
    private void smallEverywhere(String... workers) {
        for (String worker : workers) {
            rig.worker(worker, 4);
        }
        rig.caller(1);
        rig.demand(1, 100);
        rig.converge(workers);
        assertThat(rig.slots(1)).isEqualTo(4 * workers.length);
    }

    private void step(String... workers) {
        rig.tickAfter(100 * Rig.MILLISECOND_NS, workers);
        rig.settle();
    }

    private int secondsUntilServed(long caller, int limit, String... workers) {
        for (int tenth = 1; tenth <= 10 * limit; tenth++) {
            step(workers);
            if (rig.slots(caller) > 0) {
                return (tenth + 9) / 10;
            }
        }
        throw new AssertionError("caller " + caller + " has nothing after " + limit + " s: " + rig.leases());
    }
}
