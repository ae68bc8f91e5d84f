package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.io.IOException;

/**
 * What one caller on one worker measures by itself, in the default tier: queueing and draining, allocation, waiting, large
 * arguments. There is no raw counterpart, so a raw echo round with a window of 1,000 stands between the rounds as a gauge of the
 * machine.
 */
final class CallerScenario implements Scenario {
    private static final String TIER = "balanced";
    private static final int MEGABYTE = 1 << 20;
    private static final int ALLOCATION_TASKS = 200_000;
    private static final int DRAIN_TASKS = 1_000_000;
    private static final String TOO_LARGE = "ValueTooLargeException";

    private final String name;

    /** One of the scenarios, by its name in the results. */
    CallerScenario(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        stage.cluster().workers(1, 1, TIER);
        ChildProcess caller = stage.cluster().caller(TIER);
        Contestant raw = stage.raw().waiting(Systems.RAW, TIER);
        stage.prepare(Contestant.of(Systems.REMEX, caller, false));
        stage.prepare(raw);
        for (int round = 0; round < stage.effort().rounds(); round++) {
            RoundAnswer gauge = Stage.require(raw.system(), raw.round(stage.request("window", "window", 1_000)));
            RoundAnswer answer = caller.round(request(stage), Contestant.PATIENCE);
            if (answer.problem().startsWith(TOO_LARGE)) {
                stage.results().skip(name, Systems.REMEX, answer.problem());
                break;
            }
            add(stage.results(), Stage.require(Systems.REMEX, answer));
            stage.results()
                    .add(name, Systems.RAW, "gauge", "1/s", gauge.numbers().get("throughput"));
        }
        stage.progress().done(name, stage.results());
    }

    private RoundRequest request(Stage stage) {
        return switch (name) {
            case "drain.1m" -> stage.request("drain", "tasks", DRAIN_TASKS, "gate", newGate(stage));
            case "alloc.per-task" -> stage.request("allocation", "tasks", ALLOCATION_TASKS);
            case "wait.1k" -> stage.request("wait");
            case "get.10k" -> stage.request("get-many");
            case "refs.10k" -> stage.request("refs-many");
            case "arg.1mb.value" -> stage.request("argument", "bytes", MEGABYTE, "by", "value");
            case "arg.100mb.value" -> stage.request("argument", "bytes", 100 * MEGABYTE, "by", "value");
            case "arg.100mb.ref" -> stage.request("argument", "bytes", 100 * MEGABYTE, "by", "ref");
            case "arg.1mb.view" -> stage.request("argument", "bytes", MEGABYTE, "by", "view");
            case "arg.100mb.view" -> stage.request("argument", "bytes", 100 * MEGABYTE, "by", "view");
            case "arg.1mb.ref.view" -> stage.request("argument", "bytes", MEGABYTE, "by", "ref-view");
            case "arg.100mb.ref.view" -> stage.request("argument", "bytes", 100 * MEGABYTE, "by", "ref-view");
            case "put.get" -> stage.request("put-get");
            case "store.read" -> stage.request("store-read", "bytes", 100 * MEGABYTE);
            case "stream.items" -> stage.request("stream");
            default -> throw new IllegalStateException("no loop for " + name);
        };
    }

    private static String newGate(Stage stage) {
        try {
            return stage.cluster().newGate().toString();
        } catch (IOException e) {
            throw new BenchmarkFailure("no gate: " + e.getMessage(), e);
        }
    }

    private void add(Results results, RoundAnswer answer) {
        if (answer.latency() != null) {
            results.addLatency(name, Systems.REMEX, answer);
        }
        answer.numbers().forEach((metric, value) -> {
            switch (metric) {
                case "drain", "queue" -> results.add(name, Systems.REMEX, metric, "s", value);
                case "held" -> results.add(name, Systems.REMEX, metric, "B/task", value);
                case "caller", "worker" -> results.add(name, Systems.REMEX, metric, "B/task", value);
                case "noop.p50" -> results.add(name, Systems.REMEX, metric, "us", value);
                case "throughput" -> results.add(name, Systems.REMEX, metric, "1/s", value);
                case "ratio" -> results.add(name, Systems.REMEX, "of arraycopy", "", value);
                default -> {
                    // counts of calls, which say nothing that the latencies do not
                }
            }
        });
    }
}
