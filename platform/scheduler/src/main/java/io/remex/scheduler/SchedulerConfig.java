package io.remex.scheduler;

import java.util.Objects;

/**
 * The core's limits and time-outs. Times are in nanoseconds and looked at only when a {@link SchedulerEvent.Tick}
 * arrives.
 *
 * @param workers how long workers may take
 * @param sharing how capacity is shared
 * @param warnings when unmet demand is reported
 * @param adoption what happens after a restart of the scheduler
 * @param streamIds the stream ids lanes may use
 */
public record SchedulerConfig(
        WorkerTimeouts workers, Sharing sharing, Warnings warnings, Adoption adoption, StreamIdRange streamIds) {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MILLISECOND_NS;

    public SchedulerConfig {
        Objects.requireNonNull(workers, "workers");
        Objects.requireNonNull(sharing, "sharing");
        Objects.requireNonNull(warnings, "warnings");
        Objects.requireNonNull(adoption, "adoption");
        Objects.requireNonNull(streamIds, "streamIds");
    }

    /**
     * The defaults.
     *
     * @return a configuration for a fresh start
     */
    public static SchedulerConfig defaults() {
        return new SchedulerConfig(
                new WorkerTimeouts(3 * SECOND_NS, 10 * SECOND_NS, 60 * SECOND_NS, SECOND_NS),
                new Sharing(250 * MILLISECOND_NS, 1024, 2 * SECOND_NS),
                new Warnings(5 * SECOND_NS, 30 * SECOND_NS),
                new Adoption(1, 0, 10 * SECOND_NS, 10_000),
                new StreamIdRange(10_000, 2_000_000_000, 10_000, 60 * SECOND_NS));
    }

    /**
     * A copy with other times for workers.
     *
     * @param other the times
     * @return the copy
     */
    public SchedulerConfig with(WorkerTimeouts other) {
        return new SchedulerConfig(other, sharing, warnings, adoption, streamIds);
    }

    /**
     * A copy with another way of sharing.
     *
     * @param other the sharing
     * @return the copy
     */
    public SchedulerConfig with(Sharing other) {
        return new SchedulerConfig(workers, other, warnings, adoption, streamIds);
    }

    /**
     * A copy with other times of warnings.
     *
     * @param other the times
     * @return the copy
     */
    public SchedulerConfig with(Warnings other) {
        return new SchedulerConfig(workers, sharing, other, adoption, streamIds);
    }

    /**
     * A copy with another way to start.
     *
     * @param other the adoption
     * @return the copy
     */
    public SchedulerConfig with(Adoption other) {
        return new SchedulerConfig(workers, sharing, warnings, other, streamIds);
    }

    /**
     * A copy with other stream ids.
     *
     * @param other the range
     * @return the copy
     */
    public SchedulerConfig with(StreamIdRange other) {
        return new SchedulerConfig(workers, sharing, warnings, adoption, other);
    }

    /**
     * How long workers may take.
     *
     * @param heartbeatTimeoutNs a worker silent for longer is fenced
     * @param laneOpenTimeoutNs a worker that takes longer to open or to enlarge a lane is fenced
     * @param laneCloseTimeoutNs a worker that takes longer to close a lane is fenced; it has to be longer than the
     *     longest task that ignores its cancellation
     * @param laneRetryDelayNs a worker that failed to open a lane gets no new one for this long
     */
    public record WorkerTimeouts(
            long heartbeatTimeoutNs, long laneOpenTimeoutNs, long laneCloseTimeoutNs, long laneRetryDelayNs) {
        /** @throws IllegalArgumentException if a time-out is below 1 ns or the delay negative */
        public WorkerTimeouts {
            requireAtLeast("heartbeatTimeoutNs", heartbeatTimeoutNs, 1);
            requireAtLeast("laneOpenTimeoutNs", laneOpenTimeoutNs, 1);
            requireAtLeast("laneCloseTimeoutNs", laneCloseTimeoutNs, 1);
            requireAtLeast("laneRetryDelayNs", laneRetryDelayNs, 0);
        }
    }

    /**
     * How capacity is shared.
     *
     * @param reduceGraceNs a lease is not reduced sooner than this after its last change of size (its grant included)
     * @param maxSlotsPerWorker most slots of all leases on one worker, blocked ones included: each is a thread; at most
     *     {@value #SLOTS_LIMIT}
     * @param turnNs a caller that has waited for so long without any slot has a turn next, and keeps the slot that it then
     *     gets for as long, see {@link Ageing}
     */
    public record Sharing(long reduceGraceNs, int maxSlotsPerWorker, long turnNs) {
        /** The largest value {@code maxSlotsPerWorker} can have. */
        public static final int SLOTS_LIMIT = 4096;

        /** @throws IllegalArgumentException if a time is negative, or the number of slots not from 1 to the limit */
        public Sharing {
            requireAtLeast("reduceGraceNs", reduceGraceNs, 0);
            requireAtLeast("turnNs", turnNs, 0);
            requireAtLeast("maxSlotsPerWorker", maxSlotsPerWorker, 1);
            if (maxSlotsPerWorker > SLOTS_LIMIT) {
                throw new IllegalArgumentException(
                        "maxSlotsPerWorker must be at most " + SLOTS_LIMIT + ": " + maxSlotsPerWorker);
            }
        }
    }

    /**
     * When unmet demand is reported.
     *
     * @param firstAfterNs after this time without any worker that could serve the demand
     * @param periodNs and again after this time
     */
    public record Warnings(long firstAfterNs, long periodNs) {
        /** @throws IllegalArgumentException if a time is negative */
        public Warnings {
            requireAtLeast("firstAfterNs", firstAfterNs, 0);
            requireAtLeast("periodNs", periodNs, 0);
        }
    }

    /**
     * What happens after a restart of the scheduler, and what is remembered against ghosts.
     *
     * @param firstLeaseId the first lease id; a host that may follow an earlier scheduler passes one above all of its
     * @param windowNs nothing is granted for this long after the first event, so that workers and callers of an earlier
     *     scheduler can report what they hold; zero for a fresh start
     * @param timeoutNs how long a lease known to one side only waits for the other side
     * @param maxRememberedWorkers of how many workers that are gone the last incarnation is remembered
     */
    public record Adoption(long firstLeaseId, long windowNs, long timeoutNs, int maxRememberedWorkers) {
        /** @throws IllegalArgumentException if a value is negative or nothing may be remembered */
        public Adoption {
            requireAtLeast("firstLeaseId", firstLeaseId, 0);
            requireAtLeast("windowNs", windowNs, 0);
            requireAtLeast("timeoutNs", timeoutNs, 0);
            requireAtLeast("maxRememberedWorkers", maxRememberedWorkers, 1);
        }
    }

    /**
     * The stream ids lanes may use; each lane takes two. They are used in a circle. Streams that are not lanes (control
     * streams) must be outside of the range.
     *
     * @param min the lowest
     * @param max the highest
     * @param first where to begin; a host that may follow an earlier scheduler begins somewhere else each time
     * @param quarantineNs ids of an ended lease are not used again for this long: one side may not know of its end
     */
    public record StreamIdRange(int min, int max, int first, long quarantineNs) {
        /** @throws IllegalArgumentException if the range has no room for two or {@code first} is outside of it */
        public StreamIdRange {
            requireAtLeast("max", max, min + 1L);
            requireAtLeast("first", first, min);
            requireAtLeast("max", max, first);
            requireAtLeast("quarantineNs", quarantineNs, 0);
        }
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }
}
