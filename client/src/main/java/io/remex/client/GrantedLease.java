package io.remex.client;

/**
 * What the scheduler said of a lease when it granted it.
 *
 * @param isOfThisProcess whether the worker is in this process, so that the tasks that wait here wait there
 */
record GrantedLease(
        long lease,
        String worker,
        int slots,
        int taskStreamId,
        int resultStreamId,
        int controlStreamId,
        boolean isOfThisProcess) {}
