package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.FenceWorker;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.RejectWorker;
import io.remex.scheduler.SchedulerCommand.ResizeLane;
import io.remex.scheduler.SchedulerCommand.ToWorker;
import io.remex.scheduler.SchedulerCommand.WorkerDrained;
import io.remex.scheduler.SchedulerEvent.LaneClosed;
import io.remex.scheduler.SchedulerEvent.LaneFailed;
import io.remex.scheduler.SchedulerEvent.LaneOpened;
import io.remex.scheduler.SchedulerEvent.LaneResized;
import io.remex.scheduler.SchedulerEvent.SlotsBlocked;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import io.remex.scheduler.SchedulerEvent.WorkerHeartbeat;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A worker as the scheduler sees one: it keeps its word, but not always at once, and it can die. */
final class SimulatedWorker {
    /** One lane; {@code threads} is the truth about its slots. */
    static final class Lane {
        final OpenLane order;
        int threads;
        int wanted;
        int blocked;
        boolean closing;

        Lane(OpenLane order) {
            this.order = order;
            this.threads = order.slots();
            this.wanted = order.slots();
        }
    }

    private final Simulation simulation;
    final WorkerRegistration template;
    final Map<LeaseId, Lane> lanes = new TreeMap<>();
    long incarnation;
    boolean alive;
    /** Fenced or cut off, but its lanes still exist for a while. */
    boolean zombie;
    /** Grows when the scheduler or the worker restarts: what was under way to the old one is lost. */
    int epoch;

    int attachedEpoch;

    SimulatedWorker(Simulation simulation, WorkerRegistration template) {
        this.simulation = simulation;
        this.template = template;
    }

    String name() {
        return template.worker().name();
    }

    void start() {
        lanes.clear();
        incarnation++;
        alive = true;
        zombie = false;
        epoch++;
        register();
        int started = epoch;
        simulation.network.at(0, () -> heartbeat(started));
    }

    /** The scheduler is a new one: say what is there. */
    void registerAgain() {
        if (alive) {
            epoch++;
            register();
            int started = epoch;
            simulation.network.at(0, () -> heartbeat(started));
        }
    }

    /** Dies with everything; the scheduler sees it from the stream, or only from the silence. */
    void die(boolean visibly) {
        if (alive) {
            alive = false;
            lanes.clear();
            long dead = incarnation;
            epoch++;
            if (visibly) {
                simulation.toCore("from-" + name(), new WorkerDisconnected(template.worker(), dead, "died"));
            }
            simulation.later(1_000, 8_000, () -> {
                if (!alive && !zombie) {
                    start();
                }
            });
        }
    }

    void on(ToWorker command, int sentInEpoch) {
        if (!alive || sentInEpoch != epoch || command.incarnation() != incarnation) {
            return;
        }
        if (command instanceof OpenLane open) {
            open(open);
        } else if (command instanceof ResizeLane resize) {
            Lane lane = lanes.get(resize.lease());
            if (lane != null && !lane.closing) {
                lane.wanted = resize.slots();
                resizeStep(lane);
            }
        } else if (command instanceof CloseLane close) {
            close(close);
        } else if (command instanceof FenceWorker || command instanceof RejectWorker) {
            becomeZombie();
        } else if (command instanceof WorkerDrained) {
            simulation.check(lanes.isEmpty(), () -> name() + " is told it has drained and has lanes " + lanes.keySet());
            die(true);
        }
    }

    /** Some slots of some lane begin or end to wait. */
    void changeBlocked() {
        List<Lane> open = lanes.values().stream().filter(lane -> !lane.closing).toList();
        if (alive && !open.isEmpty()) {
            Lane lane = open.get(simulation.random.nextInt(open.size()));
            lane.blocked = simulation.random.nextInt(lane.threads + 1);
            say(new SlotsBlocked(template.worker(), incarnation, lane.order.lease(), lane.blocked));
        }
    }

    void unblockAll() {
        for (Lane lane : lanes.values()) {
            if (lane.blocked > 0) {
                lane.blocked = 0;
                say(new SlotsBlocked(template.worker(), incarnation, lane.order.lease(), 0));
            }
        }
    }

    void breakLane() {
        lanes.values().stream().filter(lane -> !lane.closing).findFirst().ifPresent(lane -> {
            lanes.remove(lane.order.lease());
            say(new LaneFailed(template.worker(), incarnation, lane.order.lease(), "broke"));
        });
    }

    private void register() {
        List<HeldLease> held = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            OpenLane order = lane.order;
            held.add(new HeldLease(
                    order.lease(),
                    order.caller(),
                    order.need(),
                    lane.threads,
                    lane.blocked,
                    order.gpus(),
                    order.taskStreamId(),
                    order.resultStreamId()));
        }
        say(new WorkerRegistered(
                new WorkerRegistration(
                        template.node(),
                        template.worker(),
                        incarnation,
                        template.capacity(),
                        template.labels(),
                        template.pid(),
                        template.description(),
                        template.controlStreamId(),
                        template.catalog(),
                        template.functions()),
                held));
    }

    private void heartbeat(int inEpoch) {
        if (alive && epoch == inEpoch) {
            say(new WorkerHeartbeat(template.worker(), incarnation));
            simulation.network.at(1_000_000_000L, () -> heartbeat(inEpoch));
        }
    }

    private void open(OpenLane open) {
        int fate = simulation.chaos ? simulation.random.nextInt(200) : 100;
        if (fate == 0) {
            return; // never answers: the scheduler has to notice
        }
        if (fate < 4) {
            soon(0, 20, () -> say(new LaneFailed(template.worker(), incarnation, open.lease(), "no memory")));
            return;
        }
        simulation.check(
                lanes.values().stream().noneMatch(lane -> sharesStream(lane.order, open)),
                () -> "stream id used twice on " + name() + ": " + open);
        lanes.put(open.lease(), new Lane(open));
        soon(0, 20, () -> {
            if (lanes.containsKey(open.lease())) {
                say(new LaneOpened(template.worker(), incarnation, open.lease()));
            }
        });
    }

    static boolean sharesStream(OpenLane one, OpenLane other) {
        return one.taskStreamId() == other.taskStreamId()
                || one.resultStreamId() == other.resultStreamId()
                || one.taskStreamId() == other.resultStreamId()
                || one.resultStreamId() == other.taskStreamId();
    }

    private void resizeStep(Lane lane) {
        if (lane.closing || !lanes.containsKey(lane.order.lease())) {
            return;
        }
        boolean shrinks = lane.threads > lane.wanted;
        soon(0, shrinks ? 400 : 20, () -> {
            if (!lane.closing && lanes.get(lane.order.lease()) == lane) {
                lane.threads += Integer.compare(lane.wanted, lane.threads);
                if (lane.blocked > lane.threads) {
                    lane.blocked = lane.threads;
                    say(new SlotsBlocked(template.worker(), incarnation, lane.order.lease(), lane.blocked));
                }
                say(new LaneResized(template.worker(), incarnation, lane.order.lease(), lane.threads));
                if (lane.threads != lane.wanted) {
                    resizeStep(lane);
                }
            }
        });
    }

    private void close(CloseLane close) {
        Lane lane = lanes.get(close.lease());
        if (lane == null) {
            return;
        }
        lane.closing = true;
        if (simulation.chaos && simulation.random.nextInt(300) == 0) {
            return; // never answers
        }
        soon(25, 300, () -> {
            if (lanes.remove(close.lease(), lane)) {
                say(new LaneClosed(template.worker(), incarnation, close.lease()));
            }
        });
    }

    private void becomeZombie() {
        alive = false;
        zombie = true;
        epoch++;
        simulation.later(100, 3_000, () -> {
            zombie = false;
            start();
        });
    }

    /** Something this incarnation does a little later, whatever happens to the scheduler meanwhile. */
    private void soon(int fromMs, int toMs, Runnable action) {
        long mine = incarnation;
        simulation.later(fromMs, toMs, () -> {
            if (alive && incarnation == mine) {
                action.run();
            }
        });
    }

    /** Something sent in this epoch arrives: from now on the scheduler answers to this epoch, if it is still the one. */
    private boolean attach(int sentInEpoch) {
        if (epoch == sentInEpoch) {
            attachedEpoch = sentInEpoch;
        }
        return epoch == sentInEpoch;
    }

    private void say(SchedulerEvent event) {
        int mine = epoch;
        simulation.toCore("from-" + name(), event, () -> attach(mine));
    }
}
