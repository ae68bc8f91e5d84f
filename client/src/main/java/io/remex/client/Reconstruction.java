package io.remex.client;

import io.remex.RemexException;
import io.remex.objectstore.ObjectWriter;
import io.remex.protocol.Failure;
import java.util.concurrent.atomic.AtomicBoolean;

/** A task that runs again because its stored result was lost; the program has no reference of it. */
final class Reconstruction<R> extends TaskRef<R> {
    private final StoredValue target;
    private final AtomicBoolean isBegun = new AtomicBoolean();

    /**
     * @param stored its arguments, held for it; null if they are inline
     * @param target what was lost
     */
    Reconstruction(
            CallerRuntime runtime,
            FunctionBinding<R> binding,
            Lineage lineage,
            StoredArguments stored,
            StoredValue target) {
        super(runtime, lineage.sequence(), binding, lineage.options(), lineage.exports(), null);
        this.target = target;
        arguments(lineage.inline(), stored);
    }

    StoredValue target() {
        return target;
    }

    /** Whoever wants the value waits already. */
    @Override
    boolean isNested() {
        return true;
    }

    /** Whether it is the caller who begins it. */
    boolean tryBegin() {
        return isBegun.compareAndSet(false, true);
    }

    /**
     * The value is small this time. It goes into the store all the same, because whoever has it knows it by a descriptor; not on the
     * thread that polls, for it may have to wait for room.
     */
    void completeInline(byte[] encoded) {
        runtime().callback(() -> {
            try (ObjectWriter writer = runtime().store().writer(encoded.length)) {
                writer.write(encoded, 0, encoded.length);
                completeStored(runtime().own(writer.seal()));
            } catch (RemexException e) {
                completeFailure(Failure.of(e.code(), e.getMessage()));
            }
        });
    }

    @Override
    void onCompleted() {
        runtime().reconstructions().onEnded(this);
        super.onCompleted();
    }
}
