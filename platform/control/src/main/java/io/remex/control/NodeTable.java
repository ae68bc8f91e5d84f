package io.remex.control;

import io.remex.protocol.control.Members;
import io.remex.protocol.control.NodeAccepted;
import io.remex.protocol.control.NodeCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nodes that reach each other by datagrams; each is told of all. Soft state: after a restart of the scheduler nodes register
 * again. Belongs to the conductor and its thread.
 */
final class NodeTable {
    private final ControlConductor conductor;
    private final long heartbeatIntervalMs;
    private final Map<String, NodeStream> nodes = new LinkedHashMap<>();

    NodeTable(ControlConductor conductor, long heartbeatIntervalMs) {
        this.conductor = conductor;
        this.heartbeatIntervalMs = heartbeatIntervalMs;
    }

    /** A node says who it is and where. */
    void register(NodeStream stream) {
        NodeStream older = nodes.put(stream.member().orElseThrow().getNode(), stream);
        if (older != null) {
            conductor.replace(older, "another stream of the same node was opened");
        }
        conductor.deliver(
                stream,
                NodeCommand.newBuilder()
                        .setAccepted(NodeAccepted.newBuilder().setHeartbeatIntervalMs(heartbeatIntervalMs))
                        .build());
        tellAll();
    }

    boolean isCurrent(NodeStream stream) {
        return stream.member()
                .filter(member -> nodes.get(member.getNode()) == stream)
                .isPresent();
    }

    /** The node is gone: nobody takes its datagrams any more. */
    void remove(NodeStream stream) {
        nodes.remove(stream.member().orElseThrow().getNode(), stream);
        tellAll();
    }

    void clear() {
        nodes.clear();
    }

    private void tellAll() {
        Members.Builder members = Members.newBuilder();
        nodes.values().forEach(node -> members.addMembers(node.member().orElseThrow()));
        NodeCommand command = NodeCommand.newBuilder().setMembers(members).build();
        new ArrayList<>(nodes.values()).forEach(node -> conductor.deliver(node, command));
    }
}
