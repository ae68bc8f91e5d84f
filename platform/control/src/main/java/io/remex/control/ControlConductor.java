package io.remex.control;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.Function;
import io.remex.scheduler.CallerId;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.ClusterView;
import io.remex.scheduler.SchedulerCommand;
import io.remex.scheduler.SchedulerConfig;
import io.remex.scheduler.SchedulerCore;
import io.remex.scheduler.SchedulerEvent;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import io.remex.scheduler.WorkerId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Leads the conversations: keeps which stream is the current one of which worker and caller, feeds the core, and delivers what
 * it answers. Belongs to one thread, which passes the time in.
 *
 * <p>A stream that fails, whatever the reason, ends here and nowhere else: it leaves the tables first, so nothing is sent to it
 * any more, and then the core hears of it, if it was the current one.
 */
final class ControlConductor implements FunctionTexts {
    private static final System.Logger LOGGER = System.getLogger(ControlConductor.class.getName());

    private final SchedulerCore core;
    private final ControlTimeouts timeouts;
    private final ControlCounters counters;
    private final WorkerCommandWriter workerWriter;
    private final CallerCommandWriter callerWriter;
    private final Set<ServiceStream<?, ?>> streams = new LinkedHashSet<>();
    private final Map<Incarnation, WorkerStream> workers = new HashMap<>();
    private final Map<CallerId, CallerStream> callers = new HashMap<>();
    private final Queue<SchedulerEvent> events = new ArrayDeque<>();
    private WorkerStream registering;
    private boolean processing;
    private long nowNs;

    ControlConductor(SchedulerConfig config, ControlTimeouts timeouts, ControlCounters counters) {
        this.core = new SchedulerCore(config);
        this.timeouts = timeouts;
        this.counters = counters;
        this.workerWriter = new WorkerCommandWriter(timeouts.heartbeatIntervalMs());
        this.callerWriter = new CallerCommandWriter(timeouts.heartbeatIntervalMs(), this);
    }

    void onOpened(ServiceStream<?, ?> stream, long now) {
        nowNs = now;
        if (stream.isEnded()) {
            return;
        }
        if (streams.size() >= ControlLimits.MAX_STREAMS) {
            counters.count(ControlCounter.STREAM_LIMIT_HITS);
            end(stream, "the scheduler has " + ControlLimits.MAX_STREAMS + " streams already");
            return;
        }
        counters.count(ControlCounter.STREAMS_OPENED);
        streams.add(stream);
    }

    <M> void onMessage(ServiceStream<M, ?> stream, M message, long now) {
        nowNs = now;
        stream.handled(now);
        if (!streams.contains(stream)) {
            return;
        }
        counters.count(ControlCounter.MESSAGES);
        try {
            stream.handle(this, message, now);
        } catch (ProtocolViolationException e) {
            counters.count(ControlCounter.PROTOCOL_VIOLATIONS);
            LOGGER.log(System.Logger.Level.WARNING, "stream of {0} ended: {1}", stream.peer(), e.getMessage());
            refuse(stream, e.getMessage());
        }
    }

    /** The peer ended its stream, or the stream broke. */
    void onLost(ServiceStream<?, ?> stream, String reason, long now) {
        nowNs = now;
        if (streams.contains(stream)) {
            counters.count(ControlCounter.STREAMS_LOST);
            forget(stream, reason);
        }
    }

    void onOverflow(ServiceStream<?, ?> stream, String reason, long now) {
        nowNs = now;
        counters.count(ControlCounter.INBOUND_OVERFLOWS);
        if (streams.contains(stream)) {
            refuse(stream, reason);
        } else {
            // it came to that before the stream's opening was handled
            end(stream, reason);
        }
    }

    void onTick(long now) {
        nowNs = now;
        process(new SchedulerEvent.Tick());
        for (ServiceStream<?, ?> stream : List.copyOf(streams)) {
            long patienceNs = patienceNs(stream);
            if (stream.silentNs(now) > patienceNs) {
                counters.count(ControlCounter.SILENT_STREAMS);
                refuse(stream, "nothing was heard for " + patienceNs / 1_000_000 + " ms");
            }
        }
    }

    private long patienceNs(ServiceStream<?, ?> stream) {
        if (!isCurrent(stream)) {
            return timeouts.firstMessageNs();
        }
        return stream instanceof CallerStream && stream.isRemote() ? timeouts.callerSilenceNs() : Long.MAX_VALUE;
    }

    /** Every stream ends without a word. */
    void onClose() {
        streams.forEach(ServiceStream::abandon);
        streams.clear();
        workers.clear();
        callers.clear();
    }

    ClusterView view() {
        return core.clusterView();
    }

    void drain(WorkerId worker, long now) {
        nowNs = now;
        process(new SchedulerEvent.DrainWorker(worker));
    }

    /** Tasks of all callers that wait for a worker that offers their function. */
    long unservedTasks() {
        return callers.values().stream().mapToLong(CallerStream::unservedTasks).sum();
    }

    // ---- what streams ask for
    // ------------------------------------------------------------------------------------------------

    void register(WorkerStream stream, WorkerRegistered registered) {
        registering = stream;
        workers.putIfAbsent(stream.incarnation(), stream);
        process(registered);
        registering = null;
    }

    void open(CallerStream stream, CallerOpened opened) {
        CallerStream older = callers.put(opened.caller(), stream);
        if (older != null) {
            streams.remove(older);
            deliver(older, CallerCommandWriter.rejected("another stream of caller " + opened.caller() + " was opened"));
            end(older, "another stream of the same caller was opened");
        }
        deliver(stream, callerWriter.opened());
        process(opened);
    }

    void describe(CallerStream stream, long request) {
        deliver(
                stream,
                CallerCommand.newBuilder()
                        .setCluster(ClusterWriter.write(request, core.clusterView(), this))
                        .build());
    }

    boolean isCurrent(ServiceStream<?, ?> stream) {
        if (stream instanceof WorkerStream worker) {
            return worker.registration().isPresent() && workers.get(worker.incarnation()) == worker;
        }
        return stream instanceof CallerStream caller
                && caller.caller()
                        .map(callers::get)
                        .filter(current -> current == caller)
                        .isPresent();
    }

    /** Tells the core, and delivers what follows from it. */
    void process(SchedulerEvent event) {
        events.add(event);
        if (processing) {
            // a delivery failed: its consequence waits until the commands at hand are delivered
            return;
        }
        processing = true;
        try {
            for (SchedulerEvent next = events.poll(); next != null; next = events.poll()) {
                core.onEvent(next, nowNs).forEach(this::deliver);
            }
        } finally {
            processing = false;
            events.clear();
        }
    }

    @Override
    public Optional<List<Function>> functions(CatalogId catalog) {
        return workers.values().stream()
                .filter(stream -> stream.registration()
                        .filter(registration -> registration.catalog().equals(catalog))
                        .isPresent())
                .findFirst()
                .map(WorkerStream::functions);
    }

    // ---- deliveries and endings
    // ----------------------------------------------------------------------------------------------

    private void deliver(SchedulerCommand command) {
        if (command instanceof SchedulerCommand.RejectWorker reject) {
            reject(reject);
        } else if (command instanceof SchedulerCommand.FenceWorker fence) {
            fence(fence);
        } else if (command instanceof SchedulerCommand.ToWorker toWorker) {
            WorkerStream stream = workers.get(new Incarnation(toWorker.worker(), toWorker.incarnation()));
            deliverOrCount(stream, workerWriter.write(toWorker));
        } else if (command instanceof SchedulerCommand.ToCaller toCaller) {
            deliverOrCount(callers.get(toCaller.caller()), callerWriter.write(toCaller));
        }
    }

    private void reject(SchedulerCommand.RejectWorker reject) {
        WorkerStream stream = registering;
        streams.remove(stream);
        workers.remove(stream.incarnation(), stream);
        deliver(stream, workerWriter.write(reject));
        end(stream, reject.reason());
    }

    private void fence(SchedulerCommand.FenceWorker fence) {
        WorkerStream stream = workers.remove(new Incarnation(fence.worker(), fence.incarnation()));
        if (stream != null) {
            streams.remove(stream);
            deliver(stream, workerWriter.write(fence));
            end(stream, fence.reason());
        }
    }

    private <C> void deliverOrCount(ServiceStream<?, C> stream, C command) {
        if (stream == null) {
            counters.count(ControlCounter.UNDELIVERED_COMMANDS);
        } else {
            deliver(stream, command);
        }
    }

    private <C> void deliver(ServiceStream<?, C> stream, C command) {
        counters.count(ControlCounter.COMMANDS);
        try {
            stream.deliver(command);
        } catch (RuntimeException e) {
            failed(stream, e);
            end(stream, "its listener failed: " + e);
            forget(stream, "its listener failed: " + e);
        }
    }

    private void end(ServiceStream<?, ?> stream, String reason) {
        try {
            stream.end(reason);
        } catch (RuntimeException e) {
            failed(stream, e);
        }
    }

    private void failed(ServiceStream<?, ?> stream, RuntimeException failure) {
        counters.count(ControlCounter.INTERNAL_ERRORS);
        LOGGER.log(System.Logger.Level.ERROR, "the listener of " + stream.peer() + " failed", failure);
    }

    private <C> void refuse(ServiceStream<?, C> stream, String reason) {
        deliver(stream, stream.refusal(isCurrent(stream), reason));
        end(stream, reason);
        forget(stream, reason);
    }

    private void forget(ServiceStream<?, ?> stream, String reason) {
        boolean current = isCurrent(stream);
        streams.remove(stream);
        if (!current) {
            return;
        }
        if (stream instanceof WorkerStream worker) {
            Incarnation incarnation = worker.incarnation();
            workers.remove(incarnation);
            process(new WorkerDisconnected(incarnation.worker(), incarnation.number(), reason));
        } else if (stream instanceof CallerStream caller) {
            CallerId id = caller.caller().orElseThrow();
            callers.remove(id);
            process(new CallerDisconnected(id, reason));
        }
    }
}
