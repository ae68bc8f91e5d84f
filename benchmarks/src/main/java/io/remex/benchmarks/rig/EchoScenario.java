package io.remex.benchmarks.rig;

import java.util.ArrayList;
import java.util.List;

/** The empty task in one latency tier: one at a time, after a pause, at a fixed rate, and many in flight. */
final class EchoScenario implements Scenario {
    /** Slow enough for every system here, so that the open loop measures latency and not a queue. */
    private static final int OPEN_RATE = 10_000;

    private static final int OPEN_WINDOW = 4_096;
    private static final int IDLE_MS = 1_000;

    private final String tier;

    EchoScenario(String tier) {
        this.tier = tier;
    }

    @Override
    public String name() {
        return "noop[" + tier + ']';
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        boolean isDefault = tier.equals("balanced");
        stage.cluster().workers(1, 1, tier);
        ChildProcess caller = stage.cluster().caller(tier);
        Contestant remex = Contestant.of(Systems.REMEX, caller, false);
        Contestant raw = stage.raw().waiting(Systems.RAW, tier);
        List<Contestant> both = List.of(remex, raw);
        List<Contestant> all = new ArrayList<>(both);
        if (isDefault) {
            all.add(stage.raw().waiting(Systems.RAW_SPINNING, "spin"));
            all.add(stage.raw().waiting(Systems.RAW_YIELDING, "yield"));
            all.addAll(stage.peers().contestants());
        }
        for (Contestant contestant : all) {
            stage.prepare(contestant);
        }
        stage.compete("noop.sync[" + tier + ']', stage.request("sync"), all);
        if (isDefault) {
            pipes(stage, both, all);
        }
        if (!tier.equals("low")) {
            stage.compete(
                    "noop.after-idle[" + tier + ']',
                    stage.request(
                            "after-idle",
                            "idle",
                            IDLE_MS,
                            "calls",
                            stage.effort().idleCalls()),
                    both);
        }
    }

    private static void pipes(Stage stage, List<Contestant> both, List<Contestant> all) throws InterruptedException {
        stage.compete(
                "noop.open[rate=" + OPEN_RATE + ']',
                stage.request("open", "rate", OPEN_RATE, "window", OPEN_WINDOW),
                both);
        for (int window : stage.effort().windows()) {
            stage.compete(
                    "noop.async[window=" + window + ']',
                    stage.request("window", "window", window),
                    window == 1_000 ? all : both);
        }
    }
}
