package com.acme;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.Codec;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.RecordCodec;
import io.remex.codec.RegisteredClasses;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import io.remex.spi.TaskSubmission;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Submits the {@code @Remote} methods of {@link Jobs.Nested} as tasks.
 */
@Generated("io.remex.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked"})
public final class Jobs_NestedRemote {
    private static final Codec<Jobs.Pair<Integer, Double>> PAIR_OF_INTEGER_AND_DOUBLE_CODEC = new PairOfIntegerAndDoubleCodec();

    private static final Codec<Jobs.Pair<String, ObjectRef<int[]>>> PAIR_OF_STRING_AND_OBJECT_REF_OF_INT_ARRAY_CODEC = new PairOfStringAndObjectRefOfIntArrayCodec();

    private static final Codec<ObjectRef<String>> OBJECT_REF_OF_STRING_CODEC = new ObjectRefCodec<>(ValueCodecs.STRING);

    private static final Codec<ObjectRef<Jobs.Pair<Integer, Double>>> OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC = new ObjectRefCodec<>(PAIR_OF_INTEGER_AND_DOUBLE_CODEC);

    private static final Codec<List<ObjectRef<Jobs.Pair<Integer, Double>>>> LIST_OF_OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC = CollectionCodecs.list(OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC);

    private static final Codec<ObjectRef<int[]>> OBJECT_REF_OF_INT_ARRAY_CODEC = new ObjectRefCodec<>(ArrayCodecs.INT);

    /**
     * Descriptor of {@link Jobs.Nested#join(ObjectRef, List, int, int)}.
     */
    public static final FunctionDescriptor<Jobs.Pair<String, ObjectRef<int[]>>> JOIN = new JoinFunction();

    static {
        RegisteredClasses.register(
                Jobs.Pair.class);
    }

    private Jobs_NestedRemote() {
    }

    /**
     * Submits a task that runs {@link Jobs.Nested#join(ObjectRef, List, int, int)}.
     */
    public static ObjectRef<Jobs.Pair<String, ObjectRef<int[]>>> join(ObjectRef<String> name,
            List<ObjectRef<Jobs.Pair<Integer, Double>>> parts, int a, int b) {
        return join(TaskOptions.none(), name, parts, a, b);
    }

    /**
     * Submits a task that runs {@link Jobs.Nested#join(ObjectRef, List, int, int)}.
     */
    public static ObjectRef<Jobs.Pair<String, ObjectRef<int[]>>> join(TaskOptions options,
            ObjectRef<String> name, List<ObjectRef<Jobs.Pair<Integer, Double>>> parts, int a,
            int b) {
        TaskSubmission<Jobs.Pair<String, ObjectRef<int[]>>> submission = Remex.begin(JOIN, options);
        ValueOutput arguments = submission.arguments();
        OBJECT_REF_OF_STRING_CODEC.encode(arguments, name);
        LIST_OF_OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC.encode(arguments, parts);
        arguments.putInt(a);
        arguments.putInt(b);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Jobs.Nested#join(ObjectRef, List, int, int)}.
     */
    public static ObjectRef<Jobs.Pair<String, ObjectRef<int[]>>> join(ObjectRef<String> name,
            Arg<? extends List<ObjectRef<Jobs.Pair<Integer, Double>>>> parts, Arg<Integer> a,
            Arg<Integer> b) {
        return join(TaskOptions.none(), name, parts, a, b);
    }

    /**
     * Submits a task that runs {@link Jobs.Nested#join(ObjectRef, List, int, int)}.
     */
    public static ObjectRef<Jobs.Pair<String, ObjectRef<int[]>>> join(TaskOptions options,
            ObjectRef<String> name,
            Arg<? extends List<ObjectRef<Jobs.Pair<Integer, Double>>>> parts, Arg<Integer> a,
            Arg<Integer> b) {
        TaskSubmission<Jobs.Pair<String, ObjectRef<int[]>>> submission = Remex.begin(JOIN, options);
        ValueOutput arguments = submission.arguments();
        OBJECT_REF_OF_STRING_CODEC.encode(arguments, name);
        submission.argument(parts, LIST_OF_OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC);
        submission.argument(a, PrimitiveCodecs.INT);
        submission.argument(b, PrimitiveCodecs.INT);
        return submission.submit();
    }

    private static final class JoinFunction extends FunctionDescriptor<Jobs.Pair<String, ObjectRef<int[]>>> {
        JoinFunction() {
            super(
                    new FunctionSignature("com.acme.Jobs$Nested", "join", "(Lio/remex/ObjectRef;Ljava/util/List;II)Lcom/acme/Jobs$Pair;", "Jobs.Nested.join"),
                    TaskOptions.none(),
                    List.of(OBJECT_REF_OF_STRING_CODEC,
                            LIST_OF_OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC,
                            PrimitiveCodecs.INT, PrimitiveCodecs.INT),
                    PAIR_OF_STRING_AND_OBJECT_REF_OF_INT_ARRAY_CODEC);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("name", "parts", "a", "b");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            ObjectRef<String> name = OBJECT_REF_OF_STRING_CODEC.decode(arguments);
            List<ObjectRef<Jobs.Pair<Integer, Double>>> parts = LIST_OF_OBJECT_REF_OF_PAIR_OF_INTEGER_AND_DOUBLE_CODEC.decode(arguments);
            int a = arguments.getInt();
            int b = arguments.getInt();
            arguments.requireEnd();
            PAIR_OF_STRING_AND_OBJECT_REF_OF_INT_ARRAY_CODEC.encode(result, Jobs.Nested.join(name,
                    parts, a, b));
        }
    }

    private static final class PairOfIntegerAndDoubleCodec extends RecordCodec<Jobs.Pair<Integer, Double>> {
        PairOfIntegerAndDoubleCodec() {
            super("record com.acme.Jobs.Pair<java.lang.Integer, java.lang.Double>{first:int?;second:double?;}");
        }

        @Override
        protected void encodeComponents(ValueOutput out, Jobs.Pair<Integer, Double> value) {
            PrimitiveCodecs.BOXED_INT.encode(out, value.first());
            PrimitiveCodecs.BOXED_DOUBLE.encode(out, value.second());
        }

        @Override
        protected Jobs.Pair<Integer, Double> decodeComponents(ValueInput in) {
            return new Jobs.Pair<Integer, Double>(
                    PrimitiveCodecs.BOXED_INT.decode(in),
                    PrimitiveCodecs.BOXED_DOUBLE.decode(in));
        }
    }

    private static final class PairOfStringAndObjectRefOfIntArrayCodec extends RecordCodec<Jobs.Pair<String, ObjectRef<int[]>>> {
        PairOfStringAndObjectRefOfIntArrayCodec() {
            super("record com.acme.Jobs.Pair<java.lang.String, io.remex.ObjectRef<int[]>>{first:string;"
                    + "second:ObjectRef<int[]?>;}");
        }

        @Override
        protected void encodeComponents(ValueOutput out,
                Jobs.Pair<String, ObjectRef<int[]>> value) {
            out.putString(value.first());
            OBJECT_REF_OF_INT_ARRAY_CODEC.encode(out, value.second());
        }

        @Override
        protected Jobs.Pair<String, ObjectRef<int[]>> decodeComponents(ValueInput in) {
            return new Jobs.Pair<String, ObjectRef<int[]>>(
                    in.getString(),
                    OBJECT_REF_OF_INT_ARRAY_CODEC.decode(in));
        }
    }

    /**
     * Found by {@link java.util.ServiceLoader}.
     */
    public static final class Functions implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Jobs$Nested";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(JOIN);
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of();
        }
    }
}
