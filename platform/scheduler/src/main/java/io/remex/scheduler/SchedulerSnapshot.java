package io.remex.scheduler;

import java.util.List;
import java.util.OptionalLong;

/**
 * Everything a core knows between two events. Two cores with equal snapshots answer the same events with the same
 * commands.
 *
 * @param config its configuration
 * @param startedAtNs the time of its first event
 * @param nextLeaseId the next lease id
 * @param firstOwnLeaseId the first lease id it gave out
 * @param nextStreamId where it looks for the next stream id
 * @param quarantinedStreamIds stream ids of leases that ended not long ago
 * @param nextWorkerOrder the place of the next worker that registers
 * @param workers the workers, in the order of their registrations
 * @param pastIncarnations the last incarnations of workers that are gone, oldest first
 * @param nextCallerOrder the place of the next caller that opens a session
 * @param callers the callers, in the order of their sessions
 * @param demands their demand, in the order in which it was first stated
 * @param claims leases claimed by callers and not confirmed by workers
 * @param leases the leases by id
 * @param groups the placement groups, in the order in which they were asked for
 * @param groupsDue whether a place may be there for what has none
 * @param poolsToRevisit pools in which something is due for which the time has not come
 * @param contendedPools large pools in which somebody has to give way; these are shared out at ticks only
 * @param counters the counters
 */
public record SchedulerSnapshot(
        SchedulerConfig config,
        OptionalLong startedAtNs,
        long nextLeaseId,
        long firstOwnLeaseId,
        int nextStreamId,
        List<QuarantinedStreamId> quarantinedStreamIds,
        long nextWorkerOrder,
        List<WorkerEntry> workers,
        List<PastIncarnation> pastIncarnations,
        long nextCallerOrder,
        List<CallerEntry> callers,
        List<Demand> demands,
        List<PendingClaim> claims,
        List<Lease> leases,
        List<PlacementGroup> groups,
        boolean groupsDue,
        List<PoolId> poolsToRevisit,
        List<PoolId> contendedPools,
        SchedulerCounters counters) {
    /** Copies the lists. */
    public SchedulerSnapshot {
        quarantinedStreamIds = List.copyOf(quarantinedStreamIds);
        workers = List.copyOf(workers);
        pastIncarnations = List.copyOf(pastIncarnations);
        callers = List.copyOf(callers);
        demands = List.copyOf(demands);
        claims = List.copyOf(claims);
        leases = List.copyOf(leases);
        groups = List.copyOf(groups);
        poolsToRevisit = List.copyOf(poolsToRevisit);
        contendedPools = List.copyOf(contendedPools);
    }

    /**
     * A stream id that is kept back.
     *
     * @param streamId the id
     * @param sinceNs since when
     */
    public record QuarantinedStreamId(int streamId, long sinceNs) {}

    /**
     * The last incarnation of a worker that is gone.
     *
     * @param worker its name
     * @param incarnation its last incarnation
     */
    public record PastIncarnation(WorkerId worker, long incarnation) {}
}
