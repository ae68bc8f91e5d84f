package io.remex;

import io.remex.spi.MethodReferences;

/**
 * The forms of {@code task(Owner::method, arguments…)} that {@link Remex} inherits: up to three parameters, each as a value or as
 * an {@link Arg} (an {@link ObjectRef} is one) in any mixture; up to eight with all of them as values or all as {@code Arg}. The
 * generated stub has no such limit.
 */
abstract class TaskForms {
    TaskForms() {}

    public static <R> TaskBuilder<R> task(RemoteMethod.Function0<R> method) {
        return build(method);
    }

    public static TaskBuilder<Void> task(RemoteMethod.Action0 method) {
        return build(method);
    }

    public static <A, R> TaskBuilder<R> task(RemoteMethod.Function1<A, R> method, A a) {
        return build(method, Arg.value(a));
    }

    public static <A> TaskBuilder<Void> task(RemoteMethod.Action1<A> method, A a) {
        return build(method, Arg.value(a));
    }

    public static <A, R> TaskBuilder<R> task(RemoteMethod.Function1<A, R> method, Arg<? extends A> a) {
        return build(method, a);
    }

    public static <A> TaskBuilder<Void> task(RemoteMethod.Action1<A> method, Arg<? extends A> a) {
        return build(method, a);
    }

    public static <A, B, R> TaskBuilder<R> task(RemoteMethod.Function2<A, B, R> method, A a, B b) {
        return build(method, Arg.value(a), Arg.value(b));
    }

    public static <A, B> TaskBuilder<Void> task(RemoteMethod.Action2<A, B> method, A a, B b) {
        return build(method, Arg.value(a), Arg.value(b));
    }

    public static <A, B, R> TaskBuilder<R> task(RemoteMethod.Function2<A, B, R> method, A a, Arg<? extends B> b) {
        return build(method, Arg.value(a), b);
    }

    public static <A, B> TaskBuilder<Void> task(RemoteMethod.Action2<A, B> method, A a, Arg<? extends B> b) {
        return build(method, Arg.value(a), b);
    }

    public static <A, B, R> TaskBuilder<R> task(RemoteMethod.Function2<A, B, R> method, Arg<? extends A> a, B b) {
        return build(method, a, Arg.value(b));
    }

    public static <A, B> TaskBuilder<Void> task(RemoteMethod.Action2<A, B> method, Arg<? extends A> a, B b) {
        return build(method, a, Arg.value(b));
    }

    public static <A, B, R> TaskBuilder<R> task(
            RemoteMethod.Function2<A, B, R> method, Arg<? extends A> a, Arg<? extends B> b) {
        return build(method, a, b);
    }

    public static <A, B> TaskBuilder<Void> task(
            RemoteMethod.Action2<A, B> method, Arg<? extends A> a, Arg<? extends B> b) {
        return build(method, a, b);
    }

    public static <A, B, C, R> TaskBuilder<R> task(RemoteMethod.Function3<A, B, C, R> method, A a, B b, C c) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c));
    }

    public static <A, B, C> TaskBuilder<Void> task(RemoteMethod.Action3<A, B, C> method, A a, B b, C c) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c));
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, A a, B b, Arg<? extends C> c) {
        return build(method, Arg.value(a), Arg.value(b), c);
    }

    public static <A, B, C> TaskBuilder<Void> task(RemoteMethod.Action3<A, B, C> method, A a, B b, Arg<? extends C> c) {
        return build(method, Arg.value(a), Arg.value(b), c);
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, A a, Arg<? extends B> b, C c) {
        return build(method, Arg.value(a), b, Arg.value(c));
    }

    public static <A, B, C> TaskBuilder<Void> task(RemoteMethod.Action3<A, B, C> method, A a, Arg<? extends B> b, C c) {
        return build(method, Arg.value(a), b, Arg.value(c));
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, A a, Arg<? extends B> b, Arg<? extends C> c) {
        return build(method, Arg.value(a), b, c);
    }

    public static <A, B, C> TaskBuilder<Void> task(
            RemoteMethod.Action3<A, B, C> method, A a, Arg<? extends B> b, Arg<? extends C> c) {
        return build(method, Arg.value(a), b, c);
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, Arg<? extends A> a, B b, C c) {
        return build(method, a, Arg.value(b), Arg.value(c));
    }

    public static <A, B, C> TaskBuilder<Void> task(RemoteMethod.Action3<A, B, C> method, Arg<? extends A> a, B b, C c) {
        return build(method, a, Arg.value(b), Arg.value(c));
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, Arg<? extends A> a, B b, Arg<? extends C> c) {
        return build(method, a, Arg.value(b), c);
    }

    public static <A, B, C> TaskBuilder<Void> task(
            RemoteMethod.Action3<A, B, C> method, Arg<? extends A> a, B b, Arg<? extends C> c) {
        return build(method, a, Arg.value(b), c);
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, Arg<? extends A> a, Arg<? extends B> b, C c) {
        return build(method, a, b, Arg.value(c));
    }

    public static <A, B, C> TaskBuilder<Void> task(
            RemoteMethod.Action3<A, B, C> method, Arg<? extends A> a, Arg<? extends B> b, C c) {
        return build(method, a, b, Arg.value(c));
    }

    public static <A, B, C, R> TaskBuilder<R> task(
            RemoteMethod.Function3<A, B, C, R> method, Arg<? extends A> a, Arg<? extends B> b, Arg<? extends C> c) {
        return build(method, a, b, c);
    }

    public static <A, B, C> TaskBuilder<Void> task(
            RemoteMethod.Action3<A, B, C> method, Arg<? extends A> a, Arg<? extends B> b, Arg<? extends C> c) {
        return build(method, a, b, c);
    }

    public static <A, B, C, D, R> TaskBuilder<R> task(
            RemoteMethod.Function4<A, B, C, D, R> method, A a, B b, C c, D d) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c), Arg.value(d));
    }

    public static <A, B, C, D> TaskBuilder<Void> task(RemoteMethod.Action4<A, B, C, D> method, A a, B b, C c, D d) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c), Arg.value(d));
    }

    public static <A, B, C, D, R> TaskBuilder<R> task(
            RemoteMethod.Function4<A, B, C, D, R> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d) {
        return build(method, a, b, c, d);
    }

    public static <A, B, C, D> TaskBuilder<Void> task(
            RemoteMethod.Action4<A, B, C, D> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d) {
        return build(method, a, b, c, d);
    }

    public static <A, B, C, D, E, R> TaskBuilder<R> task(
            RemoteMethod.Function5<A, B, C, D, E, R> method, A a, B b, C c, D d, E e) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c), Arg.value(d), Arg.value(e));
    }

    public static <A, B, C, D, E> TaskBuilder<Void> task(
            RemoteMethod.Action5<A, B, C, D, E> method, A a, B b, C c, D d, E e) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c), Arg.value(d), Arg.value(e));
    }

    public static <A, B, C, D, E, R> TaskBuilder<R> task(
            RemoteMethod.Function5<A, B, C, D, E, R> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e) {
        return build(method, a, b, c, d, e);
    }

    public static <A, B, C, D, E> TaskBuilder<Void> task(
            RemoteMethod.Action5<A, B, C, D, E> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e) {
        return build(method, a, b, c, d, e);
    }

    public static <A, B, C, D, E, F, R> TaskBuilder<R> task(
            RemoteMethod.Function6<A, B, C, D, E, F, R> method, A a, B b, C c, D d, E e, F f) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c), Arg.value(d), Arg.value(e), Arg.value(f));
    }

    public static <A, B, C, D, E, F> TaskBuilder<Void> task(
            RemoteMethod.Action6<A, B, C, D, E, F> method, A a, B b, C c, D d, E e, F f) {
        return build(method, Arg.value(a), Arg.value(b), Arg.value(c), Arg.value(d), Arg.value(e), Arg.value(f));
    }

    public static <A, B, C, D, E, F, R> TaskBuilder<R> task(
            RemoteMethod.Function6<A, B, C, D, E, F, R> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e,
            Arg<? extends F> f) {
        return build(method, a, b, c, d, e, f);
    }

    public static <A, B, C, D, E, F> TaskBuilder<Void> task(
            RemoteMethod.Action6<A, B, C, D, E, F> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e,
            Arg<? extends F> f) {
        return build(method, a, b, c, d, e, f);
    }

    public static <A, B, C, D, E, F, G, R> TaskBuilder<R> task(
            RemoteMethod.Function7<A, B, C, D, E, F, G, R> method, A a, B b, C c, D d, E e, F f, G g) {
        return build(
                method,
                Arg.value(a),
                Arg.value(b),
                Arg.value(c),
                Arg.value(d),
                Arg.value(e),
                Arg.value(f),
                Arg.value(g));
    }

    public static <A, B, C, D, E, F, G> TaskBuilder<Void> task(
            RemoteMethod.Action7<A, B, C, D, E, F, G> method, A a, B b, C c, D d, E e, F f, G g) {
        return build(
                method,
                Arg.value(a),
                Arg.value(b),
                Arg.value(c),
                Arg.value(d),
                Arg.value(e),
                Arg.value(f),
                Arg.value(g));
    }

    public static <A, B, C, D, E, F, G, R> TaskBuilder<R> task(
            RemoteMethod.Function7<A, B, C, D, E, F, G, R> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e,
            Arg<? extends F> f,
            Arg<? extends G> g) {
        return build(method, a, b, c, d, e, f, g);
    }

    public static <A, B, C, D, E, F, G> TaskBuilder<Void> task(
            RemoteMethod.Action7<A, B, C, D, E, F, G> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e,
            Arg<? extends F> f,
            Arg<? extends G> g) {
        return build(method, a, b, c, d, e, f, g);
    }

    public static <A, B, C, D, E, F, G, H, R> TaskBuilder<R> task(
            RemoteMethod.Function8<A, B, C, D, E, F, G, H, R> method, A a, B b, C c, D d, E e, F f, G g, H h) {
        return build(
                method,
                Arg.value(a),
                Arg.value(b),
                Arg.value(c),
                Arg.value(d),
                Arg.value(e),
                Arg.value(f),
                Arg.value(g),
                Arg.value(h));
    }

    public static <A, B, C, D, E, F, G, H> TaskBuilder<Void> task(
            RemoteMethod.Action8<A, B, C, D, E, F, G, H> method, A a, B b, C c, D d, E e, F f, G g, H h) {
        return build(
                method,
                Arg.value(a),
                Arg.value(b),
                Arg.value(c),
                Arg.value(d),
                Arg.value(e),
                Arg.value(f),
                Arg.value(g),
                Arg.value(h));
    }

    public static <A, B, C, D, E, F, G, H, R> TaskBuilder<R> task(
            RemoteMethod.Function8<A, B, C, D, E, F, G, H, R> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e,
            Arg<? extends F> f,
            Arg<? extends G> g,
            Arg<? extends H> h) {
        return build(method, a, b, c, d, e, f, g, h);
    }

    public static <A, B, C, D, E, F, G, H> TaskBuilder<Void> task(
            RemoteMethod.Action8<A, B, C, D, E, F, G, H> method,
            Arg<? extends A> a,
            Arg<? extends B> b,
            Arg<? extends C> c,
            Arg<? extends D> d,
            Arg<? extends E> e,
            Arg<? extends F> f,
            Arg<? extends G> g,
            Arg<? extends H> h) {
        return build(method, a, b, c, d, e, f, g, h);
    }

    private static <R> TaskBuilder<R> build(RemoteMethod method, Arg<?>... arguments) {
        RemexRuntime runtime = Remex.runtime();
        return new TaskBuilder<>(runtime, MethodReferences.resolve(method, runtime.functions()), arguments);
    }
}
