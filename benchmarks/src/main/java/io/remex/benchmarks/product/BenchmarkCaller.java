package io.remex.benchmarks.product;

import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;

/** The caller that is measured, a process of its own; its environment says where the cluster is. */
public final class BenchmarkCaller {
    private BenchmarkCaller() {}

    /** Measures rounds until standard input ends. */
    public static void main(String... arguments) throws IOException {
        SubjectProgram.ofEcho((window, request) -> new RemexEcho(window))
                .loop("drain", DrainLoop::measure)
                .loop("metg", GranularityLoop::measure)
                .loop("allocation", AllocationLoop::measure)
                .loop("wait", WaitLoop::measure)
                .loop("get-many", ManyLoop::get)
                .loop("refs-many", ManyLoop::argument)
                .loop("argument", ArgumentLoop::measure)
                .loop("put-get", StoreLoops::putGet)
                .loop("store-read", StoreLoops::read)
                .loop("stream", StreamLoop::measure)
                .loop("first-task", StartLoops::firstTask)
                .loop("embedded", StartLoops::embedded)
                .loop("idle", StartLoops::idle)
                .run();
    }
}
