package io.remex;

import java.util.List;

/**
 * What {@link Remex#wait} found, both lists in input order. A task that failed is ready.
 *
 * @param ready objects whose outcome is known, at most as many as were asked for
 * @param unready all others
 */
public record WaitResult<T>(List<ObjectRef<T>> ready, List<ObjectRef<T>> unready) {
    public WaitResult {
        ready = List.copyOf(ready);
        unready = List.copyOf(unready);
    }
}
