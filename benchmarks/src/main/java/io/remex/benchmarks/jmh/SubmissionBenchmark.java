package io.remex.benchmarks.jmh;

import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.benchmarks.product.BenchmarkFunctionsRemote;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole task, submitted and read by one thread, with everything embedded in this JVM and one slot. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class SubmissionBenchmark {
    private static final int BURST = 256;

    private Remex.Session session;

    /** Starts the runtime. */
    @Setup
    public void start() {
        session = Remex.init(RemexConfig.builder()
                .set(ConfigKey.RUNTIME, "embedded")
                .set(ConfigKey.WORKER_SLOTS, "1")
                .build());
    }

    /** Ends it. */
    @TearDown
    public void stop() {
        session.close();
    }

    /** One at a time. */
    @Benchmark
    public long call() {
        return BenchmarkFunctionsRemote.next(1).get();
    }

    /** Bursts: the time for each task. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long burst() {
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of references cannot be made otherwise
        ObjectRef<Long>[] refs = new ObjectRef[BURST];
        for (int i = 0; i < BURST; i++) {
            refs[i] = BenchmarkFunctionsRemote.next(i);
        }
        long sum = 0;
        for (ObjectRef<Long> ref : refs) {
            sum += ref.get();
        }
        return sum;
    }
}
