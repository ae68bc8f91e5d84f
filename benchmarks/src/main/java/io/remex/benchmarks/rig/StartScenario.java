package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * From the {@code exec} of a worker to the result of its first task, which waits at its caller; with JDK 25 also with an ahead-of-time
 * cache. And {@code Remex.init()} of a fresh JVM with everything embedded.
 */
final class StartScenario implements Scenario {
    private static final String TIER = "balanced";
    private static final int AOT_JDK = 25;
    private static final Duration TRAINING_TIMEOUT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        ChildProcess caller = stage.cluster().caller(TIER);
        firstTasks(stage, caller, "start.first-task", List.of());
        aheadOfTime(stage, caller);
        stage.cluster().stop(caller);
        for (int round = 0; round < stage.effort().rounds(); round++) {
            ChildProcess loner = stage.cluster().loner();
            RoundAnswer answer =
                    Stage.require(Systems.REMEX, loner.round(stage.request("embedded"), Contestant.PATIENCE));
            stage.results()
                    .add(
                            "start.embedded",
                            Systems.REMEX,
                            "init",
                            "ms",
                            answer.numbers().get("init"));
            stage.results()
                    .add(
                            "start.embedded",
                            Systems.REMEX,
                            "first-task",
                            "ms",
                            answer.numbers().get("first"));
            stage.cluster().stop(loner);
        }
        stage.progress().done("start.embedded", stage.results());
    }

    private static void firstTasks(Stage stage, ChildProcess caller, String scenario, List<String> flags)
            throws InterruptedException {
        for (int round = 0; round < stage.effort().rounds(); round++) {
            caller.ask(stage.request("first-task"));
            long startNs = System.nanoTime(); // the same clock in all processes of a machine
            ChildProcess worker = stage.cluster().beginWorker("worker-1", 1, TIER, flags);
            RoundAnswer answer = Stage.require(Systems.REMEX, caller.answer(Contestant.PATIENCE));
            double ms = (answer.numbers().get("ended") - startNs) / 1e6;
            stage.results().add(scenario, Systems.REMEX, "exec-to-result", "ms", ms);
            stage.cluster().stop(worker);
        }
        stage.progress().done(scenario, stage.results());
    }

    private static void aheadOfTime(Stage stage, ChildProcess caller) throws InterruptedException {
        String scenario = "start.first-task[aot]";
        if (Runtime.version().feature() < AOT_JDK) {
            stage.results()
                    .skip(scenario, Systems.REMEX, "needs JDK 25, this is " + Runtime.version() + "; set JAVA_HOME");
            return;
        }
        try {
            Path cache = stage.cluster().newGate();
            caller.ask(stage.request("first-task"));
            ChildProcess trainee =
                    stage.cluster().beginWorker("worker-1", 1, TIER, List.of("-XX:AOTCacheOutput=" + cache));
            Stage.require(Systems.REMEX, caller.answer(Contestant.PATIENCE));
            if (!trainee.awaitEnd(TRAINING_TIMEOUT) || !Files.exists(cache)) {
                stage.results().skip(scenario, Systems.REMEX, "the JVM wrote no cache" + trainee.logTail());
                return;
            }
            firstTasks(stage, caller, scenario, List.of("-XX:AOTCache=" + cache));
        } catch (IOException e) {
            throw new BenchmarkFailure("no place for the cache: " + e.getMessage(), e);
        }
    }
}
