package io.remex.control;

import io.remex.protocol.control.Member;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.NodeRejected;
import io.remex.protocol.control.RegisterNode;
import io.remex.protocol.link.ControlStreamListener;
import java.util.Optional;

/** The scheduler's end of the stream of a node that other nodes reach by datagrams. */
final class NodeStream extends ServiceStream<NodeMessage, NodeCommand> {
    private Member member;

    NodeStream(ServiceQueue queue, ControlStreamListener<NodeCommand> listener, StreamOptions options, long nowNs) {
        super(queue, listener, options, nowNs);
    }

    @Override
    void handle(ControlConductor conductor, NodeMessage message, long nowNs) throws ProtocolViolationException {
        if (member != null) {
            if (message.hasRegister()) {
                throw new ProtocolViolationException("registered twice on one stream");
            }
        } else if (message.hasRegister()) {
            RegisterNode register = message.getRegister();
            FieldReader.requireVersion(register.getProtocolVersion());
            member = Member.newBuilder()
                    .setNode(FieldReader.name("node", register.getNode()))
                    .setDataAddress(FieldReader.name("data_address", register.getDataAddress()))
                    .build();
            conductor.nodes().register(this);
        } else {
            throw new ProtocolViolationException("the first message is not a registration: " + message.getKindCase());
        }
    }

    @Override
    NodeCommand refusal(boolean current, String reason) {
        return NodeCommand.newBuilder()
                .setRejected(NodeRejected.newBuilder().setReason(reason))
                .build();
    }

    @Override
    String peer() {
        return member == null ? "a node that has not registered" : "node " + member.getNode();
    }

    /** What the node said about itself; empty before. */
    Optional<Member> member() {
        return Optional.ofNullable(member);
    }
}
