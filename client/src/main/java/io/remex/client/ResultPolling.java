package io.remex.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All lanes of a runtime as those who poll see them. Data plane: {@link #pollOnce} is called by every thread that waits, {@link #poll}
 * by the result agent; the arrays are replaced as a whole by the control thread.
 */
final class ResultPolling {
    private static final VarHandle USER_POLLS;

    static {
        try {
            USER_POLLS = MethodHandles.lookup().findVarHandle(ResultPolling.class, "userPolls", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ResultAgent agent;
    private volatile LeasePool[] pools = {};
    private volatile CallerLane[] lanes = {};
    /** Grows while threads of the user poll; a hint for the agent, so a lost update does no harm. */
    private long userPolls;

    ResultPolling(ResultAgent agent) {
        this.agent = agent;
    }

    /** A thread of the user: takes what results there are on any lane; returns how many. The agent stands back for it. */
    int pollOnce() {
        USER_POLLS.setOpaque(this, (long) USER_POLLS.getOpaque(this) + 1);
        return poll();
    }

    /** Changes while threads of the user poll. */
    long userPolls() {
        return (long) USER_POLLS.getOpaque(this);
    }

    /** The agent: as {@link #pollOnce}. */
    int poll() {
        int polled = 0;
        for (CallerLane lane : lanes) {
            if (lane.inFlightCount() > 0 || lane.isPinned()) {
                int count = lane.poll();
                if (count > 0) {
                    polled += count;
                }
            }
        }
        if (polled > 0) {
            // the counts of what is done must be seen before anybody's "it waits" is looked at: see LeasePool
            VarHandle.fullFence();
            for (LeasePool pool : pools) {
                pool.onRoom();
            }
        }
        return polled;
    }

    /** Whether something is in flight or waits for room. */
    boolean isAwaitingResults() {
        for (CallerLane lane : lanes) {
            if (lane.inFlightCount() > 0 || lane.isPinned()) {
                return true;
            }
        }
        for (LeasePool pool : pools) {
            if (pool.waitingCount() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Tasks of a lane began or ended a wait here; if it is a lane of this runtime, others may be sent in their place. */
    void onSlotsWaiting(long lease, int change) {
        for (CallerLane lane : lanes) {
            if (lane.lease() == lease) {
                lane.onWaiting(change);
                lane.pool().onRoom();
            }
        }
    }

    /** Control thread. */
    void onPoolAdded(LeasePool pool) {
        LeasePool[] more = Arrays.copyOf(pools, pools.length + 1);
        more[pools.length] = pool;
        pools = more;
    }

    /** Control thread: nothing of this pool is left. */
    void onPoolRemoved(LeasePool pool) {
        pools = Arrays.stream(pools).filter(other -> other != pool).toArray(LeasePool[]::new);
    }

    /** Control thread: lanes came or went. */
    void onLanesChanged() {
        List<CallerLane> all = new ArrayList<>();
        for (LeasePool pool : pools) {
            all.addAll(List.of(pool.lanes()));
        }
        lanes = all.toArray(new CallerLane[0]);
        agent.onWork();
    }

    /** A thread that polled does so no more, or there is something new to poll for. */
    void onUnattended() {
        agent.onWork();
    }
}
