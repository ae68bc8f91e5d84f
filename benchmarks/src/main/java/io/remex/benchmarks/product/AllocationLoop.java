package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.Map;

/** What a task costs in allocated bytes: all threads of the caller, and all threads of the worker, over {@code tasks} tasks. */
final class AllocationLoop {
    private static final int WINDOW = 1_000;

    private AllocationLoop() {}

    static RoundAnswer measure(RoundRequest request) {
        int tasks = Math.toIntExact(request.number("tasks"));
        try (Remex.Session session = Remex.init()) {
            run(tasks);
            long questionBytes = -BenchmarkFunctionsRemote.allocatedBytes().get()
                    + BenchmarkFunctionsRemote.allocatedBytes().get();
            long workerBytes = BenchmarkFunctionsRemote.allocatedBytes().get();
            long callerBytes = Allocation.ofAllThreads();
            run(tasks);
            double caller = (double) (Allocation.ofAllThreads() - callerBytes) / tasks;
            double worker =
                    (double) (BenchmarkFunctionsRemote.allocatedBytes().get() - workerBytes - questionBytes) / tasks;
            return RoundAnswer.of(Map.of("caller", caller, "worker", Math.max(0, worker)));
        }
    }

    private static void run(int tasks) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of references cannot be made otherwise
        ObjectRef<Long>[] refs = new ObjectRef[WINDOW];
        for (int i = 0; i < tasks + WINDOW; i++) {
            int place = i % WINDOW;
            if (refs[place] != null) {
                DrainLoop.requireEqual(refs[place].get(), i - WINDOW + 1L);
            }
            refs[place] = i < tasks ? BenchmarkFunctionsRemote.next(i) : null;
        }
    }
}
