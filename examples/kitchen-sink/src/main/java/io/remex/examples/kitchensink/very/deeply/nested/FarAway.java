package io.remex.examples.kitchensink.very.deeply.nested;

import io.remex.Remote;
import io.remex.examples.kitchensink.Records;
import java.util.List;

/** A class that only its package sees, with types of another one. */
final class FarAway {
    private FarAway() {}

    /** Hides the class of the same name in {@code java.lang}. */
    record Double(int twice) {}

    @Remote
    static List<Records.Flat> echoFlats(List<Records.Flat> value) {
        return value;
    }

    @Remote
    static Double echoOwnDouble(Double value) {
        return value;
    }

    @Remote
    static java.lang.Double half(java.lang.Double value) {
        return value / 2;
    }
}
