package io.remex.examples.options;

/**
 * A batch of Brownian paths that is visited from maturity back to today without being stored: each step draws from the
 * Brownian bridge between today and the date before, with numbers that are a function of (seed, stream, batch, date, pair)
 * alone. One value stands for an antithetic pair of paths, itself and its negative.
 */
final class BrownianPairs {
    private final double[] values;
    private final double stepYears;
    private final int maturity;
    private final BatchSpec spec;
    private final int[] words = new int[Philox4x32.WORDS];

    BrownianPairs(AmericanPut option, BatchSpec spec) {
        this.values = new double[spec.paths() / 2];
        this.stepYears = option.stepYears();
        this.maturity = option.exerciseDates();
        this.spec = spec;
    }

    /** The Brownian motion of each pair at the date last moved to; owned by this object, changed by the next move. */
    double[] values() {
        return values;
    }

    /** Moves every pair to {@code date}: first to maturity, then down one date at a time. */
    void backwardTo(int date) {
        if (date == maturity) {
            step(date, 0.0, StrictMath.sqrt(stepYears * maturity));
        } else {
            double weight = date / (date + 1.0);
            step(date, weight, StrictMath.sqrt(stepYears * weight));
        }
    }

    private void step(int date, double weight, double deviation) {
        for (int pair = 0; pair < values.length; pair += Philox4x32.WORDS) {
            Philox4x32.block(pair / Philox4x32.WORDS, date, spec.batch(), spec.stream(), spec.seed(), words);
            int end = Math.min(values.length - pair, Philox4x32.WORDS);
            for (int i = 0; i < end; i++) {
                values[pair + i] = weight * values[pair + i] + deviation * NormalQuantile.ofWord(words[i]);
            }
        }
    }
}
