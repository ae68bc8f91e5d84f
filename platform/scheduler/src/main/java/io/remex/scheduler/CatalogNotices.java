package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.CatalogsChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells callers which catalogs are on offer, and the functions of each only once. */
final class CatalogNotices {
    private final SchedulerState state;

    CatalogNotices(SchedulerState state) {
        this.state = state;
    }

    /** Tells every caller for whom something changed. */
    void tellAll() {
        SortedMap<CatalogId, Integer> liveWorkers = liveWorkers();
        for (CallerEntry caller : List.copyOf(state.callers.all())) {
            List<OfferedCatalog> offers = offers(caller, liveWorkers);
            if (!offers.equals(caller.sentCatalogs())) {
                tell(caller, offers);
            }
        }
    }

    /** Tells one caller, changed or not. */
    void tell(CallerEntry caller) {
        tell(caller, offers(caller, liveWorkers()));
    }

    private void tell(CallerEntry caller, List<OfferedCatalog> offers) {
        Set<CatalogId> known = new TreeSet<>(caller.knownCatalogs());
        List<OfferedCatalog> message = new ArrayList<>();
        for (OfferedCatalog offer : offers) {
            boolean first = known.add(offer.catalog());
            message.add(first ? offer.withFunctions(functions(offer.catalog())) : offer);
        }
        state.callers.update(caller.withCatalogs(offers, known));
        state.send(new CatalogsChanged(caller.id(), message));
    }

    private List<OfferedCatalog> offers(CallerEntry caller, Map<CatalogId, Integer> liveWorkers) {
        List<OfferedCatalog> offers = new ArrayList<>();
        liveWorkers.forEach((catalog, live) -> {
            int reachable = caller.session()
                    .node()
                    .map(node -> state.workers.takingCount(new PoolId(node, catalog)))
                    .orElse(0);
            offers.add(new OfferedCatalog(catalog, live, reachable, Optional.empty()));
        });
        return offers;
    }

    /** By catalog, in their own order. */
    private SortedMap<CatalogId, Integer> liveWorkers() {
        SortedMap<CatalogId, Integer> live = new TreeMap<>();
        state.workers
                .pools()
                .forEach(pool -> live.merge(pool.catalog(), state.workers.takingCount(pool), Integer::sum));
        return live;
    }

    private List<FunctionOffer> functions(CatalogId catalog) {
        return state.workers.withCatalog(catalog).orElseThrow().registration().functions();
    }
}
