package io.remex.benchmarks.jmh;

import io.remex.benchmarks.product.BenchmarkFunctionsRemote;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The worker's way through generated code: arguments are read, the method runs, its result is written. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class CodecBenchmark {
    private static final int CAPACITY = 1 << 15;
    private static final int PAYLOAD = 1_024;

    private final ValueOutput out = new ValueOutput(CAPACITY, "limit");
    private final ValueInput in = new ValueInput();
    private final byte[] payload = new byte[PAYLOAD];
    private final byte[] number = encoded(42);
    private final byte[] bytes;

    /** Encodes what is read. */
    public CodecBenchmark() {
        new SplittableRandom(1).nextBytes(payload);
        bytes = encoded(payload);
    }

    private static byte[] encoded(long value) {
        ValueOutput output = new ValueOutput(CAPACITY, "limit");
        output.reset(null);
        output.putLong(value);
        return output.copy();
    }

    private static byte[] encoded(byte[] value) {
        ValueOutput output = new ValueOutput(CAPACITY, "limit");
        output.reset(null);
        ArrayCodecs.BYTE.encode(output, value);
        return output.copy();
    }

    /** A long in, a long out. */
    @Benchmark
    public int invokeWithNumber() throws Throwable {
        out.reset(null);
        in.wrap(number, null);
        BenchmarkFunctionsRemote.NEXT.invoke(in, out);
        return out.length();
    }

    /** A kilobyte in, a long out. */
    @Benchmark
    public int invokeWithKilobyte() throws Throwable {
        out.reset(null);
        in.wrap(bytes, null);
        BenchmarkFunctionsRemote.SUM.invoke(in, out);
        return out.length();
    }
}
