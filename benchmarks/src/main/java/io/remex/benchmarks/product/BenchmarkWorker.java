package io.remex.benchmarks.product;

import io.remex.RemexConfig;
import io.remex.worker.RemexWorker;
import java.io.IOException;

/** A worker with {@link BenchmarkFunctions}, a process of its own. It ends when its standard input does. */
public final class BenchmarkWorker {
    /** What it prints when it has started. */
    public static final String READY = "benchmark-worker ready";

    private BenchmarkWorker() {}

    /** Runs until standard input ends. */
    public static void main(String... arguments) throws IOException {
        try (RemexWorker worker = RemexWorker.start(RemexConfig.load())) {
            System.out.println(READY);
            System.out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait(); // nobody writes; the end is what is waited for
            }
        }
    }
}
