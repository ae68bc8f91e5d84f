package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import java.util.ArrayList;
import java.util.List;

/** Processor time of node, scheduler, worker and a caller with an open session, together, while nobody asks for anything. */
final class IdleScenario implements Scenario {
    /** Nothing is wanted any more by then; the slot that is kept for the next call goes back during the rounds. */
    private static final long SETTLE_MS = 3_000;

    private static final long WATCH_MS = 2_000;

    private final String tier;

    IdleScenario(String tier) {
        this.tier = tier;
    }

    @Override
    public String name() {
        return "idle.cpu[" + tier + ']';
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        List<ChildProcess> watched = new ArrayList<>(stage.cluster().services());
        watched.addAll(stage.cluster().workers(1, 1, tier));
        ChildProcess caller = stage.cluster().caller(tier);
        watched.add(caller);
        int rounds = stage.effort().rounds();
        caller.ask(stage.request("idle", "duration", SETTLE_MS + rounds * WATCH_MS + 500));
        // it is the processor time of a span of time in which nothing happens that is measured: there is nothing else
        // to wait for
        Thread.sleep(SETTLE_MS);
        for (int round = 0; round < rounds; round++) {
            long startNs = System.nanoTime();
            long[] usedNs =
                    watched.stream().mapToLong(IdleScenario::processorNs).toArray();
            Thread.sleep(WATCH_MS);
            double elapsedNs = System.nanoTime() - startNs;
            double total = 0;
            for (int i = 0; i < usedNs.length; i++) {
                double percent = (processorNs(watched.get(i)) - usedNs[i]) / elapsedNs * 100;
                add(stage, "cpu of " + watched.get(i).name(), percent);
                total += percent;
            }
            add(stage, "cpu", total);
        }
        RoundAnswer answer = caller.answer(Contestant.PATIENCE);
        Stage.require(Systems.REMEX, answer);
        stage.progress().done(name(), stage.results());
    }

    private void add(Stage stage, String metric, double percent) {
        stage.results().add(name(), Systems.REMEX, metric, "% of a core", percent);
    }

    private static long processorNs(ChildProcess process) {
        return process.processorTime().toNanos();
    }
}
