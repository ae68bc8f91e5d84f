package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * A bundle that a caller has from an earlier scheduler.
 *
 * @param index which of the group's bundles
 * @param worker where it is
 * @param gpus the numbers of its devices
 */
public record ClaimedBundle(int index, WorkerId worker, List<Integer> gpus) {
    /** Copies the list. */
    public ClaimedBundle {
        Objects.requireNonNull(worker, "worker");
        gpus = List.copyOf(gpus);
    }
}
