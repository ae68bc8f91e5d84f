package io.remex.examples.swaps;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How rates moved on past days: the scenarios under which a book is valued again.
 *
 * @param dates the days, the latest first
 * @param moves for each day how much the rate of each node rose, as a fraction of one, in the order of {@link CurveNodes}
 */
public record RateHistory(List<LocalDate> dates, double[][] moves) {
    /** A hundredth of a percent. */
    static final double BASIS_POINT = 1e-4;

    private static final double LEVEL_PER_DAY = 4 * BASIS_POINT;
    private static final double TILT_PER_DAY = 2 * BASIS_POINT;
    private static final double NODE_PER_DAY = 0.5 * BASIS_POINT;

    /**
     * Makes up a history: each day all rates rise or fall together, the curves tilt, and each node does a little of its own. The same
     * arguments give the same bits.
     */
    public static RateHistory generate(long seed, int days, CurveNodes nodes) {
        Random random = new Random(seed);
        List<LocalDate> dates = new ArrayList<>();
        double[][] moves = new double[days][nodes.size()];
        LocalDate date = MarketData.VALUATION_DATE;
        for (int day = 0; day < days; day++) {
            date = businessDayBefore(date);
            dates.add(date);
            double level = LEVEL_PER_DAY * random.nextGaussian();
            double tilt = TILT_PER_DAY * random.nextGaussian();
            for (int node = 0; node < nodes.size(); node++) {
                moves[day][node] = level + tilt * nodes.position(node) + NODE_PER_DAY * random.nextGaussian();
            }
        }
        return new RateHistory(dates, moves);
    }

    /** How many days there are. */
    public int days() {
        return dates.size();
    }

    private static LocalDate businessDayBefore(LocalDate date) {
        LocalDate before = date.minusDays(1);
        while (before.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
            before = before.minusDays(1);
        }
        return before;
    }
}
