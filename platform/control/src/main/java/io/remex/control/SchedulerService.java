package io.remex.control;

import io.remex.RemexConfig;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.scheduler.ClusterView;
import io.remex.scheduler.SchedulerConfig;
import io.remex.scheduler.WorkerId;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A running scheduler: one thread with a clock and a bounded queue around {@link io.remex.scheduler.SchedulerCore}. As a {@link
 * SchedulerConnection} it is what a worker and a caller of the same process connect to; {@link GrpcSessions} puts it on the network.
 *
 * <p>Thread safe. Listeners are called by the scheduler's thread and must not block; they may send, open and close streams and
 * close the service. Messages of a stream are handled in the order in which they were sent. A message that no correct peer
 * sends ends its stream with a reason, as does a peer that sends faster than it is handled.
 */
public final class SchedulerService implements SchedulerConnection {
    private static final System.Logger LOGGER = System.getLogger(SchedulerService.class.getName());
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long UNRESPONSIVE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final ControlCounters counters = new ControlCounters();
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(ControlLimits.MAX_WAITING);
    /** What must not be dropped when the queue is full: at most one entry for each stream. */
    private final Queue<Runnable> endings = new ConcurrentLinkedQueue<>();

    private final Inbox inbox = new Inbox();
    private final LongSupplier clock;
    private final ControlConductor conductor;
    private final Thread thread;
    private volatile long tickedNs;
    private volatile long unservedTasks;
    private volatile boolean closed;

    /**
     * Starts a scheduler.
     *
     * @param config of which the {@code remex.server.*} keys count
     */
    public SchedulerService(RemexConfig config) {
        this(CoreSettings.of(config, System.currentTimeMillis()));
    }

    /**
     * Starts a scheduler.
     *
     * @param config limits and times of the core
     */
    public SchedulerService(SchedulerConfig config) {
        this(config, ControlTimeouts.of(config.workers().heartbeatTimeoutNs()), System::nanoTime);
    }

    SchedulerService(SchedulerConfig config, ControlTimeouts timeouts, LongSupplier clock) {
        this.clock = clock;
        this.conductor = new ControlConductor(config, timeouts, counters);
        this.tickedNs = clock.getAsLong();
        this.thread = new Thread(this::run, "remex-scheduler");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
        return openWorker(listener, StreamOptions.IN_PROCESS);
    }

    @Override
    public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
        return openCaller(listener, StreamOptions.IN_PROCESS);
    }

    WorkerStream openWorker(ControlStreamListener<WorkerCommand> listener, StreamOptions options) {
        Objects.requireNonNull(listener, "listener");
        return opened(new WorkerStream(inbox, listener, options, clock.getAsLong()));
    }

    CallerStream openCaller(ControlStreamListener<CallerCommand> listener, StreamOptions options) {
        Objects.requireNonNull(listener, "listener");
        return opened(new CallerStream(inbox, listener, options, clock.getAsLong()));
    }

    private <S extends ServiceStream<?, ?>> S opened(S stream) {
        if (closed) {
            stream.abandon();
        } else if (!queue.offer(() -> conductor.onOpened(stream, clock.getAsLong()))) {
            counters.count(ControlCounter.INBOUND_OVERFLOWS);
            endings.add(() -> stream.end("the scheduler is overloaded"));
        }
        return stream;
    }

    @Override
    public String address() {
        return "this process";
    }

    /**
     * The cluster as it is when the scheduler's thread gets to it. Fails with an {@link IllegalStateException} if the service
     * is closed or overloaded. Dependants must not block: they run on the scheduler's thread.
     */
    public CompletableFuture<ClusterView> view() {
        CompletableFuture<ClusterView> view = new CompletableFuture<>();
        if (closed || !queue.offer(() -> view.complete(conductor.view()))) {
            view.completeExceptionally(
                    new IllegalStateException(closed ? "the scheduler is closed" : "the scheduler is overloaded"));
        }
        return view;
    }

    /** Tasks of all callers that wait because no worker offers their function, as of the last tick. */
    public long unservedTasks() {
        return unservedTasks;
    }

    /** Lets a worker finish what it has and take nothing new; nothing happens if there is none of that name. */
    public void drain(WorkerId worker) {
        if (!queue.offer(() -> conductor.drain(worker, clock.getAsLong()))) {
            counters.count(ControlCounter.INBOUND_OVERFLOWS);
        }
    }

    /** What the service has counted. */
    public ControlCounters counters() {
        return counters;
    }

    /** Whether its thread runs and gets through its work. */
    public boolean isResponsive() {
        return thread.isAlive() && clock.getAsLong() - tickedNs < UNRESPONSIVE_NS;
    }

    /** Ends all streams without a word to their listeners, and the thread. Idempotent; waits for the thread. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(CLOSE_TIMEOUT_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        long nextTickNs = clock.getAsLong() + TICK_NS;
        while (!closed) {
            try {
                Runnable work = queue.poll(Math.max(0, nextTickNs - clock.getAsLong()), TimeUnit.NANOSECONDS);
                if (work != null) {
                    run(work);
                }
            } catch (InterruptedException e) {
                // only close() means it; whoever else interrupts this thread is not obeyed
                continue;
            }
            for (Runnable ending = endings.poll(); ending != null; ending = endings.poll()) {
                run(ending);
            }
            long nowNs = clock.getAsLong();
            if (nowNs - nextTickNs >= 0) {
                run(() -> conductor.onTick(nowNs));
                tickedNs = nowNs;
                unservedTasks = conductor.unservedTasks();
                nextTickNs = nowNs + TICK_NS;
            }
        }
        conductor.onClose();
    }

    /** A mistake in this program must not take the scheduler down with it. */
    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            counters.count(ControlCounter.INTERNAL_ERRORS);
            LOGGER.log(System.Logger.Level.ERROR, "internal error of the scheduler", e);
        }
    }

    private final class Inbox implements ServiceQueue {
        @Override
        public <M> boolean message(ServiceStream<M, ?> stream, M message) {
            return queue.offer(() -> conductor.onMessage(stream, message, clock.getAsLong()));
        }

        @Override
        public void lost(ServiceStream<?, ?> stream, String reason) {
            ending(() -> conductor.onLost(stream, reason, clock.getAsLong()));
        }

        @Override
        public void overflow(ServiceStream<?, ?> stream, String reason) {
            endings.add(() -> conductor.onOverflow(stream, reason, clock.getAsLong()));
        }

        /** In its place in the queue if there is room, so that what was sent before it is handled. */
        private void ending(Runnable work) {
            if (!queue.offer(work)) {
                endings.add(work);
            }
        }
    }
}
