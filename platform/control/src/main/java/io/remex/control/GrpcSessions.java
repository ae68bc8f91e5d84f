package io.remex.control;

import com.google.protobuf.MessageLite;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeControlGrpc;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerControlGrpc;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStreamListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * A {@link SchedulerService} on the network: what the three gRPC services of {@code control.proto} do. Streams are read no faster
 * than the scheduler handles their messages, and what a peer does not read is bounded. Thread safe; owns no thread.
 */
public final class GrpcSessions implements AutoCloseable {
    private final SchedulerService service;
    private final Set<GrpcServerStream<?, ?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Serves that scheduler. */
    public GrpcSessions(SchedulerService service) {
        this.service = service;
    }

    /** A worker's stream; call it from the service's method and return what it returns. */
    public StreamObserver<WorkerMessage> worker(StreamObserver<WorkerCommand> commands) {
        return serve(commands, service::openWorker);
    }

    /** A caller's stream; call it from the service's method and return what it returns. */
    public StreamObserver<CallerMessage> caller(StreamObserver<CallerCommand> commands) {
        return serve(commands, service::openCaller);
    }

    /** A node's stream; call it from the service's method and return what it returns. */
    public StreamObserver<NodeMessage> node(StreamObserver<NodeCommand> commands) {
        return serve(commands, service::openNode);
    }

    /** The service that workers talk to, for a plain gRPC server. */
    public BindableService workers() {
        return new WorkerControlGrpc.WorkerControlImplBase() {
            @Override
            public StreamObserver<WorkerMessage> session(StreamObserver<WorkerCommand> commands) {
                return worker(commands);
            }
        };
    }

    /** The service that callers talk to, for a plain gRPC server. */
    public BindableService callers() {
        return new CallerControlGrpc.CallerControlImplBase() {
            @Override
            public StreamObserver<CallerMessage> session(StreamObserver<CallerCommand> commands) {
                return caller(commands);
            }
        };
    }

    /** The service that nodes talk to, for a plain gRPC server. */
    public BindableService nodes() {
        return new NodeControlGrpc.NodeControlImplBase() {
            @Override
            public StreamObserver<NodeMessage> session(StreamObserver<NodeCommand> commands) {
                return node(commands);
            }
        };
    }

    /** How many streams are open. */
    public int openStreams() {
        return streams.size();
    }

    /** Ends all streams, so that their peers know at once, and every later one. Idempotent. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(GrpcServerStream::stop);
    }

    private <M, C extends MessageLite> StreamObserver<M> serve(
            StreamObserver<C> commands,
            BiFunction<ControlStreamListener<C>, StreamOptions, ServiceStream<M, C>> opening) {
        GrpcServerStream<M, C> stream =
                new GrpcServerStream<>((ServerCallStreamObserver<C>) commands, service.counters(), streams::remove);
        streams.add(stream);
        stream.start(opening);
        if (closed) {
            stream.stop();
        }
        return stream;
    }
}
