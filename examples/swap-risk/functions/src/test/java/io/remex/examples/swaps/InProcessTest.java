package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.product.swap.SwapTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class InProcessTest {
    private final ImmutableRatesProvider market = MarketData.build();
    private final List<List<SwapTrade>> batches = SwapBook.generate(8, 30).batches(4);
    private final RateHistory history = RateHistory.generate(8, 3, new CurveNodes(market));

    @Test
    void shouldGiveTheSameBitsOnAnyNumberOfThreads() {
        List<Integer> progress = new ArrayList<>();
        BookRisk sequential = InProcess.sequential(batches, market, history, progress::add);
        assertThat(progress).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        assertThat(sequential.pv01()).hasSize(new CurveNodes(market).size());
        assertThat(sequential.scenarioValues()).hasSize(3);

        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            BookRisk parallel = InProcess.forkJoin(pool, batches, market, history, ended -> {});
            assertThat(parallel.hasBitsOf(sequential)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }
}
