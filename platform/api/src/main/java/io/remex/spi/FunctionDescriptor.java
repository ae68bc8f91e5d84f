package io.remex.spi;

import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.util.List;

/**
 * What a {@link io.remex.Remote} method is at run time: its identity, its codecs and the code that calls it. Generated code has
 * one immutable subclass per method.
 *
 * <p>Two numbers identify it between processes. {@link #functionId()} is the hash of class, method and erased signature: which
 * function. {@link #fingerprint()} is the hash of the layouts of its arguments and its result: which version of it. Both are
 * computed when the class is loaded, from texts; neither is a compile-time constant that another class could inline.
 *
 * @param <R> the result's type; {@code Void} for a {@code void} method
 */
public abstract class FunctionDescriptor<R> {
    private final FunctionSignature signature;
    private final TaskOptions defaults;
    private final List<Codec<?>> argumentCodecs;
    private final Codec<R> resultCodec;
    private final long functionId;
    private final long fingerprint;

    /**
     * @param signature which method it is
     * @param defaults the options from its annotation, complete
     * @param argumentCodecs one for each parameter
     * @param resultCodec the codec of the result
     */
    protected FunctionDescriptor(
            FunctionSignature signature, TaskOptions defaults, List<Codec<?>> argumentCodecs, Codec<R> resultCodec) {
        this.signature = signature;
        this.defaults = TaskOptions.systemDefaults().overriddenBy(defaults);
        this.argumentCodecs = List.copyOf(argumentCodecs);
        this.resultCodec = resultCodec;
        this.functionId = StableHash.of(signature.identity());
        this.fingerprint = StableHash.of(layout());
    }

    /** Which method it is. */
    public final FunctionSignature signature() {
        return signature;
    }

    /** The name shown to people. */
    public final String name() {
        return signature.name();
    }

    /** Which function: a stable hash of class, method and erased signature. */
    public final long functionId() {
        return functionId;
    }

    /** Which version of it: a stable hash of {@link #layout()}. */
    public final long fingerprint() {
        return fingerprint;
    }

    /** The layouts of all arguments and of the result, as a text that people can compare. */
    public final String layout() {
        StringBuilder text = new StringBuilder("(");
        for (Codec<?> codec : argumentCodecs) {
            text.append(codec.layout()).append(';');
        }
        return text.append(')').append(resultCodec.layout()).toString();
    }

    /** The options from the annotation; every one has a value. */
    public final TaskOptions defaults() {
        return defaults;
    }

    /** One codec for each parameter. A parameter that takes a resolved reference has the codec of the value. */
    public final List<Codec<?>> argumentCodecs() {
        return argumentCodecs;
    }

    /** The names of the parameters as they stand in the source, for errors; generated code knows them. */
    public List<String> parameterNames() {
        return List.of();
    }

    /** The codec of the result. */
    public final Codec<R> resultCodec() {
        return resultCodec;
    }

    /**
     * Reads the arguments, calls the method and appends its result. Called by a worker on the thread of a slot.
     *
     * @throws Throwable whatever the method throws, and {@link io.remex.ValueCodecException} for damaged arguments
     */
    public abstract void invoke(ValueInput arguments, ValueOutput result) throws Throwable;

    @Override
    public final String toString() {
        return signature.name();
    }
}
