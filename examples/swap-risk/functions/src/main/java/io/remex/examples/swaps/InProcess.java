package io.remex.examples.swaps;

import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.product.swap.SwapTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

/** The risk of a book without Remex, to compare with: the same methods on the same batches, in this process. */
public final class InProcess {

    private InProcess() {}

    /**
     * One batch after another, on the calling thread.
     *
     * @param progress is told how many pieces of work have ended, two for each batch
     */
    public static BookRisk sequential(
            List<List<SwapTrade>> batches, ImmutableRatesProvider market, RateHistory history, IntConsumer progress) {
        List<List<TradeRisk>> risks = new ArrayList<>();
        List<double[][]> scenarios = new ArrayList<>();
        for (List<SwapTrade> batch : batches) {
            risks.add(SwapRisk.risks(batch, market));
            progress.accept(risks.size() + scenarios.size());
            scenarios.add(SwapRisk.scenarioValues(batch, market, history));
            progress.accept(risks.size() + scenarios.size());
        }
        return BookRisk.total(risks, scenarios);
    }

    /** All batches at once on a pool, which the caller owns; the calling thread waits. Progress as above. */
    public static BookRisk forkJoin(
            ForkJoinPool pool,
            List<List<SwapTrade>> batches,
            ImmutableRatesProvider market,
            RateHistory history,
            IntConsumer progress) {
        List<ForkJoinTask<List<TradeRisk>>> risks = new ArrayList<>();
        List<ForkJoinTask<double[][]>> scenarios = new ArrayList<>();
        for (List<SwapTrade> batch : batches) {
            risks.add(pool.submit(() -> SwapRisk.risks(batch, market)));
        }
        for (List<SwapTrade> batch : batches) {
            scenarios.add(pool.submit(() -> SwapRisk.scenarioValues(batch, market, history)));
        }
        int ended = 0;
        List<List<TradeRisk>> risksOfBatches = new ArrayList<>();
        for (ForkJoinTask<List<TradeRisk>> task : risks) {
            risksOfBatches.add(task.join());
            progress.accept(++ended);
        }
        List<double[][]> scenariosOfBatches = new ArrayList<>();
        for (ForkJoinTask<double[][]> task : scenarios) {
            scenariosOfBatches.add(task.join());
            progress.accept(++ended);
        }
        return BookRisk.total(risksOfBatches, scenariosOfBatches);
    }
}
