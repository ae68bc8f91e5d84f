package io.remex.client;

import io.remex.transport.PeerNode;

/** What the scheduler said of a lease when it granted it. */
record GrantedLease(
        long lease,
        String worker,
        int slots,
        PeerNode workerNode,
        int taskStreamId,
        int resultStreamId,
        int controlStreamId) {}
