package io.remex.examples.swaps;

import com.opengamma.strata.product.swap.SwapTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A list of trades; whatever is summed over it is summed in its order, so that the bits of a sum do not depend on who was faster. */
public record SwapBook(List<SwapTrade> trades) {

    /** The most trades a book may have. */
    public static final int MAX_TRADES = 1_000_000;

    /** Copies the list. */
    public SwapBook {
        trades = List.copyOf(trades);
    }

    /** Makes up a book; the same arguments give the same trades. */
    public static SwapBook generate(long seed, int size) {
        if (size < 1 || size > MAX_TRADES) {
            throw new IllegalArgumentException("a book has 1 to " + MAX_TRADES + " trades, not " + size);
        }
        Random random = new Random(seed);
        SwapKind[] kinds = SwapKind.values();
        List<SwapTrade> trades = new ArrayList<>(size);
        for (int number = 0; number < size; number++) {
            trades.add(kinds[random.nextInt(kinds.length)].generate(number, random));
        }
        return new SwapBook(trades);
    }

    /** The book in pieces of so many trades, the last one smaller if need be. */
    public List<List<SwapTrade>> batches(int tradesOfBatch) {
        List<List<SwapTrade>> batches = new ArrayList<>();
        for (int from = 0; from < trades.size(); from += tradesOfBatch) {
            batches.add(trades.subList(from, Math.min(trades.size(), from + tradesOfBatch)));
        }
        return batches;
    }
}
