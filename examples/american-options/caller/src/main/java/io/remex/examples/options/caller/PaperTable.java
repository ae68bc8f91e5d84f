package io.remex.examples.options.caller;

import io.remex.examples.options.AmericanPut;
import java.util.ArrayList;
import java.util.List;

/**
 * Table 1 of Longstaff and Schwartz (2001): twenty puts with strike 40 at a rate of 6 %, each with 50 exercise dates a year,
 * and their values by finite differences.
 */
public final class PaperTable {
    private static final double STRIKE = 40;
    private static final double RATE = 0.06;
    private static final int EXERCISES_PER_YEAR = 50;
    private static final double[] SPOTS = {36, 38, 40, 42, 44};

    private static final List<Row> ROWS = rows();

    private PaperTable() {}

    /**
     * One line of the table.
     *
     * @param option its terms
     * @param finiteDifference its value by finite differences, in the paper's three decimals
     */
    public record Row(AmericanPut option, double finiteDifference) {}

    /** The lines, sorted by volatility, maturity and spot. */
    public static List<Row> lines() {
        return ROWS;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        add(rows, 0.2, 1, 4.478, 3.250, 2.314, 1.617, 1.110);
        add(rows, 0.2, 2, 4.840, 3.745, 2.885, 2.212, 1.690);
        add(rows, 0.4, 1, 7.101, 6.148, 5.312, 4.582, 3.948);
        add(rows, 0.4, 2, 8.508, 7.670, 6.920, 6.248, 5.647);
        return List.copyOf(rows);
    }

    private static void add(List<Row> rows, double volatility, double maturityYears, double... values) {
        for (int i = 0; i < SPOTS.length; i++) {
            AmericanPut option = new AmericanPut(SPOTS[i], STRIKE, RATE, volatility, maturityYears, EXERCISES_PER_YEAR);
            rows.add(new Row(option, values[i]));
        }
    }
}
