package io.remex.scheduler;

/**
 * A worker that has room for one more slot of a contender, as {@link Placement} compares it with others.
 *
 * @param score how many wishes it meets
 * @param mine how many slots of the contender it has
 * @param fullness how full it is
 * @param packs whether it stays at most half full with the new slot
 */
record PlaceCandidate(int score, int mine, double fullness, boolean packs) {
    private static final double HALF_FULL = 0.5;

    static PlaceCandidate of(int score, int mine, long[] used, long[] need, long[] capacity) {
        return new PlaceCandidate(
                score,
                mine,
                ResourceAxes.fullness(used, capacity),
                ResourceAxes.fullness(used, need, 1, capacity) <= HALF_FULL);
    }

    /**
     * Whether it comes before another one.
     *
     * @param spread whether the contender wants to be spread
     * @param beside whether there is room beside what others have; otherwise somebody gives way
     */
    boolean isBetterThan(PlaceCandidate other, boolean spread, boolean beside) {
        if (score != other.score) {
            return score > other.score;
        }
        if (spread) {
            return mine < other.mine || mine == other.mine && fullness < other.fullness;
        }
        boolean isMine = mine > 0;
        boolean otherIsMine = other.mine > 0;
        if (!beside) {
            return isMine == otherIsMine ? fullness < other.fullness : isMine;
        }
        if (packs != other.packs) {
            return packs;
        }
        if (packs) {
            return isMine == otherIsMine ? fullness > other.fullness : isMine;
        }
        return fullness < other.fullness || fullness == other.fullness && isMine && !otherIsMine;
    }
}
