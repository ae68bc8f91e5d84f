package io.remex.examples.swaps.caller;

import io.remex.examples.demo.Progress;
import io.remex.examples.swaps.BookRisk;
import io.remex.examples.swaps.InProcess;
import java.util.concurrent.ForkJoinPool;

/** The risk of the same book in this process, without Remex. */
public enum LocalRun {
    /** One batch after another. */
    SEQUENTIAL {
        @Override
        BookRisk compute(RiskInput input, Progress progress) {
            return InProcess.sequential(input.batches(), input.market(), input.history(), progress::done);
        }
    },
    /** On a fork-join pool with a thread for each processor. */
    FORKJOIN {
        @Override
        BookRisk compute(RiskInput input, Progress progress) {
            ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
            try {
                return InProcess.forkJoin(pool, input.batches(), input.market(), input.history(), progress::done);
            } finally {
                pool.shutdownNow();
            }
        }
    };

    abstract BookRisk compute(RiskInput input, Progress progress);

    /**
     * What came out.
     *
     * @param wallNs how long it took, in nanoseconds
     */
    public record Result(BookRisk risk, long wallNs) {}

    /** Runs it. */
    public Result run(RiskInput input, Progress progress) {
        progress.begin(input.tasks());
        try {
            long startNs = System.nanoTime();
            BookRisk risk = compute(input, progress);
            return new Result(risk, System.nanoTime() - startNs);
        } finally {
            progress.end();
        }
    }
}
