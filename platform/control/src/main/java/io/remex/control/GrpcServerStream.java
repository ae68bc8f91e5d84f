package io.remex.control;

import com.google.protobuf.MessageLite;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.remex.protocol.link.ControlStreamListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One control stream between gRPC and the scheduler. gRPC's threads call it as an observer, the scheduler's thread as a
 * listener.
 *
 * <p>Outbound, commands that the transport is not ready for wait here, up to {@value #MAX_UNSENT} of them or {@value
 * #MAX_UNSENT_BYTES} bytes; a peer that lets it come to that loses its stream. Inbound, gRPC is asked for the next message
 * only when the scheduler has handled one, so at most {@value #WINDOW} wait.
 *
 * @param <M> what the peer sends
 * @param <C> what the peer is sent
 */
final class GrpcServerStream<M, C extends MessageLite> implements StreamObserver<M>, ControlStreamListener<C> {
    static final int MAX_UNSENT = 10_000;
    static final int MAX_UNSENT_BYTES = 32 << 20;
    private static final int WINDOW = 16;

    private final ServerCallStreamObserver<C> outbound;
    private final ControlCounters counters;
    private final Consumer<GrpcServerStream<?, ?>> onEnd;
    private ServiceStream<M, C> stream;
    // guarded by this: the observer is not thread safe
    private final Queue<C> unsent = new ArrayDeque<>();
    private long unsentBytes;
    private boolean ended;

    GrpcServerStream(
            ServerCallStreamObserver<C> outbound, ControlCounters counters, Consumer<GrpcServerStream<?, ?>> onEnd) {
        this.outbound = outbound;
        this.counters = counters;
        this.onEnd = onEnd;
    }

    /** Opens the stream at the scheduler; to be called inside of the call's method, before gRPC calls anything else. */
    void start(BiFunction<ControlStreamListener<C>, StreamOptions, ServiceStream<M, C>> opening) {
        outbound.disableAutoRequest();
        outbound.setOnReadyHandler(this::drain);
        outbound.setOnCancelHandler(() -> peerLost("its connection is lost"));
        stream = opening.apply(this, new StreamOptions(true, () -> outbound.request(1)));
        outbound.request(WINDOW);
    }

    // ---- from the peer
    // -------------------------------------------------------------------------------------------------------

    @Override
    public void onNext(M message) {
        stream.send(message);
    }

    @Override
    public void onError(Throwable error) {
        peerLost("its connection is lost: " + Status.fromThrowable(error).getCode());
    }

    @Override
    public void onCompleted() {
        peerLost("it has ended its stream");
        finish(Status.OK);
    }

    private void peerLost(String reason) {
        onEnd.accept(this);
        stream.lose(reason);
    }

    // ---- from the scheduler
    // --------------------------------------------------------------------------------------------------

    @Override
    public synchronized void onCommand(C command) {
        if (ended) {
            return;
        }
        unsent.add(command);
        unsentBytes += command.getSerializedSize();
        drain();
        if (unsent.size() > MAX_UNSENT || unsentBytes > MAX_UNSENT_BYTES) {
            counters.count(ControlCounter.OUTBOUND_OVERFLOWS);
            String reason = "it does not read: " + unsent.size() + " messages with " + unsentBytes + " bytes wait";
            finish(Status.RESOURCE_EXHAUSTED.withDescription(reason));
            peerLost(reason);
        }
    }

    /** The reason goes out with the status, also when the transport is not ready for the messages before it. */
    @Override
    public void onLost(String reason) {
        finish(Status.ABORTED.withDescription(reason));
    }

    /** The scheduler's process ends. */
    void stop() {
        finish(Status.UNAVAILABLE.withDescription("the scheduler is shutting down"));
    }

    private synchronized void drain() {
        while (!ended && !unsent.isEmpty() && outbound.isReady()) {
            C command = unsent.poll();
            unsentBytes -= command.getSerializedSize();
            outbound.onNext(command);
        }
    }

    private synchronized void finish(Status status) {
        if (ended) {
            return;
        }
        ended = true;
        onEnd.accept(this);
        unsent.clear();
        unsentBytes = 0;
        if (!outbound.isCancelled()) {
            if (status.isOk()) {
                outbound.onCompleted();
            } else {
                outbound.onError(status.asRuntimeException());
            }
        }
    }
}
