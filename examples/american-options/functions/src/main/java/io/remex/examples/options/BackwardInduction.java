package io.remex.examples.options;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;

/**
 * The method of Longstaff and Schwartz on one batch of paths, from maturity back to today. At each date the paths that are
 * in the money are regressed on {@link LaguerreBasis functions of their price}; a path exercises where its payoff is above
 * the fitted value of going on, and else keeps what it will earn later.
 *
 * <p>The share is measured in units of the strike, and every cash flow in today's money, so that nothing has to be
 * discounted from date to date. Memory is proportional to the number of paths, whatever the number of dates: see
 * {@link BrownianPairs}. Transcendental functions come from {@link StrictMath}, whose results are the same bits on every
 * machine, where those of {@link Math} may change when a method is compiled.
 */
final class BackwardInduction {
    /** Below this many paths in the money a regression would fit noise: nobody exercises early at that date. */
    static final int MIN_REGRESSION_PATHS = 8 * LaguerreBasis.SIZE;

    private static final double SINGULARITY_THRESHOLD = 1e-12;

    private final AmericanPut option;
    private final BrownianPairs pairs;
    private final int pairCount;
    private final double[] cashFlows;
    private final int[] inTheMoney;
    private final double[] moneyness;
    private final double[] targets;
    private final double[][] rows;

    BackwardInduction(AmericanPut option, BatchSpec spec) {
        int paths = spec.paths();
        this.option = option;
        this.pairs = new BrownianPairs(option, spec);
        this.pairCount = paths / 2;
        this.cashFlows = new double[paths];
        this.inTheMoney = new int[paths];
        this.moneyness = new double[paths];
        this.targets = new double[paths];
        this.rows = new double[paths][LaguerreBasis.SIZE];
    }

    /**
     * What each path earns, in today's money and units of the strike. The paths of pair {@code i} are {@code i} and
     * {@code i + paths / 2}.
     */
    double[] run() {
        int maturity = option.exerciseDates();
        exerciseAll(maturity, moveTo(maturity));
        for (int date = maturity - 1; date > 0; date--) {
            int count = moveTo(date);
            if (count >= MIN_REGRESSION_PATHS) {
                exerciseAbove(date, count, regress(count));
            }
        }
        return cashFlows;
    }

    /** Lists the paths that are in the money at a date, with their prices, and tells how many they are. */
    private int moveTo(int date) {
        pairs.backwardTo(date);
        double[] brownian = pairs.values();
        double volatility = option.volatility();
        double drift = (option.rate() - 0.5 * volatility * volatility) * option.stepYears() * date;
        double middle = StrictMath.log(option.spot() / option.strike()) + drift;
        int count = collect(brownian, middle, volatility, 0, 0);
        count = collect(brownian, middle, -volatility, pairCount, count);
        for (int k = 0; k < count; k++) {
            moneyness[k] = StrictMath.exp(moneyness[k]);
        }
        return count;
    }

    private int collect(double[] brownian, double middle, double slope, int firstPath, int found) {
        int count = found;
        for (int i = 0; i < pairCount; i++) {
            double logMoneyness = middle + slope * brownian[i];
            inTheMoney[count] = firstPath + i;
            moneyness[count] = logMoneyness;
            count += logMoneyness < 0 ? 1 : 0;
        }
        return count;
    }

    private double[] regress(int count) {
        for (int k = 0; k < count; k++) {
            LaguerreBasis.evaluate(moneyness[k], rows[k]);
            targets[k] = cashFlows[inTheMoney[k]];
        }
        Array2DRowRealMatrix design = new Array2DRowRealMatrix(Arrays.copyOf(rows, count), false);
        DecompositionSolver solver = new QRDecomposition(design, SINGULARITY_THRESHOLD).getSolver();
        return solver.solve(new ArrayRealVector(Arrays.copyOf(targets, count), false))
                .toArray();
    }

    private void exerciseAll(int date, int count) {
        double discount = discount(date);
        for (int k = 0; k < count; k++) {
            cashFlows[inTheMoney[k]] = discount * (1 - moneyness[k]);
        }
    }

    private void exerciseAbove(int date, int count, double[] coefficients) {
        double discount = discount(date);
        for (int k = 0; k < count; k++) {
            double payoff = discount * (1 - moneyness[k]);
            if (payoff > LaguerreBasis.combine(coefficients, rows[k])) {
                cashFlows[inTheMoney[k]] = payoff;
            }
        }
    }

    private double discount(int date) {
        return StrictMath.exp(-option.rate() * option.stepYears() * date);
    }
}
