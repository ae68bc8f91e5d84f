package io.remex.examples.options.caller;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.examples.demo.TaskWatch;
import io.remex.examples.options.AmericanPut;
import io.remex.examples.options.BatchEstimate;
import io.remex.examples.options.LeastSquaresMonteCarloRemote;
import java.util.ArrayList;
import java.util.List;

/** Prices every option of a list: submits all batches at once, then waits until the last is there. Needs a Remex session. */
public final class PricingRun {
    private final List<AmericanPut> options;
    private final PricingPlan plan;
    private final TaskWatch watch;

    /** A run that has not begun; {@code watch} waits for its tasks. */
    public PricingRun(List<AmericanPut> options, PricingPlan plan, TaskWatch watch) {
        this.options = List.copyOf(options);
        this.plan = plan;
        this.watch = watch;
    }

    /**
     * The batches of every option, both in the order of the plan.
     *
     * @param batches a list for each option
     * @param wallNs from the first submission to the last result, in nanoseconds
     */
    public record Result(List<List<BatchEstimate>> batches, long wallNs) {}

    /**
     * Runs it, once.
     *
     * @throws io.remex.RemexException the first failure that was seen; the other tasks end with the session
     * @throws io.remex.examples.demo.StalledException nothing happens any more
     */
    public Result run() {
        long startNs = System.nanoTime();
        List<List<ObjectRef<BatchEstimate>>> refs = submit();
        watch.await(refs.stream().flatMap(List::stream).toList());
        List<List<BatchEstimate>> batches =
                refs.stream().map(ofOption -> Remex.get(ofOption)).toList();
        return new Result(batches, System.nanoTime() - startNs);
    }

    private List<List<ObjectRef<BatchEstimate>>> submit() {
        List<List<ObjectRef<BatchEstimate>>> refs = new ArrayList<>();
        for (int option = 0; option < options.size(); option++) {
            List<ObjectRef<BatchEstimate>> ofOption = new ArrayList<>();
            for (int batch = 0; batch < plan.batches(); batch++) {
                ofOption.add(LeastSquaresMonteCarloRemote.priceBatch(options.get(option), plan.batch(option, batch)));
            }
            refs.add(ofOption);
        }
        return refs;
    }
}
