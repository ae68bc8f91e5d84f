package io.remex.control;

import io.remex.protocol.control.Function;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.FunctionOffer;
import java.util.List;
import java.util.Optional;

/** Finds the functions of a catalog as a worker has sent them, with the texts that the core has no use for. */
interface FunctionTexts {
    /** The functions as sent by a worker that is registered now. */
    Optional<List<Function>> functions(CatalogId catalog);

    /** The functions as sent, or without these texts if no worker offers them any more. */
    default List<Function> functions(CatalogId catalog, List<FunctionOffer> offers) {
        return functions(catalog)
                .orElseGet(() -> offers.stream().map(FieldWriter::function).toList());
    }
}
