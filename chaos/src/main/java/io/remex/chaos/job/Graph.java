package io.remex.chaos.job;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import java.util.ArrayList;
import java.util.List;

/** A tree of tasks: each one waits for its children and mixes what they say into a checksum, which depends on every task of the tree. */
public final class Graph {
    static final int DEPTH = 2;
    private static final int CHILDREN = 3;

    private Graph() {}

    /** The checksum of a tree, every node of it a task. */
    @Remote
    public static long sum(long seed, int depth) {
        List<ObjectRef<Long>> children = new ArrayList<>();
        for (int child = 0; depth > 0 && child < CHILDREN; child++) {
            children.add(GraphRemote.sum(childSeed(seed, child), depth - 1));
        }
        long checksum = Checksums.mix(seed);
        for (long value : Remex.get(children)) {
            checksum = Checksums.mix(checksum ^ value);
        }
        return checksum;
    }

    /** What {@link #sum} has to be, without any task. */
    static long expectedSum(long seed, int depth) {
        long checksum = Checksums.mix(seed);
        for (int child = 0; depth > 0 && child < CHILDREN; child++) {
            checksum = Checksums.mix(checksum ^ expectedSum(childSeed(seed, child), depth - 1));
        }
        return checksum;
    }

    private static long childSeed(long seed, int child) {
        return Checksums.mix(seed) + child;
    }
}
