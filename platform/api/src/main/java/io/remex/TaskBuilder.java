package io.remex;

import io.remex.codec.Codec;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.ItemFunction;
import io.remex.spi.TaskSubmission;
import java.time.Duration;
import java.util.List;

/**
 * A task that is about to be submitted, with options for this one call. Used once, by one thread.
 *
 * @param <R> the result's type
 */
public final class TaskBuilder<R> {
    private final RemexRuntime runtime;
    private final FunctionDescriptor<R> function;
    private final Arg<?>[] arguments;
    private TaskOptions options = TaskOptions.none();

    /** The runtime makes builders; programs get one from {@link Remex#task}. */
    TaskBuilder(RemexRuntime runtime, FunctionDescriptor<R> function, Arg<?>[] arguments) {
        this.runtime = runtime;
        this.function = function;
        this.arguments = arguments;
    }

    /** See {@link TaskOptions#name(String)}. */
    public TaskBuilder<R> name(String name) {
        return options(options.name(name));
    }

    /** See {@link TaskOptions#cpus(double)}. */
    public TaskBuilder<R> cpus(double cpus) {
        return options(options.cpus(cpus));
    }

    /** See {@link TaskOptions#gpus(double)}. */
    public TaskBuilder<R> gpus(double gpus) {
        return options(options.gpus(gpus));
    }

    /** See {@link TaskOptions#memory(long)}. */
    public TaskBuilder<R> memory(long bytes) {
        return options(options.memory(bytes));
    }

    /** See {@link TaskOptions#resources(String)}. */
    public TaskBuilder<R> resources(String resources) {
        return options(options.resources(resources));
    }

    /** See {@link TaskOptions#maxRetries(int)}. */
    public TaskBuilder<R> maxRetries(int maxRetries) {
        return options(options.maxRetries(maxRetries));
    }

    /** See {@link TaskOptions#retryOn}. */
    @SafeVarargs
    public final TaskBuilder<R> retryOn(Class<? extends Throwable>... types) {
        return options(options.retryOn(types));
    }

    /** See {@link TaskOptions#timeout(Duration)}. */
    public TaskBuilder<R> timeout(Duration timeout) {
        return options(options.timeout(timeout));
    }

    /** See {@link TaskOptions#placement(Placement)}. */
    public TaskBuilder<R> placement(Placement placement) {
        return options(options.placement(placement));
    }

    /** See {@link TaskOptions#affinity(String)}. */
    public TaskBuilder<R> affinity(String affinity) {
        return options(options.affinity(affinity));
    }

    /** See {@link TaskOptions#priority(int)}. */
    public TaskBuilder<R> priority(int priority) {
        return options(options.priority(priority));
    }

    /** See {@link TaskOptions#bundle(BundleRef)}. */
    public TaskBuilder<R> bundle(BundleRef bundle) {
        return options(options.bundle(bundle));
    }

    /** Sets whatever the given options have set. */
    public TaskBuilder<R> options(TaskOptions more) {
        options = options.overriddenBy(more);
        return this;
    }

    /**
     * Submits the task; never waits for its execution.
     *
     * @throws ValueTooLargeException the arguments are larger than an object of the store can be
     * @throws ObjectStoreFullException there is no room for large arguments
     * @throws BackPressureException too many tasks are pending and the configuration says to fail
     * @throws RuntimeClosedException the session has ended
     * @throws IllegalArgumentException the method has several results; only its generated stub knows their types
     */
    public ObjectRef<R> remote() {
        if (function instanceof ItemFunction) {
            throw new IllegalArgumentException(function.name() + " gives its results one by one, and a method reference"
                    + " does not tell the type of a single one; call the generated stub: "
                    + stubName(function.signature()) + '.'
                    + function.signature().method() + "(…)");
        }
        TaskSubmission<R> submission = runtime.begin(function, options);
        List<Codec<?>> codecs = function.argumentCodecs();
        for (int i = 0; i < arguments.length; i++) {
            append(submission, arguments[i], codecs.get(i));
        }
        return submission.submit();
    }

    private static String stubName(FunctionSignature signature) {
        String owner = signature.owner();
        return owner.substring(owner.lastIndexOf('.') + 1).replace('$', '_') + "Remote";
    }

    @SuppressWarnings("unchecked") // the method reference had these parameter types when it was compiled
    private static <T> void append(TaskSubmission<?> submission, Arg<?> argument, Codec<T> codec) {
        submission.argument((Arg<? extends T>) argument, codec);
    }
}
