package io.remex.client;

import io.remex.ErrorCode;
import io.remex.protocol.Failure;
import io.remex.protocol.control.ClaimedLease;
import io.remex.protocol.control.LeaseGranted;
import io.remex.transport.DataPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The lanes of a caller from the grant of their lease to its return: opening, ready, reduced, lost, given back. Owned by the
 * session; all of it on the control thread. Tasks are sent and results taken elsewhere, see {@link CallerLane}.
 */
final class CallerLanes {
    private static final long LANE_READY_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final System.Logger LOGGER = System.getLogger(CallerLanes.class.getName());

    private final CallerRuntime runtime;
    private final CallerSession session;
    private final DataPlane dataPlane;
    private final int slotWindow;
    private final Map<Long, CallerLane> lanes = new HashMap<>();
    private final Map<Long, Opening> openings = new LinkedHashMap<>();
    private final Map<Long, Incarnation> incarnations = new HashMap<>();
    private final WorkerLinks links;

    private record Opening(CallerLane lane, long deadlineNs) {}

    private record Incarnation(String worker, long number) {}

    CallerLanes(CallerRuntime runtime, CallerSession session, DataPlane dataPlane, int slotWindow) {
        this.runtime = runtime;
        this.session = session;
        this.dataPlane = dataPlane;
        this.slotWindow = slotWindow;
        this.links = new WorkerLinks(runtime, dataPlane);
    }

    /** The lane of a lease, or null. */
    CallerLane lane(long lease) {
        return lanes.get(lease);
    }

    /** What a new scheduler has to be told of. */
    List<ClaimedLease> claims() {
        List<ClaimedLease> claims = new ArrayList<>();
        lanes.keySet().forEach(lease -> {
            Incarnation incarnation = incarnations.get(lease);
            claims.add(ClaimedLease.newBuilder()
                    .setLease(lease)
                    .setWorker(incarnation.worker())
                    .setIncarnation(incarnation.number())
                    .build());
        });
        return claims;
    }

    /** Adds this end of a lane's streams; tasks go to it once both ends have met. */
    void onGranted(LeaseGranted granted, LeasePool pool) {
        String worker = granted.getWorker().getWorker();
        try {
            WorkerLink link = links.link(granted.getWorker().getControlStreamId());
            CallerLane lane = new CallerLane(
                    runtime,
                    pool,
                    dataPlane,
                    link,
                    new GrantedLease(
                            granted.getLease(),
                            worker,
                            granted.getSlots(),
                            granted.getTaskStreamId(),
                            granted.getResultStreamId(),
                            granted.getWorker().getControlStreamId()),
                    slotWindow);
            link.onLaneAdded();
            lanes.put(granted.getLease(), lane);
            incarnations.put(
                    granted.getLease(),
                    new Incarnation(worker, granted.getWorker().getIncarnation()));
            openings.put(granted.getLease(), new Opening(lane, runtime.nanoTime() + LANE_READY_TIMEOUT_NS));
            openReadyLanes();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "a lane to worker " + worker + " cannot be opened: " + e);
            session.returnLease(granted.getLease());
        }
    }

    private void openReadyLanes() {
        if (openings.isEmpty()) {
            return;
        }
        long nowNs = runtime.nanoTime();
        for (Opening opening : new ArrayList<>(openings.values())) {
            CallerLane lane = opening.lane();
            if (lane.isReady() && lane.link().attach()) {
                openings.remove(lane.lease());
                lane.onBusy(nowNs);
                lane.pool().addLane(lane);
                runtime.polling().onLanesChanged();
                lane.pool().openLane(lane);
            } else if (nowNs - opening.deadlineNs() > 0) {
                LOGGER.log(
                        System.Logger.Level.WARNING, "the lane to worker " + lane.worker() + " was not ready in time");
                forget(lane);
                lane.close();
                session.returnLease(lane.lease());
            }
        }
        if (!openings.isEmpty()) {
            session.schedule(this::openReadyLanes, LOOK_AGAIN_NS);
        }
    }

    private void forget(CallerLane lane) {
        if (lanes.remove(lane.lease()) != null) {
            lane.link().onLaneRemoved();
        }
        incarnations.remove(lane.lease());
        openings.remove(lane.lease());
    }

    /** The scheduler has enlarged a lease. */
    void onResized(long lease, int slots) {
        CallerLane lane = lanes.get(lease);
        if (lane != null) {
            lane.slots(slots);
            lane.pool().onRoom();
        }
    }

    /** The scheduler wants slots back; all of them if {@code slots} is 0. */
    void onReduce(long lease, int slots) {
        CallerLane lane = lanes.get(lease);
        if (lane == null) {
            session.returnLease(lease);
            return;
        }
        lane.slots(slots);
        if (slots == 0) {
            lane.revoke();
            lane.pool().stopSending(lane);
            returnIfQuiet(lane);
        }
    }

    /** The scheduler says that a worker is gone. */
    void onWorkerLost(long lease, String reason) {
        CallerLane lane = lanes.get(lease);
        if (lane != null) {
            lose(lane, "worker " + lane.worker() + " is lost: " + reason);
            links.onWorkerLost(lane.link());
        }
    }

    /** Looks for lanes whose other end is gone although the scheduler has not said so: it is away, or will be late. */
    void loseBroken() {
        for (CallerLane lane : new ArrayList<>(lanes.values())) {
            if (!openings.containsKey(lane.lease()) && !lane.isConnected()) {
                lose(lane, "worker " + lane.worker() + " closed the lane, or was killed");
                session.returnLease(lane.lease());
            }
        }
    }

    private void lose(CallerLane lane, String reason) {
        forget(lane);
        List<TaskRef<?>> tasks = lane.pool().removeLane(lane);
        runtime.polling().onLanesChanged();
        runtime.onPeerLost(lane.delivery(), reason);
        for (TaskRef<?> task : tasks) {
            lane.pool().retryOrFail(task, ErrorCode.WORKER_LOST, reason);
        }
    }

    /** The media driver is gone, and with it every lane. */
    void failAll(Failure failure) {
        for (CallerLane lane : new ArrayList<>(lanes.values())) {
            forget(lane);
            lane.pool().removeLane(lane).forEach(task -> task.completeFailure(failure));
            runtime.onPeerLost(lane.delivery(), failure.message());
        }
        runtime.polling().onLanesChanged();
    }

    /** Whether no lane is being opened, and nothing is under way on any. */
    boolean areQuiet() {
        return openings.isEmpty() && lanes.values().stream().allMatch(CallerLane::isQuiet);
    }

    /** Each tick: tells workers what is not needed any more, and lets go of those who keep nothing. */
    void tendLinks() {
        lanes.values().forEach(CallerLane::endLoans);
        links.tend();
    }

    /** The session ends; what was in flight has its failure already. */
    void close() {
        openings.values().forEach(opening -> opening.lane().close());
        links.close();
    }

    /** Gives back what a pool does not need: lanes told to stop that are quiet now. Returns whether all its lanes are quiet. */
    boolean returnStopped(LeasePool pool, long nowNs) {
        boolean idle = true;
        for (CallerLane lane : pool.lanes()) {
            if (!lane.isQuiet()) {
                lane.onBusy(nowNs);
                idle = false;
            } else if (!lane.isOpen()) {
                returnIfQuiet(lane);
            }
        }
        return idle;
    }

    /** Gives back the lanes of a pool that have been quiet for long enough. */
    void returnIdle(LeasePool pool, long nowNs, long idleNs) {
        for (CallerLane lane : pool.lanes()) {
            if (nowNs - lane.lastBusyNs() > idleNs) {
                pool.stopSending(lane);
                returnIfQuiet(lane);
            }
        }
    }

    private void returnIfQuiet(CallerLane lane) {
        if (!lane.isQuiet()) {
            return;
        }
        forget(lane);
        List<TaskRef<?>> late = lane.pool().removeLane(lane);
        runtime.polling().onLanesChanged();
        runtime.onPeerLost(lane.delivery(), "the lane to worker " + lane.worker() + " was given back");
        session.returnLease(lane.lease());
        // a task that slipped in before sending stopped was never lost to a failure: it does not count as an attempt
        late.forEach(runtime.submitter()::resubmit);
    }
}
