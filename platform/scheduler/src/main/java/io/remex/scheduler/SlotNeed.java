package io.remex.scheduler;

import java.util.Objects;

/**
 * What one slot has to be: how much it takes, and where it may be. Demands and leases with the same need are
 * interchangeable.
 *
 * @param shape what it takes
 * @param placement where it goes
 */
public record SlotNeed(ResourceShape shape, PlacementRule placement) {
    public SlotNeed {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(placement, "placement");
    }

    /**
     * A need without wishes about the place.
     *
     * @param shape what it takes
     * @return the need
     */
    public static SlotNeed of(ResourceShape shape) {
        return new SlotNeed(shape, PlacementRule.PACK);
    }
}
