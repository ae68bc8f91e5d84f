package io.remex.client;

/** What the scheduler said of a lease when it granted it. */
record GrantedLease(long lease, String worker, int slots, int taskStreamId, int resultStreamId, int controlStreamId) {}
