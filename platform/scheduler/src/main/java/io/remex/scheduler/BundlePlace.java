package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * Where a bundle is.
 *
 * @param worker on which worker; it may not be there yet, if its caller says so after a restart of the scheduler
 * @param gpus the numbers of its devices that are the bundle's
 * @param vacated whether nobody else uses the room any more
 * @param sinceNs since when
 */
public record BundlePlace(WorkerId worker, List<Integer> gpus, boolean vacated, long sinceNs) {
    /** Copies the list. */
    public BundlePlace {
        Objects.requireNonNull(worker, "worker");
        gpus = List.copyOf(gpus);
    }

    BundlePlace asVacated() {
        return new BundlePlace(worker, gpus, true, sinceNs);
    }
}
