package io.remex.benchmarks.rig;

import java.util.List;

/**
 * How long the run may take.
 *
 * @param name what {@code -Dbench} said
 * @param rounds how often each system of a scenario is measured
 * @param preparationMs warm-up of a fresh process, once
 * @param warmUpMs warm-up of each round, in the session that it measures
 * @param durationMs what is measured in a round
 * @param windows of {@code noop.async}; always with 1,000 and 65,536
 * @param burnSteps task sizes of {@code metg}, in steps of the generator
 * @param idleCalls calls of {@code noop.after-idle} in a round
 */
record Effort(
        String name,
        int rounds,
        long preparationMs,
        long warmUpMs,
        long durationMs,
        List<Integer> windows,
        List<Integer> burnSteps,
        int idleCalls) {
    /** Minutes. */
    static final Effort FULL = new Effort(
            "full",
            7,
            3_000,
            500,
            1_500,
            List.of(1, 10, 100, 1_000, 10_000, 65_536),
            List.of(100, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 64_000, 256_000),
            5);

    /** Under three minutes with the build, on two idle cores. */
    static final Effort QUICK = new Effort(
            "quick", 5, 1_000, 100, 200, List.of(1, 32, 1_000, 65_536), List.of(250, 1_000, 4_000, 16_000, 64_000), 1);

    static Effort of(String name) {
        return switch (name) {
            case "full", "true", "" -> FULL;
            case "quick" -> QUICK;
            default -> throw new BenchmarkFailure("-Dbench=" + name + " is none of quick, full and jmh");
        };
    }
}
