package io.remex.scheduler;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One catalog as a caller sees it.
 *
 * @param catalog its id, to be used in demand
 * @param liveWorkers how many workers offer it that are alive and not draining
 * @param reachableWorkers how many of those the caller can lease
 * @param functions its functions, present only the first time this catalog is sent to this caller in this session
 */
public record OfferedCatalog(
        CatalogId catalog, int liveWorkers, int reachableWorkers, Optional<List<FunctionOffer>> functions) {
    public OfferedCatalog {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(functions, "functions");
    }

    OfferedCatalog withFunctions(List<FunctionOffer> offered) {
        return new OfferedCatalog(catalog, liveWorkers, reachableWorkers, Optional.of(offered));
    }
}
