package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What scenarios play on.
 *
 * @param effort how long
 * @param cluster where
 * @param raw what the product is compared with
 * @param peers what else
 * @param results where findings go
 * @param progress who hears of it
 * @param cores processors of the machine
 */
record Stage(Effort effort, Cluster cluster, RawEcho raw, Peers peers, Results results, Progress progress, int cores) {

    /** A request of the loop for the effort's times, with more settings as {@code key, value, …}. */
    RoundRequest request(String loop, Object... settings) {
        Map<String, String> all = new TreeMap<>();
        all.put("warmup", Long.toString(effort.warmUpMs()));
        all.put("duration", Long.toString(effort.durationMs()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i].toString(), settings[i + 1].toString());
        }
        return new RoundRequest(loop, all);
    }

    /** Warms a fresh contestant up, with a pipe of calls and then with single ones. */
    void prepare(Contestant contestant) throws InterruptedException {
        require(
                contestant,
                contestant.round(request("window", "window", 1_000, "warmup", effort.preparationMs(), "duration", 50)));
        require(contestant, contestant.round(request("sync", "warmup", effort.preparationMs(), "duration", 50)));
    }

    /**
     * Measures the contestants in turn, round by round, each round in another order, so that what the machine does meanwhile hits
     * them alike. One that is optional and fails is skipped from then on.
     */
    void compete(String scenario, RoundRequest request, List<Contestant> contestants) throws InterruptedException {
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Contestant contestant : List.copyOf(order)) {
                RoundAnswer answer = contestant.round(request);
                if (!answer.problem().isEmpty() && contestant.isOptional()) {
                    results.skip(scenario, contestant.system(), answer.problem());
                    order.remove(contestant);
                    continue;
                }
                require(contestant, answer);
                add(scenario, contestant.system(), answer);
            }
            Collections.rotate(order, 1);
        }
        progress.done(scenario, results);
    }

    private void add(String scenario, String system, RoundAnswer answer) {
        if (answer.latency() != null) {
            results.addLatency(scenario, system, answer);
        }
        Double throughput = answer.numbers().get("throughput");
        if (throughput != null) {
            results.add(scenario, system, "throughput", "1/s", throughput);
        }
    }

    private static void require(Contestant contestant, RoundAnswer answer) {
        require(contestant.system(), answer);
    }

    /** Throws if the subject could not measure. */
    static RoundAnswer require(String system, RoundAnswer answer) {
        if (!answer.problem().isEmpty()) {
            throw new BenchmarkFailure(system + ": " + answer.problem());
        }
        return answer;
    }
}
