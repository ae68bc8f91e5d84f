package io.remex.examples.options;

/**
 * The regressors of Longstaff and Schwartz: a constant and the first three Laguerre polynomials, weighted by
 * {@code exp(-x/2)}, of the share's price {@code x} in units of the strike.
 */
final class LaguerreBasis {
    /** The number of functions. */
    static final int SIZE = 4;

    private LaguerreBasis() {}

    /** Writes the value of every function at {@code x} into {@code row}. */
    static void evaluate(double x, double[] row) {
        double weight = StrictMath.exp(-0.5 * x);
        row[0] = 1;
        row[1] = weight;
        row[2] = weight * (1 - x);
        row[3] = weight * (1 - 2 * x + 0.5 * x * x);
    }

    /** The linear combination of one row with the given coefficients. */
    static double combine(double[] coefficients, double[] row) {
        return coefficients[0] * row[0]
                + coefficients[1] * row[1]
                + coefficients[2] * row[2]
                + coefficients[3] * row[3];
    }
}
