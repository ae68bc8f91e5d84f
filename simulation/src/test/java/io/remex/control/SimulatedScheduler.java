package io.remex.control;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.scheduler.ClusterView;
import io.remex.testkit.simulation.SimulatedProcess;
import java.util.concurrent.TimeUnit;

/**
 * The production {@code ControlConductor} and {@code SchedulerCore} in a simulated process. Stands in for {@code SchedulerService}'s
 * thread and queue: each message and each tick is an event.
 */
public final class SimulatedScheduler implements SchedulerConnection {
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final StreamOptions REMOTE = new StreamOptions(true, () -> {});

    private final SimulatedProcess process;
    private final ControlConductor conductor;
    private final ControlCounters counters = new ControlCounters();
    private final Inbox inbox = new Inbox();
    private boolean hasSpoken;

    /** @param epochMs when it starts, for its lease and stream ids */
    public SimulatedScheduler(SimulatedProcess process, RemexConfig config, long epochMs) {
        this.process = process;
        this.conductor = new ControlConductor(
                CoreSettings.of(config, epochMs),
                ControlTimeouts.of(config.duration(ConfigKey.HEARTBEAT_TIMEOUT).toNanos()),
                counters);
        tickLater();
    }

    private void tickLater() {
        process.after(TICK_NS, "scheduler tick", () -> {
            conductor.onTick(nowNs());
            tickLater();
        });
    }

    private long nowNs() {
        return process.loop().nowNs();
    }

    /** What it knows. */
    public ClusterView view() {
        return conductor.view();
    }

    /** Mistakes that it found in itself. */
    public long internalErrors() {
        return counters.value(ControlCounter.INTERNAL_ERRORS);
    }

    /** Messages that no correct peer sends. */
    public long protocolViolations() {
        return counters.value(ControlCounter.PROTOCOL_VIOLATIONS);
    }

    /** Whether it has told anybody anything since the last call: then its leases may have changed. */
    public boolean hasSpoken() {
        boolean spoke = hasSpoken;
        hasSpoken = false;
        return spoke;
    }

    @Override
    public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
        return opened(new WorkerStream(inbox, listening(listener), REMOTE, nowNs()));
    }

    @Override
    public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
        return opened(new CallerStream(inbox, listening(listener), REMOTE, nowNs()));
    }

    private <S extends ServiceStream<?, ?>> S opened(S stream) {
        conductor.onOpened(stream, nowNs());
        return stream;
    }

    private <C> ControlStreamListener<C> listening(ControlStreamListener<C> listener) {
        return new ControlStreamListener<>() {
            @Override
            public void onCommand(C command) {
                hasSpoken = true;
                listener.onCommand(command);
            }

            @Override
            public void onLost(String reason) {
                listener.onLost(reason);
            }
        };
    }

    @Override
    public String address() {
        return "simulated:1";
    }

    @Override
    public void close() {
        conductor.onClose();
    }

    private final class Inbox implements ServiceQueue {
        @Override
        public <M> boolean message(ServiceStream<M, ?> stream, M message) {
            conductor.onMessage(stream, message, nowNs());
            return true;
        }

        @Override
        public void lost(ServiceStream<?, ?> stream, String reason) {
            conductor.onLost(stream, reason, nowNs());
        }

        @Override
        public void overflow(ServiceStream<?, ?> stream, String reason) {
            conductor.onOverflow(stream, reason, nowNs());
        }
    }
}
