package io.remex.client;

import io.remex.TaskOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tasks of one pool that wait for room: the highest priority first, of one priority in the order in which they were added. Data
 * plane; belongs to whoever has the pool's lock, but for the counts, which any thread may read.
 */
final class WaitingTasks {
    /** One for each priority, the highest first. */
    static final int LEVELS = 2 * TaskOptions.MAX_PRIORITY + 1;

    private static final int NORMAL_LEVEL = TaskOptions.MAX_PRIORITY;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic class
    private final ArrayDeque<TaskRef<?>>[] levels = new ArrayDeque[LEVELS];

    /** How many wait by level; of the normal one nobody asks. */
    private final AtomicIntegerArray counts = new AtomicIntegerArray(LEVELS);
    /** A bit for each level that has tasks. */
    private int occupied;

    WaitingTasks() {
        levels[NORMAL_LEVEL] = new ArrayDeque<>();
    }

    boolean isEmpty() {
        return occupied == 0;
    }

    /** Whether a task waits that goes before a new one of this priority. */
    boolean hasAtLeast(int priority) {
        return (occupied & ((1 << level(priority) + 1) - 1)) != 0;
    }

    /** Goes before the others of its priority. */
    void addFirst(TaskRef<?> task) {
        added(task).addFirst(task);
    }

    /** Goes after the others of its priority. */
    void addLast(TaskRef<?> task) {
        added(task).addLast(task);
    }

    private ArrayDeque<TaskRef<?>> added(TaskRef<?> task) {
        int level = level(task.options().priority());
        if (levels[level] == null) {
            levels[level] = new ArrayDeque<>();
        }
        occupied |= 1 << level;
        if (level != NORMAL_LEVEL) {
            counts.incrementAndGet(level);
        }
        return levels[level];
    }

    /** The one that goes next; there is one. */
    TaskRef<?> first() {
        return levels[Integer.numberOfTrailingZeros(occupied)].getFirst();
    }

    /** Takes the one that goes next; there is one. */
    void removeFirst() {
        int level = Integer.numberOfTrailingZeros(occupied);
        levels[level].removeFirst();
        removed(level, 1);
    }

    /** Takes all, in the order in which they would have gone. */
    List<TaskRef<?>> removeAll() {
        List<TaskRef<?>> all = new ArrayList<>();
        while (occupied != 0) {
            int level = Integer.numberOfTrailingZeros(occupied);
            all.addAll(levels[level]);
            int count = levels[level].size();
            levels[level].clear();
            removed(level, count);
        }
        return all;
    }

    private void removed(int level, int count) {
        if (levels[level].isEmpty()) {
            occupied &= ~(1 << level);
        }
        if (level != NORMAL_LEVEL) {
            counts.addAndGet(level, -count);
        }
    }

    /** Any thread: how many wait of a level that is not the normal one; 0 for that. */
    int count(int level) {
        return counts.get(level);
    }

    static int priority(int level) {
        return TaskOptions.MAX_PRIORITY - level;
    }

    private static int level(int priority) {
        return TaskOptions.MAX_PRIORITY - priority;
    }
}
