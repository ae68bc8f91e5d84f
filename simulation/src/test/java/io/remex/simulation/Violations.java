package io.remex.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong. Collected, not thrown: whoever finds it is often called by production code, which would take an exception for one
 * of user code.
 */
final class Violations {
    private final List<String> found = new ArrayList<>();

    void found(String violation) {
        found.add(violation);
    }

    /** Throws what was found. */
    void check() {
        if (!found.isEmpty()) {
            throw new ViolationException(String.join("; ", found));
        }
    }

    /** An invariant does not hold. */
    static final class ViolationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ViolationException(String message) {
            super(message);
        }
    }
}
