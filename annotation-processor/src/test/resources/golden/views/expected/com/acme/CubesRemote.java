package com.acme;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.ProvidedCodec;
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
import java.nio.ByteBuffer;
import java.util.List;
import javax.annotation.processing.Generated;
import org.agrona.DirectBuffer;

/**
 * Submits the {@code @Remote} methods of {@link Cubes} as tasks.
 */
@Generated("io.remex.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked"})
public final class CubesRemote {
    private static final Codec<DirectBuffer> DIRECT_BUFFER_CODEC = new ProvidedCodec<>(DirectBuffer.class);

    private static final Codec<Cubes.Slice> SLICE_CODEC = new SliceCodec();

    private static final Codec<List<Cubes.Slice>> LIST_OF_SLICE_CODEC = CollectionCodecs.list(SLICE_CODEC);

    private static final Codec<ObjectRef<DirectBuffer>> OBJECT_REF_OF_DIRECT_BUFFER_CODEC = new ObjectRefCodec<>(DIRECT_BUFFER_CODEC);

    /**
     * Descriptor of {@link Cubes#copied(ByteBuffer)}.
     */
    public static final FunctionDescriptor<ByteBuffer> COPIED = new CopiedFunction();

    /**
     * Descriptor of {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static final FunctionDescriptor<DirectBuffer> CUT = new CutFunction();

    static {
        RegisteredClasses.register(
                Cubes.Slice.class);
    }

    private CubesRemote() {
    }

    /**
     * Submits a task that runs {@link Cubes#copied(ByteBuffer)}.
     */
    public static ObjectRef<ByteBuffer> copied(ByteBuffer cube) {
        return copied(TaskOptions.none(), cube);
    }

    /**
     * Submits a task that runs {@link Cubes#copied(ByteBuffer)}.
     */
    public static ObjectRef<ByteBuffer> copied(TaskOptions options, ByteBuffer cube) {
        TaskSubmission<ByteBuffer> submission = Remex.begin(COPIED, options);
        ValueOutput arguments = submission.arguments();
        ValueCodecs.BYTE_BUFFER.encode(arguments, cube);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Cubes#copied(ByteBuffer)}.
     */
    public static ObjectRef<ByteBuffer> copied(Arg<? extends ByteBuffer> cube) {
        return copied(TaskOptions.none(), cube);
    }

    /**
     * Submits a task that runs {@link Cubes#copied(ByteBuffer)}.
     */
    public static ObjectRef<ByteBuffer> copied(TaskOptions options,
            Arg<? extends ByteBuffer> cube) {
        TaskSubmission<ByteBuffer> submission = Remex.begin(COPIED, options);
        submission.argument(cube, ValueCodecs.BYTE_BUFFER);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(DirectBuffer cube, List<Cubes.Slice> slices,
            ObjectRef<DirectBuffer> rest) {
        return cut(TaskOptions.none(), cube, slices, rest);
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(TaskOptions options, DirectBuffer cube,
            List<Cubes.Slice> slices, ObjectRef<DirectBuffer> rest) {
        TaskSubmission<DirectBuffer> submission = Remex.begin(CUT, options);
        ValueOutput arguments = submission.arguments();
        DIRECT_BUFFER_CODEC.encode(arguments, cube);
        LIST_OF_SLICE_CODEC.encode(arguments, slices);
        OBJECT_REF_OF_DIRECT_BUFFER_CODEC.encode(arguments, rest);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(Arg<? extends DirectBuffer> cube,
            List<Cubes.Slice> slices, ObjectRef<DirectBuffer> rest) {
        return cut(TaskOptions.none(), cube, slices, rest);
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(TaskOptions options, Arg<? extends DirectBuffer> cube,
            List<Cubes.Slice> slices, ObjectRef<DirectBuffer> rest) {
        return cut(options, cube, Arg.value(slices), rest);
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(DirectBuffer cube,
            Arg<? extends List<Cubes.Slice>> slices, ObjectRef<DirectBuffer> rest) {
        return cut(TaskOptions.none(), cube, slices, rest);
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(TaskOptions options, DirectBuffer cube,
            Arg<? extends List<Cubes.Slice>> slices, ObjectRef<DirectBuffer> rest) {
        return cut(options, Arg.value(cube), slices, rest);
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(Arg<? extends DirectBuffer> cube,
            Arg<? extends List<Cubes.Slice>> slices, ObjectRef<DirectBuffer> rest) {
        return cut(TaskOptions.none(), cube, slices, rest);
    }

    /**
     * Submits a task that runs {@link Cubes#cut(DirectBuffer, List, ObjectRef)}.
     */
    public static ObjectRef<DirectBuffer> cut(TaskOptions options, Arg<? extends DirectBuffer> cube,
            Arg<? extends List<Cubes.Slice>> slices, ObjectRef<DirectBuffer> rest) {
        TaskSubmission<DirectBuffer> submission = Remex.begin(CUT, options);
        ValueOutput arguments = submission.arguments();
        submission.argument(cube, DIRECT_BUFFER_CODEC);
        submission.argument(slices, LIST_OF_SLICE_CODEC);
        OBJECT_REF_OF_DIRECT_BUFFER_CODEC.encode(arguments, rest);
        return submission.submit();
    }

    private static final class CopiedFunction extends FunctionDescriptor<ByteBuffer> {
        CopiedFunction() {
            super(
                    new FunctionSignature("com.acme.Cubes", "copied", "(Ljava/nio/ByteBuffer;)Ljava/nio/ByteBuffer;", "Cubes.copied"),
                    TaskOptions.none(),
                    List.of(ValueCodecs.BYTE_BUFFER),
                    ValueCodecs.BYTE_BUFFER);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("cube");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            ByteBuffer cube = ValueCodecs.BYTE_BUFFER.decode(arguments);
            arguments.requireEnd();
            ValueCodecs.BYTE_BUFFER.encode(result, Cubes.copied(cube));
        }
    }

    private static final class CutFunction extends FunctionDescriptor<DirectBuffer> {
        CutFunction() {
            super(
                    new FunctionSignature("com.acme.Cubes", "cut", "(Lorg/agrona/DirectBuffer;Ljava/util/List;Lio/remex/ObjectRef;)Lorg/agrona/DirectBuffer;", "Cubes.cut"),
                    TaskOptions.none(),
                    List.of(DIRECT_BUFFER_CODEC, LIST_OF_SLICE_CODEC,
                            OBJECT_REF_OF_DIRECT_BUFFER_CODEC),
                    DIRECT_BUFFER_CODEC);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("cube", "slices", "rest");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            DirectBuffer cube = DIRECT_BUFFER_CODEC.decode(arguments);
            List<Cubes.Slice> slices = LIST_OF_SLICE_CODEC.decode(arguments);
            ObjectRef<DirectBuffer> rest = OBJECT_REF_OF_DIRECT_BUFFER_CODEC.decode(arguments);
            arguments.requireEnd();
            DIRECT_BUFFER_CODEC.encode(result, Cubes.cut(cube, slices, rest));
        }
    }

    private static final class SliceCodec extends RecordCodec<Cubes.Slice> {
        SliceCodec() {
            super("record com.acme.Cubes.Slice{number:int;values:org.agrona.DirectBuffer;}");
        }

        @Override
        protected void encodeComponents(ValueOutput out, Cubes.Slice value) {
            out.putInt(value.number());
            DIRECT_BUFFER_CODEC.encode(out, value.values());
        }

        @Override
        protected Cubes.Slice decodeComponents(ValueInput in) {
            return new Cubes.Slice(
                    in.getInt(),
                    DIRECT_BUFFER_CODEC.decode(in));
        }
    }

    /**
     * Found by {@link java.util.ServiceLoader}.
     */
    public static final class Functions implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Cubes";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(
                    COPIED,
                    CUT);
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of(new TypeBinding<>(Cubes.Slice.class, SLICE_CODEC));
        }
    }
}
