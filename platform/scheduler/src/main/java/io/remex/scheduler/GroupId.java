package io.remex.scheduler;

import java.util.Comparator;

/**
 * A placement group.
 *
 * @param caller whose it is
 * @param number its number there
 */
public record GroupId(CallerId caller, long number) implements Comparable<GroupId> {
    private static final Comparator<GroupId> ORDER =
            Comparator.comparing(GroupId::caller).thenComparingLong(GroupId::number);

    @Override
    public int compareTo(GroupId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return caller + "/" + number;
    }
}
