package io.remex.scheduler;

import java.util.OptionalLong;

/**
 * How many slots a caller wants, and since when nobody could give it any.
 *
 * @param key who wants what
 * @param slotsWanted how many slots, those it has included
 * @param hopelessSinceNs since when no worker could serve it
 * @param warnedAtNs when its caller was last told so
 */
public record Demand(DemandKey key, int slotsWanted, OptionalLong hopelessSinceNs, OptionalLong warnedAtNs) {
    Demand withSlotsWanted(int newSlotsWanted) {
        return new Demand(key, newSlotsWanted, hopelessSinceNs, warnedAtNs);
    }

    Demand withHopelessSince(OptionalLong newHopelessSinceNs, OptionalLong newWarnedAtNs) {
        return new Demand(key, slotsWanted, newHopelessSinceNs, newWarnedAtNs);
    }
}
