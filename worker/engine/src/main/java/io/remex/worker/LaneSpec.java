package io.remex.worker;

import io.remex.transport.PeerNode;
import java.util.List;

/**
 * What the scheduler said of a lane when it asked for it.
 *
 * @param lease the lease it belongs to
 * @param caller whose tasks come on it
 * @param slots how many tasks may run at once
 * @param taskStreamId stream from caller to worker
 * @param resultStreamId stream from worker to caller
 * @param gpuIds the GPUs that its tasks use
 * @param callerNode where the caller is
 */
record LaneSpec(
        long lease,
        long caller,
        int slots,
        int taskStreamId,
        int resultStreamId,
        List<String> gpuIds,
        PeerNode callerNode) {}
