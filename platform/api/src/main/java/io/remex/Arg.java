package io.remex;

/**
 * An argument of a task: a value, or the reference of an object that is resolved before the task runs.
 *
 * @param <T> the parameter's type
 */
public sealed interface Arg<T> permits ObjectRef, Arg.Value {

    /** Wraps a value, for the forms of a stub that take every argument as {@code Arg}. */
    static <T> Arg<T> value(T value) {
        return new Value<>(value);
    }

    /**
     * A plain value.
     *
     * @param value the value; null is allowed where the parameter is a reference type
     */
    record Value<T>(T value) implements Arg<T> {}
}
