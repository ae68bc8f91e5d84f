package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * A bundle that has a place, as its caller is told.
 *
 * @param index which bundle of its group
 * @param worker on which worker
 * @param catalog what the worker offers
 * @param gpus the numbers of its devices
 */
public record PlacedBundle(int index, WorkerId worker, CatalogId catalog, List<Integer> gpus) {
    /** Copies the list. */
    public PlacedBundle {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(catalog, "catalog");
        gpus = List.copyOf(gpus);
    }
}
