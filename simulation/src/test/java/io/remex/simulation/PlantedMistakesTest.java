package io.remex.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mistakes planted on the wire between production classes: a simulator that does not find them would prove nothing. */
@Timeout(600)
class PlantedMistakesTest {
    private static final Logger REMEX = Logger.getLogger("io.remex");
    private static final int SEEDS = 12;
    private static final double HOURS = 20;

    @BeforeAll
    static void beQuiet() {
        REMEX.setLevel(Level.OFF);
    }

    @Test
    void shouldFindADroppedRelease() {
        Simulation.FailedException found = find(wire(new Every(3, CallerMessage::hasLeaseReturned)));
        assertThat(found.getMessage()).containsAnyOf("left when all is quiet", "have no outcome");
    }

    @Test
    void shouldFindALaneThatNobodyHearsTheEndOf() {
        Simulation.FailedException found = find(
                wire(message -> message instanceof WorkerMessage worker && worker.hasLaneClosed() ? null : message));
        assertThat(found.getMessage()).containsAnyOf("left when all is quiet", "have no outcome");
    }

    @Test
    void shouldFindAMissingFence() {
        Simulation.FailedException found = find(wire(
                message -> message instanceof WorkerCommand command && (command.hasFence() || command.hasRejected())
                        ? null
                        : message));
        assertThat(found.getMessage())
                .containsAnyOf("is not registered", "thousandths of a processor", "have no outcome");
    }

    @Test
    void shouldFindALeaseOfOneSlotTooMany() {
        Simulation.FailedException found = find(wire(PlantedMistakesTest::oneSlotMore));
        assertThat(found).hasMessageContaining("thousandths of a processor");
    }

    @Test
    void shouldFindNothingWhereNothingIsPlanted() {
        assertThat(new Simulation(1, wire(message -> message)).run(1).tasks()).isPositive();
    }

    @Test
    void shouldNameTheSeedAndReplayToTheSameTrace() {
        Simulation.FailedException first = find(wire(PlantedMistakesTest::oneSlotMore));
        Simulation.FailedException second = find(wire(PlantedMistakesTest::oneSlotMore));
        assertThat(second).hasMessage(first.getMessage());
        assertThat(first).hasMessageContaining("replay: ./mvnw -q -Psimulate -Dsimulate.hours=");
    }

    /** The first seed that shows it. */
    private static Simulation.FailedException find(Consumer<SimulatedCluster> sabotage) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, sabotage);
            Simulation.FailedException found =
                    catchThrowableOfType(Simulation.FailedException.class, () -> simulation.run(HOURS));
            if (found != null) {
                assertThat(found).hasCauseInstanceOf(Violations.ViolationException.class);
                return found;
            }
        }
        throw new AssertionError("a planted mistake was not found with seeds 1 to " + SEEDS);
    }

    private static Consumer<SimulatedCluster> wire(UnaryOperator<Object> tamper) {
        return cluster -> cluster.network().tamper(tamper);
    }

    private static Object oneSlotMore(Object message) {
        if (!(message instanceof WorkerCommand command) || !command.hasOpenLane()) {
            return message;
        }
        OpenLane lane = command.getOpenLane();
        return command.toBuilder()
                .setOpenLane(lane.toBuilder().setSlots(lane.getSlots() + 1))
                .build();
    }

    /** Loses each n-th of some messages of callers. */
    private static final class Every implements UnaryOperator<Object> {
        private final int period;
        private final Predicate<CallerMessage> which;
        private int count;

        Every(int period, Predicate<CallerMessage> which) {
            this.period = period;
            this.which = which;
        }

        @Override
        public Object apply(Object message) {
            boolean isOne = message instanceof CallerMessage caller && which.test(caller);
            return isOne && ++count % period == 0 ? null : message;
        }
    }
}
