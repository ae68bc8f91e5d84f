package io.remex.client;

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

    @Override
    void onCompleted() {
        runtime().reconstructions().onEnded(this);
        super.onCompleted();
    }
}
