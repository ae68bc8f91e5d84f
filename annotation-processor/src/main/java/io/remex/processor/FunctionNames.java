package io.remex.processor;

import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Element;

/** The names of all functions of one compilation; each must be there once. */
final class FunctionNames {
    private final Map<String, Map<String, Use>> uses = new TreeMap<>();

    /** Notes a function; noting it again, in a later round, does nothing. */
    void add(String name, String identity, String function, Element method) {
        uses.computeIfAbsent(name, key -> new TreeMap<>()).putIfAbsent(identity, new Use(function, method));
    }

    /** Reports every name that several functions have, at each of them. */
    void check(Report report) {
        uses.forEach((name, sameName) ->
                sameName.forEach((identity, use) -> sameName.forEach((otherIdentity, other) -> {
                    if (!identity.equals(otherIdentity)) {
                        report.add(Diagnostic.DUPLICATE_NAME, use.method, identity, otherIdentity, name);
                    }
                })));
    }

    private record Use(String function, Element method) {}
}
