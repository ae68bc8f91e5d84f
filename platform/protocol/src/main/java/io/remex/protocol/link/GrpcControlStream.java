package io.remex.protocol.link;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One control stream over gRPC, the owner of its channel. The listener is called by the channel's executor, one call after
 * the other.
 *
 * <p>A peer that does not read cannot make this side grow without end: when more than {@value #MAX_UNSENT} messages wait
 * for the transport, the stream is given up.
 *
 * @param <M> what is sent
 * @param <C> what is received
 */
final class GrpcControlStream<M, C> extends ClientCall.Listener<C> implements ControlStream<M> {
    /** Most messages that may wait while the transport is not ready. */
    static final int MAX_UNSENT = 10_000;

    private static final String OVERFLOW = MAX_UNSENT + " messages wait and the scheduler does not read them";

    private final String address;
    private final ControlStreamListener<C> listener;
    private final Consumer<GrpcControlStream<?, ?>> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object lock = new Object();
    // the rest is guarded by the lock: a ClientCall is not thread safe for senders
    private final Queue<M> beforeStart = new ArrayDeque<>();
    private ManagedChannel channel;
    private ClientCall<M, C> call;
    private int unsent;
    private boolean overflowed;

    GrpcControlStream(String address, ControlStreamListener<C> listener, Consumer<GrpcControlStream<?, ?>> onEnd) {
        this.address = address;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    /** Connects, and sends what has been waiting for it. */
    void start(Supplier<ManagedChannel> connect, MethodDescriptor<M, C> method, Metadata headers) {
        synchronized (lock) {
            if (ended.get()) {
                return;
            }
            channel = connect.get();
            call = channel.newCall(method, CallOptions.DEFAULT);
            call.start(this, headers);
            call.request(1);
            for (M message = beforeStart.poll(); message != null; message = beforeStart.poll()) {
                call.sendMessage(message);
            }
            if (overflowed) {
                call.cancel(OVERFLOW, null);
            }
        }
    }

    @Override
    public void send(M message) {
        synchronized (lock) {
            if (ended.get() || overflowed) {
                return;
            }
            unsent = call != null && call.isReady() ? 0 : unsent + 1;
            overflowed = unsent > MAX_UNSENT;
            if (call == null) {
                beforeStart.add(message);
            } else if (overflowed) {
                call.cancel(OVERFLOW, null);
            } else {
                call.sendMessage(message);
            }
        }
    }

    /** Tells the listener, unless it has heard already or the stream is closed. */
    void lose(String reason) {
        if (ended.compareAndSet(false, true)) {
            end();
            listener.onLost(oneLine(reason));
        }
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            end();
        }
    }

    @Override
    public void onMessage(C command) {
        if (!ended.get()) {
            listener.onCommand(command);
        }
        if (!ended.get()) {
            call.request(1);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        lose(reason(status));
    }

    private void end() {
        onEnd.accept(this);
        synchronized (lock) {
            beforeStart.clear();
            if (channel != null) {
                call.cancel("closed", null);
                channel.shutdownNow();
            }
        }
    }

    private String reason(Status status) {
        String detail = status.getDescription() == null ? "" : status.getDescription();
        String bracketed = detail.isEmpty() ? "" : " (" + detail + ')';
        return switch (status.getCode()) {
            case OK -> "the scheduler at " + address + " ended the stream";
            case UNAUTHENTICATED ->
                "the scheduler at " + address + " refused the token: set remex.token to the scheduler's" + bracketed;
            case UNIMPLEMENTED -> "what answers at " + address + " is not a Remex scheduler" + bracketed;
            case UNAVAILABLE ->
                "no connection to the scheduler at " + address + ": " + cause(status.getCause(), detail);
            case CANCELLED ->
                "the stream to the scheduler at " + address + " is broken: " + cause(status.getCause(), detail);
            default ->
                "the scheduler at " + address + " ended the stream: " + (detail.isEmpty() ? status.getCode() : detail);
        };
    }

    /** The innermost cause says what happened ("Connection refused"); gRPC's own text is about its plumbing. */
    private static String cause(Throwable cause, String otherwise) {
        String text = otherwise;
        for (Throwable current = cause; current != null; current = current.getCause()) {
            text = current.getMessage() != null ? current.getMessage() : text;
        }
        return text;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " · ");
    }
}
