package io.remex.server;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.remex.control.GrpcSessions;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerControlGrpc;
import io.remex.protocol.control.WorkerMessage;

/** The gRPC service that workers talk to. */
@GrpcService
class WorkerControlEndpoint extends WorkerControlGrpc.WorkerControlImplBase {
    private final GrpcSessions sessions;

    WorkerControlEndpoint(GrpcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public StreamObserver<WorkerMessage> session(StreamObserver<WorkerCommand> commands) {
        return sessions.worker(commands);
    }
}
