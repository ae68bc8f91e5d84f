package io.remex.benchmarks.rig;

/** How results name who was measured. */
final class Systems {
    static final String REMEX = "remex";
    /** The raw Aeron echo, waiting as the product does in the scenario. */
    static final String RAW = "raw-aeron";

    static final String RAW_SPINNING = "raw-aeron-spin";
    static final String RAW_YIELDING = "raw-aeron-yield";

    private Systems() {}
}
