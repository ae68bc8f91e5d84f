package io.remex.simulation;

import io.remex.client.SimulatedCaller;
import io.remex.testkit.simulation.EventLoop;
import io.remex.testkit.simulation.SimulatedProcess;
import io.remex.worker.SimulatedWorker;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What happens to a cluster: one fault at a time, or several that overlap. */
final class Faults {
    private static final long CALM_DELAY_NS = 2_000_000;
    private static final long MAX_SLOW_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long MAX_STOP_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long MAX_RESTART_NS = TimeUnit.SECONDS.toNanos(15);

    private final EventLoop loop;
    private final SimulatedCluster cluster;
    private boolean isOver = true;
    private long meanPauseNs;

    Faults(EventLoop loop, SimulatedCluster cluster) {
        this.loop = loop;
        this.cluster = cluster;
    }

    void begin() {
        isOver = false;
        meanPauseNs = loop.randomNs(TimeUnit.MILLISECONDS.toNanos(300), TimeUnit.SECONDS.toNanos(12));
        nextLater();
    }

    /** No fault begins any more; what is dead is started again. Who is stopped goes on within {@link #MAX_STOP_NS}. */
    void end() {
        isOver = true;
        cluster.network().maxDelayNs(CALM_DELAY_NS);
        cluster.startScheduler();
        cluster.startWorkers();
    }

    private void nextLater() {
        loop.after(loop.randomNs(1_000_000, 3 * meanPauseNs), "fault", () -> {
            if (!isOver) {
                next();
                nextLater();
            }
        });
    }

    private long restartNs() {
        return loop.randomNs(TimeUnit.MILLISECONDS.toNanos(20), MAX_RESTART_NS);
    }

    private long stopNs() {
        return loop.randomNs(TimeUnit.MILLISECONDS.toNanos(1), MAX_STOP_NS);
    }

    private void next() {
        SplittableRandom random = loop.random();
        int kind = random.nextInt(24);
        if (Boolean.getBoolean("simulate.verbose")) {
            System.out.println(loop.elapsedNs() / 1_000_000 + " ms: fault " + kind);
        }
        switch (kind) {
            case 0, 1, 2, 3 -> {
                worker().process().kill();
                loop.after(restartNs(), "workers restart", cluster::startWorkers);
            }
            case 4, 5, 6 -> worker().process().stop(stopNs());
            case 7, 8 -> {
                cluster.schedulerProcess().kill();
                loop.after(restartNs(), "scheduler restarts", cluster::startScheduler);
            }
            case 9 -> cluster.schedulerProcess().stop(stopNs() / 2);
            case 10, 11 -> killCaller();
            case 12 -> anyone().stop(stopNs());
            case 13, 14, 15 -> cluster.network().cutOff(anyone(), stopNs());
            case 16, 17 -> cluster.network().reset(anyone());
            case 18, 19 -> cluster.node().cutOneStream();
            case 20 -> cluster.network().maxDelayNs(loop.randomNs(CALM_DELAY_NS, MAX_SLOW_DELAY_NS));
            case 21 -> cluster.network().maxDelayNs(CALM_DELAY_NS);
            case 22 -> {
                if (worker().process().isAlive()) {
                    worker().close();
                }
                loop.after(restartNs(), "workers restart", cluster::startWorkers);
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    cluster.killNode();
                    loop.after(restartNs() + TimeUnit.SECONDS.toNanos(6), "workers restart", cluster::startWorkers);
                }
            }
        }
    }

    private SimulatedWorker worker() {
        List<SimulatedWorker> workers = cluster.workers();
        return workers.get(loop.random().nextInt(workers.size()));
    }

    private void killCaller() {
        if (!cluster.callers().isEmpty()) {
            SimulatedCaller caller = cluster.callers()
                    .get(loop.random().nextInt(cluster.callers().size()));
            cluster.killCaller(caller);
        }
    }

    private SimulatedProcess anyone() {
        if (!cluster.callers().isEmpty() && loop.random().nextBoolean()) {
            return cluster.callers()
                    .get(loop.random().nextInt(cluster.callers().size()))
                    .process();
        }
        return worker().process();
    }
}
