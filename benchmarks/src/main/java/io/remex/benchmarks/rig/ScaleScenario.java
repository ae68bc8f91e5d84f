package io.remex.benchmarks.rig;

import io.remex.benchmarks.scale.PaperCluster;
import io.remex.scheduler.SchedulerCounter;

/**
 * The scheduler at a size that no machine here has: its core with 10,000 workers of 8 slots on 100 nodes and 1,000 callers.
 * Reports decisions (events taken in) a second while leases turn over, and the memory of a worker, a lease and a waiting task.
 */
final class ScaleScenario implements Scenario {
    private static final int NODES = 100;
    private static final int WORKERS = 10_000;
    private static final int SLOTS = 8;
    private static final int CALLERS = 1_000;
    private static final int SLOTS_OF_CALLER = WORKERS * SLOTS / CALLERS / 2;
    private static final int TASKS = 1_000_000;

    private static final String NAME = "scheduler.scale";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Stage stage) {
        for (int round = 0; round < stage.effort().rounds(); round++) {
            measure(stage);
        }
        stage.progress().done(name(), stage.results());
    }

    private void measure(Stage stage) {
        PaperCluster cluster = new PaperCluster(NODES);
        cluster.addCallers(CALLERS);
        long emptyBytes = liveBytes();
        cluster.addWorkers(WORKERS, SLOTS);
        long workersBytes = liveBytes();
        add(stage, "memory of a worker", "B", (workersBytes - emptyBytes) / (double) WORKERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            cluster.want(caller, SLOTS_OF_CALLER);
        }
        if (cluster.slotsGranted() != (long) CALLERS * SLOTS_OF_CALLER) {
            throw new BenchmarkFailure(
                    "half of the slots are wanted and only " + cluster.slotsGranted() + " are given");
        }
        long leasesBytes = liveBytes();
        add(stage, "memory of a lease", "B", (leasesBytes - workersBytes) / (double) cluster.leasesGranted());
        turnOver(stage, cluster);
        for (int caller = 0; caller < CALLERS; caller++) {
            cluster.want(caller, 2 * SLOTS_OF_CALLER);
        }
        add(stage, "leases when all slots are given", "1", cluster.leasesGranted());
        // 1,000 tasks of each caller wait beside its others: demand is a level, so they should take nothing here
        long beforeBytes = liveBytes();
        for (int caller = 0; caller < CALLERS; caller++) {
            cluster.want(caller, 2 * SLOTS_OF_CALLER + TASKS / CALLERS);
        }
        add(stage, "memory of a waiting task", "B", (liveBytes() - beforeBytes) / (double) TASKS);
    }

    private void turnOver(Stage stage, PaperCluster cluster) {
        long startNs = System.nanoTime();
        long startEvents = cluster.count(SchedulerCounter.EVENTS);
        long untilNs = startNs + stage.effort().durationMs() * 1_000_000;
        int caller = 0;
        while (System.nanoTime() < untilNs) {
            cluster.giveBack(caller);
            cluster.want(caller, SLOTS_OF_CALLER);
            caller = (caller + 1) % CALLERS;
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        add(stage, "decisions", "1/s", (cluster.count(SchedulerCounter.EVENTS) - startEvents) / seconds);
        long tickNs = System.nanoTime();
        cluster.tick();
        add(stage, "tick with a heartbeat of every worker", "ms", (System.nanoTime() - tickNs) / 1e6);
    }

    private void add(Stage stage, String metric, String unit, double value) {
        stage.results().add(name(), Systems.REMEX, metric, unit, value);
    }

    private static long liveBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
