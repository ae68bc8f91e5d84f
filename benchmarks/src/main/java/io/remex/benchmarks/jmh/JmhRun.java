package io.remex.benchmarks.jmh;

import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs this package's benchmarks. */
public final class JmhRun {
    private static final int ITERATIONS = 5;

    private JmhRun() {}

    /** Runs all of them with the allocation profiler; results go to the file as JMH writes them. */
    public static void run(Path results) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(JmhRun.class.getPackageName())
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED")
                .resultFormat(ResultFormatType.JSON)
                .result(results.toString())
                .shouldFailOnError(true)
                .build();
        new Runner(options).run();
    }
}
