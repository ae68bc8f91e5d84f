package io.remex.system;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.TaskSubmission;
import io.remex.system.functions.ArithmeticRemote;
import java.util.List;

/** Functions as a caller has them that was built from other sources than the workers: written by hand, registered nowhere. */
final class StrangeFunction extends FunctionDescriptor<Long> {
    private static final StrangeFunction UNKNOWN = new StrangeFunction(
            new FunctionSignature("com.acme.Strange", "run", "(J)J", "Strange.run"), List.of(PrimitiveCodecs.LONG));
    private static final StrangeFunction OTHER_VERSION = new StrangeFunction(
            ArithmeticRemote.ADD_long_long.signature(), List.of(PrimitiveCodecs.LONG, ValueCodecs.STRING));

    private StrangeFunction(FunctionSignature signature, List<Codec<?>> arguments) {
        super(signature, TaskOptions.none(), arguments, PrimitiveCodecs.LONG);
    }

    /** A task that no worker can run. */
    static ObjectRef<Long> submit(long argument) {
        return submit(UNKNOWN, argument);
    }

    /** A task of a function that workers have with other parameters. */
    static ObjectRef<Long> submitOtherVersionOfAdd(long argument) {
        return submit(OTHER_VERSION, argument);
    }

    private static ObjectRef<Long> submit(StrangeFunction function, long argument) {
        TaskSubmission<Long> submission = Remex.begin(function, TaskOptions.none());
        submission.arguments().putLong(argument);
        return submission.submit();
    }

    @Override
    public void invoke(ValueInput arguments, ValueOutput result) {
        throw new IllegalStateException("no worker has this function");
    }
}
