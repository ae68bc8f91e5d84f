package io.remex.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.testkit.simulation.EventLoop;
import io.remex.testkit.simulation.SimulatedProcess;
import io.remex.worker.SimulatedWorker;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Restarts that random faults bring about too rarely. */
@Timeout(600)
class RestartTest {
    private static final Logger REMEX = Logger.getLogger("io.remex");
    private static final int SEEDS = 20;
    private static final int ROUNDS = 3;
    private static final int TASKS = 20;
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long BOUND_NS = TimeUnit.SECONDS.toNanos(180);

    @BeforeAll
    static void beQuiet() {
        REMEX.setLevel(Level.OFF);
    }

    @Test
    void shouldLoseNoTaskWhenSchedulerAndWorkersStartAnewWithinASecond() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            EventLoop loop = new EventLoop(seed);
            Violations violations = new Violations();
            SimulatedTasks tasks = new SimulatedTasks(loop, violations);
            SimulatedCluster cluster = new SimulatedCluster(loop, violations, tasks);
            cluster.startCallers(2);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < TASKS; i++) {
                    cluster.callers().forEach(tasks::submit);
                }
                loop.run(ROUND_NS);
                cluster.schedulerProcess().kill();
                cluster.workers().stream().map(SimulatedWorker::process).forEach(SimulatedProcess::kill);
                cluster.startScheduler();
                cluster.startWorkers();
            }
            long untilNs = loop.nowNs() + BOUND_NS;
            while (tasks.unfinished() > 0 && loop.nowNs() - untilNs < 0) {
                loop.run(ROUND_NS);
            }
            assertThat(tasks.unfinished())
                    .as("tasks without outcome with seed %d: %s", seed, tasks.unfinishedTasks())
                    .isZero();
            violations.check();
        }
    }
}
