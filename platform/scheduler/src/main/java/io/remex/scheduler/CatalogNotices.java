package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.CatalogsChanged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells callers which catalogs are on offer, and the functions of each only once. */
final class CatalogNotices {
    private final SchedulerState state;

    CatalogNotices(SchedulerState state) {
        this.state = state;
    }

    /** Tells every caller for whom something changed. */
    void tellAll() {
        for (CallerEntry caller : List.copyOf(state.callers.all())) {
            if (!offers(caller).equals(caller.sentCatalogs())) {
                tell(caller);
            }
        }
    }

    /** Tells one caller, changed or not. */
    void tell(CallerEntry caller) {
        List<OfferedCatalog> offers = offers(caller);
        Set<CatalogId> known = new TreeSet<>(caller.knownCatalogs());
        Map<CatalogId, List<FunctionOffer>> functions = functions();
        List<OfferedCatalog> message = new ArrayList<>();
        for (OfferedCatalog offer : offers) {
            boolean first = known.add(offer.catalog());
            message.add(first ? offer.withFunctions(functions.get(offer.catalog())) : offer);
        }
        state.callers.update(caller.withCatalogs(offers, known));
        state.send(new CatalogsChanged(caller.id(), message));
    }

    private List<OfferedCatalog> offers(CallerEntry caller) {
        Map<CatalogId, OfferedCatalog> offers = new LinkedHashMap<>();
        for (WorkerEntry worker : state.workers.all()) {
            if (!worker.draining()) {
                CatalogId catalog = worker.registration().catalog();
                boolean isReached = caller.session()
                        .node()
                        .map(node -> PoolId.of(node, catalog))
                        .filter(worker.pool()::equals)
                        .isPresent();
                int reachable = isReached ? 1 : 0;
                offers.merge(
                        catalog,
                        new OfferedCatalog(catalog, 1, reachable, Optional.empty()),
                        (sum, one) -> new OfferedCatalog(
                                catalog,
                                sum.liveWorkers() + one.liveWorkers(),
                                sum.reachableWorkers() + one.reachableWorkers(),
                                Optional.empty()));
            }
        }
        return List.copyOf(offers.values());
    }

    private Map<CatalogId, List<FunctionOffer>> functions() {
        Map<CatalogId, List<FunctionOffer>> functions = new LinkedHashMap<>();
        state.workers
                .all()
                .forEach(worker -> functions.putIfAbsent(
                        worker.registration().catalog(), worker.registration().functions()));
        return functions;
    }
}
