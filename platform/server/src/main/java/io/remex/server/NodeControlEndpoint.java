package io.remex.server;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.remex.control.GrpcSessions;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeControlGrpc;
import io.remex.protocol.control.NodeMessage;

/** The gRPC service that nodes with a data address talk to. */
@GrpcService
class NodeControlEndpoint extends NodeControlGrpc.NodeControlImplBase {
    private final GrpcSessions sessions;

    NodeControlEndpoint(GrpcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public StreamObserver<NodeMessage> session(StreamObserver<NodeCommand> commands) {
        return sessions.node(commands);
    }
}
