package io.remex.transport;

import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.Member;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeHeartbeat;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.RegisterNode;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A node's conversation with the scheduler: says where the node is, and hears which others there are. While the scheduler is away the
 * last word holds, and it is tried again for ever. All state belongs to one thread of its own; owned by {@link MediaDriverNode}.
 */
final class NodeMembership implements AutoCloseable {
    private static final long FIRST_RETRY_MS = 50;
    private static final long MAX_RETRY_MS = 2_000;
    private static final long COMPLAINT_PERIOD_NS = TimeUnit.SECONDS.toNanos(30);
    private static final System.Logger LOGGER = System.getLogger(NodeMembership.class.getName());

    private final SchedulerConnection connection;
    private final RegisterNode registration;
    private final Members members;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "remex-node-members");
        created.setDaemon(true);
        return created;
    });
    private ControlStream<NodeMessage> stream;
    private ScheduledFuture<?> heartbeat;
    private int generation;
    private long retryMs = FIRST_RETRY_MS;
    private long complainedAtNs = System.nanoTime() - COMPLAINT_PERIOD_NS;

    /**
     * Begins the conversation.
     *
     * @param connection closed with this
     * @param members where the answer goes
     */
    NodeMembership(SchedulerConnection connection, String node, DataAddress address, Members members) {
        this.connection = connection;
        this.members = members;
        this.registration = RegisterNode.newBuilder()
                .setProtocolVersion(ProtocolVersion.CURRENT)
                .setNode(node)
                .setDataAddress(address.text())
                .build();
        thread.execute(this::connect);
    }

    private void connect() {
        generation++;
        int current = generation;
        stream = connection.openNode(new ControlStreamListener<>() {
            @Override
            public void onCommand(NodeCommand command) {
                execute(() -> {
                    if (current == generation) {
                        NodeMembership.this.onCommand(command);
                    }
                });
            }

            @Override
            public void onLost(String reason) {
                execute(() -> {
                    if (current == generation) {
                        NodeMembership.this.onLost(reason);
                    }
                });
            }
        });
        stream.send(NodeMessage.newBuilder().setRegister(registration).build());
    }

    private void onCommand(NodeCommand command) {
        switch (command.getKindCase()) {
            case ACCEPTED -> onAccepted(command.getAccepted().getHeartbeatIntervalMs());
            case REJECTED -> {
                stream.close();
                onLost("the scheduler refused it: " + command.getRejected().getReason());
            }
            case MEMBERS -> onMembers(command.getMembers().getMembersList());
            case KIND_NOT_SET -> {
                // a command of a later version: not for this node
            }
        }
    }

    private void onAccepted(long heartbeatIntervalMs) {
        retryMs = FIRST_RETRY_MS;
        long intervalMs = Math.max(10, heartbeatIntervalMs);
        ControlStream<NodeMessage> current = stream;
        NodeMessage beat = NodeMessage.newBuilder()
                .setHeartbeat(NodeHeartbeat.getDefaultInstance())
                .build();
        heartbeat = thread.scheduleAtFixedRate(() -> current.send(beat), intervalMs, intervalMs, TimeUnit.MILLISECONDS);
    }

    private void onMembers(List<Member> named) {
        List<DataAddress> addresses = new ArrayList<>();
        for (Member member : named) {
            try {
                addresses.add(DataAddress.parse(member.getDataAddress()));
            } catch (IllegalArgumentException e) {
                LOGGER.log(System.Logger.Level.WARNING, "node " + member.getNode() + " is left out: " + e.getMessage());
            }
        }
        members.set(addresses);
    }

    private void onLost(String reason) {
        generation++;
        if (heartbeat != null) {
            heartbeat.cancel(false);
            heartbeat = null;
        }
        if (System.nanoTime() - complainedAtNs >= COMPLAINT_PERIOD_NS) {
            complainedAtNs = System.nanoTime();
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "node " + registration.getNode() + " is not registered: " + reason + "; it goes on trying");
        }
        thread.schedule(this::connect, retryMs, TimeUnit.MILLISECONDS);
        retryMs = Math.min(MAX_RETRY_MS, retryMs * 2);
    }

    private void execute(Runnable action) {
        try {
            thread.execute(action);
        } catch (RejectedExecutionException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "closed while the scheduler spoke");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        connection.close();
    }
}
