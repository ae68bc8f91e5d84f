package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.ArrayList;
import java.util.List;

/** One and four callers, each a process, on one worker with four slots: their throughput together. */
final class CallersScenario implements Scenario {
    private static final String TIER = "balanced";
    private static final int MOST = 4;

    @Override
    public String name() {
        return "noop.multi-caller";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        stage.cluster().workers(1, MOST, TIER);
        List<ChildProcess> callers = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            ChildProcess caller = stage.cluster().caller(TIER);
            callers.add(caller);
            stage.prepare(Contestant.of(Systems.REMEX, caller, false));
        }
        RoundRequest request = stage.request("window", "window", 1_000);
        for (int round = 0; round < stage.effort().rounds(); round++) {
            for (int number : new int[] {1, MOST}) {
                String scenario = name() + "[callers=" + number + ']';
                add(stage, scenario, Systems.REMEX, together(callers.subList(0, number), request));
                add(stage, scenario, Systems.RAW, stage.raw().together(number, TIER, request));
            }
        }
        stage.progress().done(name() + "[callers=1]", stage.results());
        stage.progress().done(name() + "[callers=" + MOST + ']', stage.results());
    }

    private static List<RoundAnswer> together(List<ChildProcess> callers, RoundRequest request)
            throws InterruptedException {
        for (ChildProcess caller : callers) {
            caller.ask(request);
        }
        List<RoundAnswer> answers = new ArrayList<>();
        for (ChildProcess caller : callers) {
            answers.add(caller.answer(Contestant.PATIENCE));
        }
        return answers;
    }

    private static void add(Stage stage, String scenario, String system, List<RoundAnswer> answers) {
        double total = 0;
        for (RoundAnswer answer : answers) {
            total += Stage.require(system, answer).numbers().get("throughput");
        }
        stage.results().add(scenario, system, "throughput", "1/s", total);
    }
}
