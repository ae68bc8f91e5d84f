package io.remex.serialization;

import io.remex.ValueCodecException;

/** How deep one thread is inside a value; Fory itself does not count objects of final classes. */
final class Nesting {
    private final int limit;
    private int depth;

    Nesting(int limit) {
        this.limit = limit;
    }

    void reset() {
        depth = 0;
    }

    void enter() {
        if (++depth > limit) {
            throw new ValueCodecException(tooDeep(limit));
        }
    }

    static String tooDeep(int limit) {
        return "objects nest deeper than " + limit
                + " levels; send a flatter value, such as a list of nodes in place of a chain";
    }

    void leave() {
        depth--;
    }
}
