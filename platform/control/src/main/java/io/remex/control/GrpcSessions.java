package io.remex.control;

import com.google.protobuf.MessageLite;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerControlGrpc;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStreamListener;
import java.util.function.BiFunction;

/**
 * A {@link SchedulerService} on the network: the two gRPC services of {@code control.proto}. Streams are read no faster than
 * the scheduler handles their messages, and what a peer does not read is bounded. Thread safe; owns no thread and nothing to
 * be closed: the gRPC server ends the streams.
 */
public final class GrpcSessions {
    private final SchedulerService service;

    /** Serves that scheduler. */
    public GrpcSessions(SchedulerService service) {
        this.service = service;
    }

    /** The service that workers talk to. */
    public BindableService workers() {
        return new WorkerControlGrpc.WorkerControlImplBase() {
            @Override
            public StreamObserver<WorkerMessage> session(StreamObserver<WorkerCommand> commands) {
                return serve(commands, service::openWorker);
            }
        };
    }

    /** The service that callers talk to. */
    public BindableService callers() {
        return new CallerControlGrpc.CallerControlImplBase() {
            @Override
            public StreamObserver<CallerMessage> session(StreamObserver<CallerCommand> commands) {
                return serve(commands, service::openCaller);
            }
        };
    }

    private <M, C extends MessageLite> StreamObserver<M> serve(
            StreamObserver<C> commands,
            BiFunction<ControlStreamListener<C>, StreamOptions, ServiceStream<M, C>> opening) {
        ServerCallStreamObserver<C> outbound = (ServerCallStreamObserver<C>) commands;
        GrpcServerStream<M, C> stream = new GrpcServerStream<>(outbound, service.counters());
        stream.start(opening);
        return stream;
    }
}
