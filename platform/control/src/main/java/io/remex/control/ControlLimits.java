package io.remex.control;

/**
 * What a peer may ask the scheduler to keep. A message beyond a limit ends its stream with the reason; texts that only
 * explain something are cut instead.
 */
final class ControlLimits {
    /** Streams that may be open. */
    static final int MAX_STREAMS = 10_000;
    /** Messages of one stream that wait for the scheduler's thread. */
    static final int MAX_WAITING_PER_STREAM = 4_096;
    /** Messages of all streams that wait for the scheduler's thread. */
    static final int MAX_WAITING = 65_536;

    /** Characters of a name: of a node, a label, a resource. */
    static final int MAX_NAME_CHARS = 500;
    /** Characters of a text for people; longer ones are cut. */
    static final int MAX_TEXT_CHARS = 2_000;
    /** Characters of a function's name or identity. */
    static final int MAX_FUNCTION_CHARS = 8_000;

    static final int MAX_LABELS = 100;
    /** Conditions on labels that a demand requires; as many again that it prefers. */
    static final int MAX_CONDITIONS = 32;

    static final int MAX_CONDITION_VALUES = 32;
    static final int MAX_CUSTOM_RESOURCES = 100;
    /** Functions that one worker offers. */
    static final int MAX_FUNCTIONS = 20_000;
    /** Lanes that a worker, and leases that a caller brings along after a restart of the scheduler. */
    static final int MAX_HELD_LEASES = 20_000;
    /** Kinds of demand (shape and catalog) that one caller has at a time. */
    static final int MAX_DEMANDS_PER_CALLER = 1_000;

    /** Placement groups that one caller has at a time. */
    static final int MAX_GROUPS_PER_CALLER = 100;
    /** Bundles of a placement group. */
    static final int MAX_BUNDLES = 256;

    /** A single amount: 2^50 bytes or thousandths, so that sums cannot overflow. */
    static final long MAX_AMOUNT = 1L << 50;
    /** Slots that a caller can ask for. */
    static final int MAX_DEMANDED_SLOTS = 10_000_000;
    /** Slots of a lane, blocked ones included. */
    static final int MAX_LANE_SLOTS = 1_000_000;

    /** Ids of leases that peers bring along; far above any that is ever given out, and far from overflow. */
    static final long MAX_LEASE_ID = 1L << 62;

    static final int MAX_WEIGHT = 1_000_000;

    private ControlLimits() {}
}
