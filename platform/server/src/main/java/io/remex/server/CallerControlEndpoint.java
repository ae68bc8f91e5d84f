package io.remex.server;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.remex.control.GrpcSessions;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerMessage;

/** The gRPC service that callers talk to. */
@GrpcService
class CallerControlEndpoint extends CallerControlGrpc.CallerControlImplBase {
    private final GrpcSessions sessions;

    CallerControlEndpoint(GrpcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public StreamObserver<CallerMessage> session(StreamObserver<CallerCommand> commands) {
        return sessions.caller(commands);
    }
}
