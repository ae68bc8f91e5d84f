package com.acme;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.ClassCodec;
import io.remex.codec.Codec;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.RegisteredClasses;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.ItemFunction;
import io.remex.spi.ItemSink;
import io.remex.spi.RemoteFunctions;
import io.remex.spi.TaskSubmission;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * Submits the {@code @Remote} methods of {@link Paths} as tasks.
 */
@Generated("io.remex.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked"})
public final class PathsRemote {
    private static final Codec<Number> NUMBER_CODEC = new ClassCodec<>(
            Number.class,
            "java.lang.Number");

    private static final Codec<List<Number>> LIST_OF_NUMBER_CODEC = CollectionCodecs.list(NUMBER_CODEC);

    /**
     * Descriptor of {@link Paths#greeks(double)}.
     */
    public static final FunctionDescriptor<Long> GREEKS = new GreeksFunction();

    /**
     * Descriptor of {@link Paths#simulate(long, int)}.
     */
    public static final FunctionDescriptor<Long> SIMULATE = new SimulateFunction();

    /**
     * Descriptor of {@link Paths#words()}.
     */
    static final FunctionDescriptor<Long> WORDS = new WordsFunction();

    static {
        RegisteredClasses.register(
                Paths.Greeks.class,
                Byte.class,
                Double.class,
                Float.class,
                Integer.class,
                Long.class,
                Short.class,
                BigDecimal.class,
                BigInteger.class);
    }

    private PathsRemote() {
    }

    /**
     * Submits a task that runs {@link Paths#greeks(double)}.
     */
    public static Paths_GreeksRefs greeks(double results) {
        return greeks(TaskOptions.none(), results);
    }

    /**
     * Submits a task that runs {@link Paths#greeks(double)}.
     */
    public static Paths_GreeksRefs greeks(TaskOptions options, double results) {
        TaskSubmission<Long> submission = Remex.begin(GREEKS, options);
        ValueOutput arguments = submission.arguments();
        arguments.putDouble(results);
        List<ObjectRef<?>> results_ = submission.submitComponents();
        return new Paths_GreeksRefs(
                (ObjectRef<Double>) results_.get(0),
                (ObjectRef<double[]>) results_.get(1),
                (ObjectRef<List<Number>>) results_.get(2));
    }

    /**
     * Submits a task that runs {@link Paths#greeks(double)}.
     */
    public static Paths_GreeksRefs greeks(Arg<Double> results) {
        return greeks(TaskOptions.none(), results);
    }

    /**
     * Submits a task that runs {@link Paths#greeks(double)}.
     */
    public static Paths_GreeksRefs greeks(TaskOptions options, Arg<Double> results) {
        TaskSubmission<Long> submission = Remex.begin(GREEKS, options);
        submission.argument(results, PrimitiveCodecs.DOUBLE);
        List<ObjectRef<?>> results_ = submission.submitComponents();
        return new Paths_GreeksRefs(
                (ObjectRef<Double>) results_.get(0),
                (ObjectRef<double[]>) results_.get(1),
                (ObjectRef<List<Number>>) results_.get(2));
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(long seed, int count) {
        return simulate(TaskOptions.none(), seed, count);
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(TaskOptions options, long seed, int count) {
        TaskSubmission<Long> submission = Remex.begin(SIMULATE, options);
        ValueOutput arguments = submission.arguments();
        arguments.putLong(seed);
        arguments.putInt(count);
        return submission.submitStream();
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(Arg<Long> seed, int count) {
        return simulate(TaskOptions.none(), seed, count);
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(TaskOptions options, Arg<Long> seed,
            int count) {
        return simulate(options, seed, Arg.value(count));
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(long seed, Arg<Integer> count) {
        return simulate(TaskOptions.none(), seed, count);
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(TaskOptions options, long seed,
            Arg<Integer> count) {
        return simulate(options, Arg.value(seed), count);
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(Arg<Long> seed, Arg<Integer> count) {
        return simulate(TaskOptions.none(), seed, count);
    }

    /**
     * Submits a task that runs {@link Paths#simulate(long, int)}.
     */
    public static ObjectRefStream<double[]> simulate(TaskOptions options, Arg<Long> seed,
            Arg<Integer> count) {
        TaskSubmission<Long> submission = Remex.begin(SIMULATE, options);
        submission.argument(seed, PrimitiveCodecs.LONG);
        submission.argument(count, PrimitiveCodecs.INT);
        return submission.submitStream();
    }

    /**
     * Submits a task that runs {@link Paths#words()}.
     */
    static ObjectRefStream<List<Number>> words() {
        return words(TaskOptions.none());
    }

    /**
     * Submits a task that runs {@link Paths#words()}.
     */
    static ObjectRefStream<List<Number>> words(TaskOptions options) {
        TaskSubmission<Long> submission = Remex.begin(WORDS, options);
        return submission.submitStream();
    }

    /**
     * The types differ in wildcards or type arguments only, which do not exist at run time.
     */
    private static <T> T cast(Object value) {
        return (T) value;
    }

    private static final class GreeksFunction extends ItemFunction {
        GreeksFunction() {
            super(
                    new FunctionSignature("com.acme.Paths", "greeks", "(D)Lcom/acme/Paths$Greeks;", "Paths.greeks"),
                    TaskOptions.none(),
                    List.of(PrimitiveCodecs.DOUBLE),
                    ItemFunction.Kind.RECORD,
                    List.of(PrimitiveCodecs.DOUBLE, ArrayCodecs.DOUBLE, LIST_OF_NUMBER_CODEC));
        }

        @Override
        public List<String> parameterNames() {
            return List.of("results");
        }

        @Override
        public void invoke(ValueInput arguments, ItemSink result) throws Throwable {
            double results = arguments.getDouble();
            arguments.requireEnd();
            Paths.Greeks results_ = Paths.greeks(results);
            result.add(PrimitiveCodecs.DOUBLE, results_.price());
            result.add(ArrayCodecs.DOUBLE, results_.delta());
            result.add(LIST_OF_NUMBER_CODEC, cast(results_.ladder()));
        }
    }

    private static final class SimulateFunction extends ItemFunction {
        SimulateFunction() {
            super(
                    new FunctionSignature("com.acme.Paths", "simulate", "(JI)Ljava/util/stream/Stream;", "Paths.simulate"),
                    TaskOptions.none(),
                    List.of(PrimitiveCodecs.LONG, PrimitiveCodecs.INT),
                    ItemFunction.Kind.STREAM,
                    List.of(ArrayCodecs.DOUBLE));
        }

        @Override
        public List<String> parameterNames() {
            return List.of("seed", "count");
        }

        @Override
        public void invoke(ValueInput arguments, ItemSink result) throws Throwable {
            long seed = arguments.getLong();
            int count = arguments.getInt();
            arguments.requireEnd();
            Stream<double[]> results = Paths.simulate(seed, count);
            result.addAll(ArrayCodecs.DOUBLE, results);
        }
    }

    private static final class WordsFunction extends ItemFunction {
        WordsFunction() {
            super(
                    new FunctionSignature("com.acme.Paths", "words", "()Ljava/util/Iterator;", "Paths.words"),
                    TaskOptions.none(),
                    List.of(),
                    ItemFunction.Kind.STREAM,
                    List.of(LIST_OF_NUMBER_CODEC));
        }

        @Override
        public List<String> parameterNames() {
            return List.of();
        }

        @Override
        public void invoke(ValueInput arguments, ItemSink result) throws Throwable {
            arguments.requireEnd();
            Iterator<List<Number>> results = cast(Paths.words());
            result.addAll(LIST_OF_NUMBER_CODEC, results);
        }
    }

    /**
     * Found by {@link java.util.ServiceLoader}.
     */
    public static final class Functions implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Paths";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(
                    GREEKS,
                    SIMULATE,
                    WORDS);
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of();
        }
    }
}
