package io.remex.scheduler;

/**
 * Where the slots of one demand go.
 *
 * @param spread whether they go to as many workers as possible; otherwise a worker is filled to one half before the next
 *     one is used
 */
public record PlacementRule(boolean spread) {
    /** The default: fills a worker to one half, then the next one; beyond that the emptiest. */
    public static final PlacementRule PACK = new PlacementRule(false);

    /** On as many workers as possible. */
    public static final PlacementRule SPREAD = new PlacementRule(true);
}
