package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What the run has found, round by round; main thread. */
final class Results {
    private record Key(String scenario, String system, String metric, String unit) {}

    private record Subject(String scenario, String system) {}

    private final Map<Key, List<Double>> rounds = new LinkedHashMap<>();
    private final Map<Subject, Histogram> latencies = new LinkedHashMap<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /** Adds one round of one number. */
    void add(String scenario, String system, String metric, String unit, double value) {
        rounds.computeIfAbsent(new Key(scenario, system, metric, unit), key -> new ArrayList<>())
                .add(value);
    }

    /** Adds the latencies of one round. */
    void addLatency(String scenario, String system, RoundAnswer answer) {
        Histogram latency = answer.latency();
        add(scenario, system, "p50", "us", latency.getValueAtPercentile(50) / 1e3);
        add(scenario, system, "p90", "us", latency.getValueAtPercentile(90) / 1e3);
        add(scenario, system, "p99", "us", latency.getValueAtPercentile(99) / 1e3);
        add(scenario, system, "p99.9", "us", latency.getValueAtPercentile(99.9) / 1e3);
        latencies
                .computeIfAbsent(new Subject(scenario, system), subject -> RoundAnswer.newHistogram())
                .add(latency);
    }

    /** Says what is not measured, once. */
    void skip(String scenario, String system, String reason) {
        Skipped entry = new Skipped(scenario, system, reason);
        if (!skipped.contains(entry)) {
            skipped.add(entry);
        }
    }

    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        rounds.forEach((key, values) ->
                all.add(Measurement.of(key.scenario(), key.system(), key.metric(), key.unit(), values)));
        addRatios(all);
        return all;
    }

    /** The product over the raw echo, round by round, where both were measured in turn: what a noisy machine leaves to compare. */
    private void addRatios(List<Measurement> all) {
        rounds.forEach((key, values) -> {
            List<Double> raw = rounds.get(new Key(key.scenario(), Systems.RAW, key.metric(), key.unit()));
            if (key.system().equals(Systems.REMEX) && raw != null && raw.size() == values.size()) {
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    ratios.add(values.get(i) / raw.get(i));
                }
                all.add(Measurement.of(key.scenario(), "remex/raw", key.metric(), "ratio", ratios));
            }
        });
    }

    List<Distribution> distributions() {
        List<Distribution> all = new ArrayList<>();
        latencies.forEach(
                (subject, latency) -> all.add(Distribution.of(subject.scenario(), subject.system(), latency)));
        return all;
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }
}
