package io.remex.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SimulationTest {
    private static final Logger REMEX = Logger.getLogger("io.remex");

    @BeforeAll
    static void beQuiet() {
        REMEX.setLevel(Level.OFF);
    }

    @Test
    void shouldKeepItsPromises() {
        long events = 0;
        for (long seed = 1; seed <= 20; seed++) {
            long startNs = System.nanoTime();
            Simulation.Result result = new Simulation(seed).run(5);
            System.out.println(result + " " + (System.nanoTime() - startNs) / 1_000_000 + " ms");
            events += result.events();
        }
        assertThat(events).isPositive();
    }
}
