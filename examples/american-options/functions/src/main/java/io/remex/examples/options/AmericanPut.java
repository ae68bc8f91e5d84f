package io.remex.examples.options;

/**
 * A put on one share that pays no dividend, which may be exercised at equally spaced dates, the last one its maturity.
 *
 * @param spot the share's price today
 * @param strike what the holder receives for the share on exercise
 * @param rate the risk-free rate, continuously compounded, a year
 * @param volatility the volatility of the share's return, a year
 * @param maturityYears the time to the last exercise date
 * @param exercisesPerYear the number of exercise dates in a year; today is not one
 */
public record AmericanPut(
        double spot, double strike, double rate, double volatility, double maturityYears, int exercisesPerYear) {

    /** Rejects terms that have no price with an {@link IllegalArgumentException} that names the value. */
    public AmericanPut {
        requirePositive("spot", spot);
        requirePositive("strike", strike);
        requirePositive("volatility", volatility);
        requirePositive("maturityYears", maturityYears);
        if (!Double.isFinite(rate)) {
            throw new IllegalArgumentException("rate must be finite, not " + rate);
        }
        if (exercisesPerYear < 1 || maturityYears * exercisesPerYear < 1) {
            throw new IllegalArgumentException(
                    "exercisesPerYear must give at least one date before maturity, not " + exercisesPerYear);
        }
    }

    /** The number of exercise dates up to and with maturity. */
    public int exerciseDates() {
        return (int) Math.round(maturityYears * exercisesPerYear);
    }

    /** The time between two exercise dates, in years. */
    double stepYears() {
        return maturityYears / exerciseDates();
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, not " + value);
        }
    }
}
