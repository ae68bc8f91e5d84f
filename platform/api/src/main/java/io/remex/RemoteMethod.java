package io.remex;

import java.io.Serializable;

/**
 * A method reference to a {@link Remote} method, {@code Pricing::price}, as {@link Remex#task} takes it. It is never called: it is
 * serializable so that the runtime can read, once per call site, which method it names.
 */
public sealed interface RemoteMethod extends Serializable {

    /** A method of 0 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function0<R> extends RemoteMethod {
        R call() throws Throwable;
    }

    /** A {@code void} method of 0 parameters. */
    @FunctionalInterface
    non-sealed interface Action0 extends RemoteMethod {
        void call() throws Throwable;
    }

    /** A method of 1 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function1<A, R> extends RemoteMethod {
        R call(A a) throws Throwable;
    }

    /** A {@code void} method of 1 parameters. */
    @FunctionalInterface
    non-sealed interface Action1<A> extends RemoteMethod {
        void call(A a) throws Throwable;
    }

    /** A method of 2 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function2<A, B, R> extends RemoteMethod {
        R call(A a, B b) throws Throwable;
    }

    /** A {@code void} method of 2 parameters. */
    @FunctionalInterface
    non-sealed interface Action2<A, B> extends RemoteMethod {
        void call(A a, B b) throws Throwable;
    }

    /** A method of 3 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function3<A, B, C, R> extends RemoteMethod {
        R call(A a, B b, C c) throws Throwable;
    }

    /** A {@code void} method of 3 parameters. */
    @FunctionalInterface
    non-sealed interface Action3<A, B, C> extends RemoteMethod {
        void call(A a, B b, C c) throws Throwable;
    }

    /** A method of 4 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function4<A, B, C, D, R> extends RemoteMethod {
        R call(A a, B b, C c, D d) throws Throwable;
    }

    /** A {@code void} method of 4 parameters. */
    @FunctionalInterface
    non-sealed interface Action4<A, B, C, D> extends RemoteMethod {
        void call(A a, B b, C c, D d) throws Throwable;
    }

    /** A method of 5 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function5<A, B, C, D, E, R> extends RemoteMethod {
        R call(A a, B b, C c, D d, E e) throws Throwable;
    }

    /** A {@code void} method of 5 parameters. */
    @FunctionalInterface
    non-sealed interface Action5<A, B, C, D, E> extends RemoteMethod {
        void call(A a, B b, C c, D d, E e) throws Throwable;
    }

    /** A method of 6 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function6<A, B, C, D, E, F, R> extends RemoteMethod {
        R call(A a, B b, C c, D d, E e, F f) throws Throwable;
    }

    /** A {@code void} method of 6 parameters. */
    @FunctionalInterface
    non-sealed interface Action6<A, B, C, D, E, F> extends RemoteMethod {
        void call(A a, B b, C c, D d, E e, F f) throws Throwable;
    }

    /** A method of 7 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function7<A, B, C, D, E, F, G, R> extends RemoteMethod {
        R call(A a, B b, C c, D d, E e, F f, G g) throws Throwable;
    }

    /** A {@code void} method of 7 parameters. */
    @FunctionalInterface
    non-sealed interface Action7<A, B, C, D, E, F, G> extends RemoteMethod {
        void call(A a, B b, C c, D d, E e, F f, G g) throws Throwable;
    }

    /** A method of 8 parameters with a result. */
    @FunctionalInterface
    non-sealed interface Function8<A, B, C, D, E, F, G, H, R> extends RemoteMethod {
        R call(A a, B b, C c, D d, E e, F f, G g, H h) throws Throwable;
    }

    /** A {@code void} method of 8 parameters. */
    @FunctionalInterface
    non-sealed interface Action8<A, B, C, D, E, F, G, H> extends RemoteMethod {
        void call(A a, B b, C c, D d, E e, F f, G g, H h) throws Throwable;
    }
}
