package io.remex.control;

import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The scheduler's end of one control stream; {@link #send}, {@link #close} and {@link #lose} are its peer's and may be called
 * by any thread, everything else belongs to the scheduler's thread.
 *
 * @param <M> what the peer sends
 * @param <C> what the peer is sent
 */
abstract sealed class ServiceStream<M, C> implements ControlStream<M> permits WorkerStream, CallerStream, NodeStream {
    private final ServiceQueue queue;
    private final ControlStreamListener<C> listener;
    private final StreamOptions options;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();
    private long heardNs;

    ServiceStream(ServiceQueue queue, ControlStreamListener<C> listener, StreamOptions options, long nowNs) {
        this.queue = queue;
        this.listener = listener;
        this.options = options;
        this.heardNs = nowNs;
    }

    /** Hands a message to the conversation that this stream is for. */
    abstract void handle(ControlConductor conductor, M message, long nowNs) throws ProtocolViolationException;

    /**
     * What tells the peer why its stream is about to end.
     *
     * @param current whether the peer's conversation had got beyond its first message
     */
    abstract C refusal(boolean current, String reason);

    /** The worker or caller, for people. */
    abstract String peer();

    @Override
    public final void send(M message) {
        if (ended.get() || overflowed.get()) {
            return;
        }
        if (waiting.incrementAndGet() > ControlLimits.MAX_WAITING_PER_STREAM) {
            overflow("more than " + ControlLimits.MAX_WAITING_PER_STREAM + " messages wait to be handled");
        } else if (!queue.message(this, message)) {
            overflow("the scheduler is overloaded");
        }
    }

    private void overflow(String reason) {
        if (overflowed.compareAndSet(false, true)) {
            queue.overflow(this, reason);
        }
    }

    @Override
    public final void close() {
        lose("it has closed its stream");
    }

    /** The peer is gone. It is not told anything more. */
    final void lose(String reason) {
        if (ended.compareAndSet(false, true)) {
            queue.lost(this, reason);
        }
    }

    /** Ends the stream from this side and tells the peer, unless it has ended. */
    final void end(String reason) {
        if (ended.compareAndSet(false, true)) {
            listener.onLost(reason);
        }
    }

    /** Ends the stream without a word. */
    final void abandon() {
        ended.set(true);
    }

    final void deliver(C command) {
        if (!ended.get()) {
            listener.onCommand(command);
        }
    }

    final void handled(long nowNs) {
        heardNs = nowNs;
        waiting.decrementAndGet();
        options.onHandled().run();
    }

    final boolean isEnded() {
        return ended.get();
    }

    final boolean isRemote() {
        return options.remote();
    }

    final long silentNs(long nowNs) {
        return nowNs - heardNs;
    }
}
