package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Seeded simulation of whole clusters. A failure names its seed; {@code -Dremex.simulation.firstSeed=S
 * -Dremex.simulation.seeds=N} runs others, or one again.
 */
class SchedulerSimulationTest {
    @Test
    void shouldKeepInvariantsWhateverHappens() {
        long first = Long.getLong("remex.simulation.firstSeed", 1);
        long seeds = Long.getLong("remex.simulation.seeds", 6);
        long events = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Simulation simulation = new Simulation(seed);
            simulation.run();
            events += simulation.events;
        }
        assertThat(events).isGreaterThan(1000 * seeds);
    }
}
