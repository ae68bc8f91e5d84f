package io.remex.examples.swaps.caller;

import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.product.swap.SwapTrade;
import io.remex.examples.swaps.CurveNodes;
import io.remex.examples.swaps.MarketData;
import io.remex.examples.swaps.RateHistory;
import io.remex.examples.swaps.SwapBook;
import java.util.List;

/**
 * What a run works on.
 *
 * @param batches the book in the pieces that are one task each, in its order
 */
public record RiskInput(List<List<SwapTrade>> batches, ImmutableRatesProvider market, RateHistory history) {
    /** The most trades a task may have: its result must not grow without end. */
    static final int MAX_BATCH = 1_000;

    private static final int MAX_DAYS = 10_000;
    private static final int WARM_UP_SHARE = 10;

    /**
     * Makes up a book, a market and a history.
     *
     * @throws IllegalArgumentException a number is out of its range; the message names it
     */
    public static RiskInput generate(long seed, int trades, int tradesOfBatch, int days) {
        if (tradesOfBatch < 1 || tradesOfBatch > MAX_BATCH) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH + " trades, not " + tradesOfBatch);
        }
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("a history has 1 to " + MAX_DAYS + " days, not " + days);
        }
        ImmutableRatesProvider market = MarketData.build();
        return new RiskInput(
                SwapBook.generate(seed, trades).batches(tradesOfBatch),
                market,
                RateHistory.generate(seed, days, new CurveNodes(market)));
    }

    /** The same with the first part of the book only, to be run before anything is timed. */
    public RiskInput warmUp() {
        int part = Math.max(1, batches.size() / WARM_UP_SHARE);
        return new RiskInput(batches.subList(0, part), market, history);
    }

    /** How many trades there are. */
    int trades() {
        return batches.stream().mapToInt(List::size).sum();
    }

    /** How many tasks a run has: two for each batch. */
    int tasks() {
        return 2 * batches.size();
    }
}
