package io.remex.server.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final FleetConfig CONFIG = new FleetConfig(
            0, 3, 2, 5 * SECOND_NS, 10 * SECOND_NS, SECOND_NS, 8 * SECOND_NS, 10 * SECOND_NS, 4 * SECOND_NS);

    private final FakeLauncher launcher = new FakeLauncher();
    private final Map<String, ScalingNeed.Worker> workers = new HashMap<>();
    private long nowNs = -3 * SECOND_NS;
    private Fleet fleet = new Fleet(CONFIG, launcher, "w");

    @Test
    void shouldStartWhatIsLackingAndNoMoreWhileItStarts() {
        look(3);
        assertThat(launcher.names()).containsExactly("w1", "w2");
        look(3);
        assertThat(launcher.names()).hasSize(2);
    }

    @Test
    void shouldKeepWithinTheMaximum() {
        look(1_000);
        look(1_000);
        assertThat(launcher.names()).containsExactly("w1", "w2", "w3");
        assertThat(launcher.started.stream().map(process -> process.place)).containsExactly(0, 1, 2);
    }

    @Test
    void shouldKeepTheMinimum() {
        fleet = new Fleet(
                new FleetConfig(1, 3, 2, SECOND_NS, 10 * SECOND_NS, SECOND_NS, 8 * SECOND_NS, SECOND_NS, SECOND_NS),
                launcher,
                "w");
        look(0);
        register("w1");
        look(0);
        assertThat(lookAfter(60, 0)).isEmpty();
        assertThat(fleet.phases()).containsExactly(Fleet.Phase.REGISTERED);
    }

    @Test
    void shouldDrainAnIdleWorkerBeforeItIsStopped() {
        look(1);
        register("w1");
        look(0);
        assertThat(lookAfter(5, 0)).isEmpty();
        assertThat(lookAfter(1, 0)).containsExactly("w1");
        workers.put("w1", new ScalingNeed.Worker(1, 1, true));
        look(0);
        assertThat(launcher.started.get(0).terminated).isFalse();
        workers.put("w1", new ScalingNeed.Worker(0, 0, true));
        look(0);
        assertThat(launcher.started.get(0).terminated).isTrue();
        launcher.started.get(0).alive = false;
        workers.clear();
        look(0);
        assertThat(fleet.size()).isZero();
        assertThat(fleet.failures()).isZero();
        look(1);
        assertThat(launcher.names()).containsExactly("w1", "w2");
    }

    @Test
    void shouldNotDrainAWorkerThatHasLeasesOrIsNeeded() {
        look(1);
        workers.put("w1", new ScalingNeed.Worker(1, 1, false));
        look(0);
        assertThat(lookAfter(60, 0)).isEmpty();
        workers.put("w1", new ScalingNeed.Worker(0, 0, false));
        assertThat(lookAfter(5, 0)).isEmpty();
    }

    @Test
    void shouldKillAWorkerThatIgnoresItsStop() {
        shouldDrainUntilStopping();
        lookAfter(5, 0);
        assertThat(launcher.started.get(0).killed).isTrue();
    }

    private void shouldDrainUntilStopping() {
        look(1);
        register("w1");
        look(0);
        lookAfter(6, 0);
        workers.clear();
        look(0);
        assertThat(fleet.phases()).containsExactly(Fleet.Phase.STOPPING);
    }

    @Test
    void shouldPauseLongerAfterEachFailedStart() {
        launcher.fails = true;
        look(1);
        List<Long> attempts = new ArrayList<>();
        int before = launcher.attempts;
        for (int second = 1; second <= 40; second++) {
            lookAfter(1, 1);
            if (launcher.attempts > before) {
                attempts.add((long) second);
                before = launcher.attempts;
            }
        }
        assertThat(attempts)
                .as("seconds after the first failure, paused by 1, 2, 4, 8, 8, 8")
                .containsExactly(1L, 3L, 7L, 15L, 23L, 31L, 39L);
    }

    @Test
    void shouldPauseWhenWorkersCrashAndForgetItWhenOneLasts() {
        look(1);
        launcher.started.get(0).alive = false;
        look(1);
        assertThat(fleet.failures()).isEqualTo(1);
        assertThat(launcher.names()).hasSize(1);
        lookAfter(1, 1);
        assertThat(launcher.names()).hasSize(2);
        register("w2");
        look(0);
        workers.put("w2", new ScalingNeed.Worker(1, 1, false));
        lookAfter(11, 0);
        assertThat(fleet.failures()).isZero();
    }

    @Test
    void shouldKillAWorkerThatDoesNotRegister() {
        look(1);
        lookAfter(11, 0);
        assertThat(launcher.started.get(0).killed).isTrue();
        assertThat(fleet.failures()).isEqualTo(1);
        launcher.started.get(0).alive = false;
        look(0);
        assertThat(fleet.failures()).as("its end was wanted").isEqualTo(1);
    }

    private void register(String name) {
        workers.put(name, new ScalingNeed.Worker(0, 0, false));
    }

    private Set<String> look(long lacking) {
        return fleet.scale(new ScalingNeed(lacking, workers), nowNs);
    }

    private Set<String> lookAfter(long seconds, long lacking) {
        nowNs += seconds * SECOND_NS;
        return look(lacking);
    }

    private static final class FakeProcess implements FleetLauncher.Handle {
        final String name;
        final int place;
        boolean alive = true;
        boolean terminated;
        boolean killed;

        FakeProcess(String name, int place) {
            this.name = name;
            this.place = place;
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public void terminate() {
            terminated = true;
        }

        @Override
        public void kill() {
            killed = true;
        }

        @Override
        public String state() {
            return alive ? "alive" : "dead";
        }
    }

    private static final class FakeLauncher implements FleetLauncher {
        final List<FakeProcess> started = new ArrayList<>();
        boolean fails;
        int attempts;

        @Override
        public Handle launch(String name, int place) throws IOException {
            attempts++;
            if (fails) {
                throw new IOException("no such program");
            }
            FakeProcess process = new FakeProcess(name, place);
            started.add(process);
            return process;
        }

        List<String> names() {
            return started.stream().map(process -> process.name).toList();
        }
    }
}
