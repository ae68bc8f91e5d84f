package io.remex.benchmarks.rig;

import java.util.List;

/** One caller on one and on four workers of one slot each. The raw echo has no such thing, so it stands with one server. */
final class WorkersScenario implements Scenario {
    private static final String TIER = "balanced";

    @Override
    public String name() {
        return "noop.multi-worker";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        for (int number : new int[] {1, 4}) {
            stage.cluster().workers(number, 1, TIER);
            ChildProcess caller = stage.cluster().caller(TIER);
            Contestant remex = Contestant.of(Systems.REMEX, caller, false);
            stage.prepare(remex);
            stage.compete(
                    name() + "[workers=" + number + ']',
                    stage.request("window", "window", 1_000),
                    List.of(remex, stage.raw().waiting(Systems.RAW, TIER)));
            stage.cluster().dismiss();
        }
    }
}
