package io.remex.system.functions;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import java.util.List;

/** Functions that are given references, or return them. */
public final class References {
    private References() {}

    /** A reference inside a record. */
    public record Labelled(String label, ObjectRef<Long> ref) {}

    @Remote
    public static long readInside(ObjectRef<Long> ref) {
        return ref.get() + 1;
    }

    @Remote
    public static boolean isReady(ObjectRef<Long> ref) {
        return ref.isReady();
    }

    @Remote
    public static long sumInside(List<ObjectRef<Long>> refs) {
        return Remex.get(refs).stream().mapToLong(Long::longValue).sum();
    }

    /** Reads references inside a value that itself travels as a reference. */
    @Remote
    public static long sumThrough(ObjectRef<List<ObjectRef<Long>>> refs) {
        return sumInside(refs.get());
    }

    /** Puts references that the worker has borrowed. */
    @Remote
    public static ObjectRef<List<ObjectRef<Long>>> putAll(List<ObjectRef<Long>> refs) {
        return Remex.put(refs);
    }

    @Remote
    public static String describe(Labelled labelled) {
        return labelled.label() + '=' + labelled.ref().get();
    }

    /** A reference that the worker owns. */
    @Remote
    public static ObjectRef<Long> submitted(long left, long right) {
        return ArithmeticRemote.add(left, right);
    }

    @Remote
    public static ObjectRef<String> kept(String value) {
        return Remex.put(value);
    }

    /** The reference it was given. */
    @Remote
    public static ObjectRef<Long> same(ObjectRef<Long> ref) {
        return ref;
    }

    /** Passes its reference on to another task. */
    @Remote
    public static long readDeep(ObjectRef<Long> ref, int depth) {
        return depth == 0
                ? ref.get()
                : ReferencesRemote.readDeep(ref, depth - 1).get() + 1;
    }
}
