package io.remex.examples.swaps.caller;

import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.product.swap.SwapTrade;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.examples.demo.TaskWatch;
import io.remex.examples.swaps.BookRisk;
import io.remex.examples.swaps.Computed;
import io.remex.examples.swaps.RateHistory;
import io.remex.examples.swaps.SwapRiskRemote;
import io.remex.examples.swaps.TradeRisk;
import java.util.ArrayList;
import java.util.List;

/** The risk of a book as tasks. Needs a Remex session. */
public final class TaskRun {
    private final TaskWatch watch;

    /** {@code watch} waits for the tasks. */
    public TaskRun(TaskWatch watch) {
        this.watch = watch;
    }

    /**
     * What came out.
     *
     * @param tasks every task, for where it ran and how long it took
     * @param wallNs from the first step to the last result, in nanoseconds
     */
    public record Result(BookRisk risk, List<? extends Computed<?>> tasks, long wallNs) {}

    /**
     * Runs it: market and history are stored once, and each task gets a reference to them.
     *
     * @throws io.remex.RemexException the first failure that was seen; the other tasks end with the session
     * @throws io.remex.examples.demo.StalledException nothing happens any more
     */
    public Result run(RiskInput input) {
        long startNs = System.nanoTime();
        ObjectRef<ImmutableRatesProvider> market = Remex.put(input.market());
        ObjectRef<RateHistory> history = Remex.put(input.history());

        List<ObjectRef<Computed<List<TradeRisk>>>> risks = new ArrayList<>();
        List<ObjectRef<Computed<double[][]>>> scenarios = new ArrayList<>();
        for (List<SwapTrade> batch : input.batches()) {
            risks.add(SwapRiskRemote.risk(batch, market));
        }
        for (List<SwapTrade> batch : input.batches()) {
            scenarios.add(SwapRiskRemote.scenarios(batch, market, history));
        }
        watch.await(risks);
        watch.await(scenarios);

        List<Computed<List<TradeRisk>>> riskOfBatches = Remex.get(risks);
        List<Computed<double[][]>> scenariosOfBatches = Remex.get(scenarios);
        market.release();
        history.release();
        BookRisk total = BookRisk.total(values(riskOfBatches), values(scenariosOfBatches));
        List<Computed<?>> tasks = new ArrayList<>(riskOfBatches);
        tasks.addAll(scenariosOfBatches);
        return new Result(total, tasks, System.nanoTime() - startNs);
    }

    private static <T> List<T> values(List<Computed<T>> tasks) {
        return tasks.stream().map(Computed::value).toList();
    }
}
