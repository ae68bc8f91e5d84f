package io.remex.simulation;

import io.remex.client.SimulatedCaller;
import io.remex.testkit.simulation.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One simulated cluster and its days: callers come and submit, faults happen, faults stop, every task has to end, all has to be quiet;
 * then nothing but time passes for a while. The seed decides everything.
 */
final class Simulation {
    /** Within what time of the last fault every task has its outcome: the longest timeout on the way, once or twice. */
    private static final long TASK_BOUND_NS = TimeUnit.SECONDS.toNanos(180);
    /** What each task that is left adds to it, on the smallest cluster: it runs for 200 ms on average, and may run again. */
    private static final long WORK_OF_A_TASK_NS = TimeUnit.MILLISECONDS.toNanos(300);
    /** Longer than what any process keeps after its work: lane close, liveness of dead clients, idle leases. */
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(100);

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final long seed;
    private final EventLoop loop;
    private final Violations violations = new Violations();
    private final SimulatedTasks tasks;
    private final SimulatedCluster cluster;
    private final Faults faults;

    /** What a simulation came to. */
    record Result(long seed, double hours, long tasks, long events, long traceHash) {}

    /** A simulation found something. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(long seed, double hours, long traceHash, Throwable cause) {
            super(
                    "seed " + seed + " after " + hours + " simulated hours, trace "
                            + Long.toHexString(traceHash) + ": " + cause
                            + "\nreplay: ./mvnw -q -Psimulate -Dsimulate.hours=" + Math.ceil(hours * 100) / 100
                            + " -Dsimulate.seed=" + seed,
                    cause);
        }
    }

    Simulation(long seed) {
        this(seed, cluster -> {});
    }

    /** @param sabotage plants a mistake */
    Simulation(long seed, Consumer<SimulatedCluster> sabotage) {
        this.seed = seed;
        this.loop = new EventLoop(seed);
        this.tasks = new SimulatedTasks(loop, violations);
        this.cluster = new SimulatedCluster(loop, violations, tasks);
        this.faults = new Faults(loop, cluster);
        loop.afterEvent(cluster::checkAlways);
        sabotage.accept(cluster);
    }

    /** Runs for about so long: a day that has begun is ended. */
    Result run(double hours) {
        try {
            while (elapsedHours() < hours) {
                day();
            }
        } catch (RuntimeException e) {
            throw new FailedException(seed, elapsedHours(), traceHash(), e);
        }
        return new Result(seed, elapsedHours(), tasks.submitted(), loop.eventCount(), traceHash());
    }

    private double elapsedHours() {
        return loop.elapsedNs() / (3_600.0 * SECOND_NS);
    }

    private long traceHash() {
        return loop.traceHash() ^ tasks.outcomeHash();
    }

    private void day() {
        work();
        awaitTasks();
        beQuiet();
        double idleHours = loop.random().nextDouble(1, 11);
        loop.run((long) (idleHours * 3_600 * SECOND_NS));
        cluster.checkQuiet();
        violations.check();
    }

    private void work() {
        int callers = loop.random().nextInt(1, 4);
        cluster.startCallers(callers);
        if (loop.random().nextInt(5) > 0) {
            faults.begin();
        }
        long untilNs = loop.nowNs() + loop.randomNs(2 * SECOND_NS, 60 * SECOND_NS);
        while (loop.nowNs() - untilNs < 0) {
            loop.run(loop.randomNs(SECOND_NS / 200, SECOND_NS));
            cluster.startCallers(callers);
            for (SimulatedCaller caller : cluster.callers()) {
                if (!caller.process().isStopped()) {
                    submit(caller, loop.random().nextInt(12) == 0 ? 200 : 6);
                }
            }
        }
        faults.end();
    }

    private void submit(SimulatedCaller caller, int most) {
        for (int i = loop.random().nextInt(most); i > 0; i--) {
            tasks.submit(caller);
        }
    }

    private void awaitTasks() {
        long boundNs = TASK_BOUND_NS + tasks.unfinished() * WORK_OF_A_TASK_NS;
        long deadlineNs = loop.nowNs() + boundNs;
        while (tasks.unfinished() > 0) {
            if (loop.nowNs() - deadlineNs > 0) {
                violations.found(tasks.unfinished() + " tasks have no outcome "
                        + TimeUnit.NANOSECONDS.toSeconds(boundNs)
                        + " s after the last fault: " + tasks.unfinishedTasks() + cluster.describe());
            }
            loop.run(SECOND_NS);
            if (System.getProperty("dbg") != null && (loop.nowNs() - deadlineNs) / SECOND_NS % 20 == 0) {
                System.out.println((loop.nowNs() - deadlineNs) / SECOND_NS + " " + tasks.unfinished());
            }
            cluster.startWorkers();
            violations.check();
        }
    }

    private void beQuiet() {
        loop.run(10 * SECOND_NS);
        cluster.checkCallers();
        violations.check();
        for (SimulatedCaller caller : List.copyOf(cluster.callers())) {
            cluster.closeCaller(caller);
        }
        loop.run(QUIET_NS);
        cluster.checkQuiet();
        violations.check();
        tasks.forgetAll();
    }
}
