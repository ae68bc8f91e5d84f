package io.remex.scheduler;

import java.util.OptionalLong;

/**
 * How many slots a caller wants, since when nobody could give it any, and how long it has waited for the first one.
 *
 * @param key who wants what
 * @param slotsWanted how many slots, those it has included
 * @param priorities how urgent these are
 * @param hopelessSinceNs since when no worker could serve it
 * @param warnedAtNs when its caller was last told so
 * @param waitsSinceNs since when it has had no slot although a worker could serve it, see {@link Ageing}
 * @param turnSinceNs since when it has the slot that it got because it had waited for so long
 */
public record Demand(
        DemandKey key,
        int slotsWanted,
        SlotsByPriority priorities,
        OptionalLong hopelessSinceNs,
        OptionalLong warnedAtNs,
        OptionalLong waitsSinceNs,
        OptionalLong turnSinceNs) {
    /** How many slots of a kind a caller keeps that wants none: until it gives them back, or anybody needs the room. */
    static final int KEPT_BY_IDLE = 1;

    /** How many slots a caller keeps, if nobody needs the room, that wants so many. */
    static int keeps(int wanted) {
        return Math.max(KEPT_BY_IDLE, wanted);
    }

    static Demand of(DemandKey key, int slotsWanted, SlotsByPriority priorities) {
        OptionalLong never = OptionalLong.empty();
        return new Demand(key, slotsWanted, priorities, never, never, never, never);
    }

    Demand withSlotsWanted(int newSlotsWanted, SlotsByPriority newPriorities) {
        return new Demand(key, newSlotsWanted, newPriorities, hopelessSinceNs, warnedAtNs, waitsSinceNs, turnSinceNs);
    }

    Demand withHopelessSince(OptionalLong newHopelessSinceNs, OptionalLong newWarnedAtNs) {
        return new Demand(key, slotsWanted, priorities, newHopelessSinceNs, newWarnedAtNs, waitsSinceNs, turnSinceNs);
    }

    /** Without any slot. */
    Demand waiting(OptionalLong newWaitsSinceNs) {
        return new Demand(
                key, slotsWanted, priorities, hopelessSinceNs, warnedAtNs, newWaitsSinceNs, OptionalLong.empty());
    }

    /** With at least one slot. */
    Demand served(OptionalLong newTurnSinceNs) {
        return new Demand(
                key, slotsWanted, priorities, hopelessSinceNs, warnedAtNs, OptionalLong.empty(), newTurnSinceNs);
    }
}
