package io.remex.scheduler;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A caller with an open session.
 *
 * @param session what it said about itself
 * @param order its place in the order of sessions
 * @param sentCatalogs the catalogs it was last sent, without their functions
 * @param knownCatalogs the catalogs whose functions it was sent
 */
public record CallerEntry(
        CallerSession session, long order, List<OfferedCatalog> sentCatalogs, Set<CatalogId> knownCatalogs) {
    /** Copies the collections. */
    public CallerEntry {
        sentCatalogs = List.copyOf(sentCatalogs);
        knownCatalogs = Collections.unmodifiableSet(new TreeSet<>(knownCatalogs));
    }

    CallerId id() {
        return session.caller();
    }

    CallerEntry withCatalogs(List<OfferedCatalog> sent, Set<CatalogId> known) {
        return new CallerEntry(session, order, sent, known);
    }
}
