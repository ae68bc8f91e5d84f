package com.acme;

import io.remex.Arg;
import io.remex.ObjectRef;
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
import io.remex.spi.RemoteFunctions;
import io.remex.spi.TaskSubmission;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Submits the {@code @Remote} methods of {@link Sums} as tasks.
 */
@Generated("io.remex.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked"})
public final class SumsRemote {
    private static final Codec<Number> NUMBER_CODEC = new ClassCodec<>(
            Number.class,
            "java.lang.Number");

    private static final Codec<List<Number>> LIST_OF_NUMBER_CODEC = CollectionCodecs.list(NUMBER_CODEC);

    /**
     * Descriptor of {@link Sums#largest(List)}.
     */
    public static final FunctionDescriptor<Number> LARGEST = new LargestFunction();

    /**
     * Descriptor of {@link Sums#sum(double, double[])}.
     */
    public static final FunctionDescriptor<Double> SUM_double_doubleArray = new SumFunction_double_doubleArray();

    /**
     * Descriptor of {@link Sums#sum(int)}.
     */
    public static final FunctionDescriptor<Integer> SUM_int = new SumFunction_int();

    /**
     * Descriptor of {@link Sums#sum(long)}.
     */
    public static final FunctionDescriptor<Long> SUM_long = new SumFunction_long();

    static {
        RegisteredClasses.register(
                Byte.class,
                Double.class,
                Float.class,
                Integer.class,
                Long.class,
                Short.class,
                BigDecimal.class,
                BigInteger.class);
    }

    private SumsRemote() {
    }

    /**
     * Submits a task that runs {@link Sums#largest(List)}.
     */
    public static ObjectRef<Number> largest(List<? extends Number> values) {
        return largest(TaskOptions.none(), values);
    }

    /**
     * Submits a task that runs {@link Sums#largest(List)}.
     */
    public static ObjectRef<Number> largest(TaskOptions options, List<? extends Number> values) {
        TaskSubmission<Number> submission = Remex.begin(LARGEST, options);
        ValueOutput arguments = submission.arguments();
        LIST_OF_NUMBER_CODEC.encode(arguments, cast(values));
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#largest(List)}.
     */
    public static ObjectRef<Number> largest(Arg<? extends List<? extends Number>> values) {
        return largest(TaskOptions.none(), values);
    }

    /**
     * Submits a task that runs {@link Sums#largest(List)}.
     */
    public static ObjectRef<Number> largest(TaskOptions options,
            Arg<? extends List<? extends Number>> values) {
        TaskSubmission<Number> submission = Remex.begin(LARGEST, options);
        submission.argument(cast(values), LIST_OF_NUMBER_CODEC);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(double first, double... more) {
        return sum(TaskOptions.none(), first, more);
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(TaskOptions options, double first, double... more) {
        TaskSubmission<Double> submission = Remex.begin(SUM_double_doubleArray, options);
        ValueOutput arguments = submission.arguments();
        arguments.putDouble(first);
        ArrayCodecs.DOUBLE.encode(arguments, more);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(Arg<Double> first, double... more) {
        return sum(TaskOptions.none(), first, more);
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(TaskOptions options, Arg<Double> first, double... more) {
        return sum(options, first, Arg.value(more));
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(double first, Arg<double[]> more) {
        return sum(TaskOptions.none(), first, more);
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(TaskOptions options, double first, Arg<double[]> more) {
        return sum(options, Arg.value(first), more);
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(Arg<Double> first, Arg<double[]> more) {
        return sum(TaskOptions.none(), first, more);
    }

    /**
     * Submits a task that runs {@link Sums#sum(double, double[])}.
     */
    public static ObjectRef<Double> sum(TaskOptions options, Arg<Double> first,
            Arg<double[]> more) {
        TaskSubmission<Double> submission = Remex.begin(SUM_double_doubleArray, options);
        submission.argument(first, PrimitiveCodecs.DOUBLE);
        submission.argument(more, ArrayCodecs.DOUBLE);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#sum(int)}.
     */
    public static ObjectRef<Integer> sum(int value) {
        return sum(TaskOptions.none(), value);
    }

    /**
     * Submits a task that runs {@link Sums#sum(int)}.
     */
    public static ObjectRef<Integer> sum(TaskOptions options, int value) {
        TaskSubmission<Integer> submission = Remex.begin(SUM_int, options);
        ValueOutput arguments = submission.arguments();
        arguments.putInt(value);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#sum(int)}.
     */
    public static ObjectRef<Integer> sum_int(Arg<Integer> value) {
        return sum_int(TaskOptions.none(), value);
    }

    /**
     * Submits a task that runs {@link Sums#sum(int)}.
     */
    public static ObjectRef<Integer> sum_int(TaskOptions options, Arg<Integer> value) {
        TaskSubmission<Integer> submission = Remex.begin(SUM_int, options);
        submission.argument(value, PrimitiveCodecs.INT);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#sum(long)}.
     */
    public static ObjectRef<Long> sum(long value) {
        return sum(TaskOptions.none(), value);
    }

    /**
     * Submits a task that runs {@link Sums#sum(long)}.
     */
    public static ObjectRef<Long> sum(TaskOptions options, long value) {
        TaskSubmission<Long> submission = Remex.begin(SUM_long, options);
        ValueOutput arguments = submission.arguments();
        arguments.putLong(value);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Sums#sum(long)}.
     */
    public static ObjectRef<Long> sum_long(Arg<Long> value) {
        return sum_long(TaskOptions.none(), value);
    }

    /**
     * Submits a task that runs {@link Sums#sum(long)}.
     */
    public static ObjectRef<Long> sum_long(TaskOptions options, Arg<Long> value) {
        TaskSubmission<Long> submission = Remex.begin(SUM_long, options);
        submission.argument(value, PrimitiveCodecs.LONG);
        return submission.submit();
    }

    /**
     * The types differ in wildcards or type arguments only, which do not exist at run time.
     */
    private static <T> T cast(Object value) {
        return (T) value;
    }

    private static final class LargestFunction extends FunctionDescriptor<Number> {
        LargestFunction() {
            super(
                    new FunctionSignature("com.acme.Sums", "largest", "(Ljava/util/List;)Ljava/lang/Number;", "Sums.largest"),
                    TaskOptions.none(),
                    List.of(LIST_OF_NUMBER_CODEC),
                    NUMBER_CODEC);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("values");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            List<Number> values = LIST_OF_NUMBER_CODEC.decode(arguments);
            arguments.requireEnd();
            NUMBER_CODEC.encode(result, Sums.largest(values));
        }
    }

    private static final class SumFunction_double_doubleArray extends FunctionDescriptor<Double> {
        SumFunction_double_doubleArray() {
            super(
                    new FunctionSignature("com.acme.Sums", "sum", "(D[D)D", "Sums.sum(double,double[])"),
                    TaskOptions.none(),
                    List.of(PrimitiveCodecs.DOUBLE, ArrayCodecs.DOUBLE),
                    PrimitiveCodecs.DOUBLE);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("first", "more");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            double first = arguments.getDouble();
            double[] more = ArrayCodecs.DOUBLE.decode(arguments);
            arguments.requireEnd();
            result.putDouble(Sums.sum(first, more));
        }
    }

    private static final class SumFunction_int extends FunctionDescriptor<Integer> {
        SumFunction_int() {
            super(
                    new FunctionSignature("com.acme.Sums", "sum", "(I)I", "Sums.sum(int)"),
                    TaskOptions.none(),
                    List.of(PrimitiveCodecs.INT),
                    PrimitiveCodecs.INT);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("value");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            int value = arguments.getInt();
            arguments.requireEnd();
            result.putInt(Sums.sum(value));
        }
    }

    private static final class SumFunction_long extends FunctionDescriptor<Long> {
        SumFunction_long() {
            super(
                    new FunctionSignature("com.acme.Sums", "sum", "(J)J", "Sums.sum(long)"),
                    TaskOptions.none(),
                    List.of(PrimitiveCodecs.LONG),
                    PrimitiveCodecs.LONG);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("value");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            long value = arguments.getLong();
            arguments.requireEnd();
            result.putLong(Sums.sum(value));
        }
    }

    /**
     * Found by {@link java.util.ServiceLoader}.
     */
    public static final class Functions implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Sums";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(
                    LARGEST,
                    SUM_double_doubleArray,
                    SUM_int,
                    SUM_long);
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of();
        }
    }
}
