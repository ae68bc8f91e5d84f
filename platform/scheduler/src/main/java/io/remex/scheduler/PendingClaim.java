package io.remex.scheduler;

/**
 * A lease that a caller says it holds and that no worker has confirmed yet.
 *
 * @param caller who says so
 * @param claim what it says
 * @param sinceNs when it said so
 */
public record PendingClaim(CallerId caller, ClaimedLease claim, long sinceNs) {}
