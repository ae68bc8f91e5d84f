package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.Member;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeHeartbeat;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.RegisterNode;
import io.remex.scheduler.SchedulerConfig;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NodeTableTest {
    static {
        QuietLog.on();
    }

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final DirectQueue queue = new DirectQueue();
    private final ControlConductor conductor =
            new ControlConductor(SchedulerConfig.defaults(), ControlTimeouts.of(3 * SECOND_NS), new ControlCounters());

    NodeTableTest() {
        queue.connect(conductor);
    }

    private NodeStream open(RecordingListener<NodeCommand> listener) {
        NodeStream stream = new NodeStream(queue, listener, new StreamOptions(true, () -> {}), 0);
        conductor.onOpened(stream, 0);
        return stream;
    }

    private static NodeMessage register(String node, int number) {
        return NodeMessage.newBuilder()
                .setRegister(RegisterNode.newBuilder()
                        .setProtocolVersion(ProtocolVersion.CURRENT)
                        .setNode(node)
                        .setDataAddress("10.0.0." + number + ":40100-40199"))
                .build();
    }

    private static Member member(String node, int number) {
        return Member.newBuilder()
                .setNode(node)
                .setDataAddress("10.0.0." + number + ":40100-40199")
                .build();
    }

    @Test
    void shouldTellEveryNodeOfAllWhenOneComesOrGoes() throws Exception {
        RecordingListener<NodeCommand> first = new RecordingListener<>();
        NodeStream firstStream = open(first);
        firstStream.send(register("a", 1));
        assertThat(first.next().getAccepted().getHeartbeatIntervalMs()).isEqualTo(750);
        assertThat(first.next().getMembers().getMembersList()).containsExactly(member("a", 1));

        RecordingListener<NodeCommand> second = new RecordingListener<>();
        NodeStream secondStream = open(second);
        secondStream.send(register("b", 2));
        assertThat(first.next().getMembers().getMembersList()).containsExactly(member("a", 1), member("b", 2));
        assertThat(second.next().hasAccepted()).isTrue();
        assertThat(second.next().getMembers().getMembersCount()).isEqualTo(2);

        secondStream.close();
        assertThat(first.next().getMembers().getMembersList()).containsExactly(member("a", 1));
    }

    @Test
    void shouldTakeTheNewestStreamOfANode() throws Exception {
        RecordingListener<NodeCommand> older = new RecordingListener<>();
        NodeStream olderStream = open(older);
        olderStream.send(register("a", 1));
        RecordingListener<NodeCommand> newer = new RecordingListener<>();
        open(newer).send(register("a", 3));

        assertThat(older.lostReason()).contains("same node");
        olderStream.close();
        assertThat(newer.next().hasAccepted()).isTrue();
        assertThat(newer.next().getMembers().getMembersList()).containsExactly(member("a", 3));
        assertThat(newer.commands).isEmpty();
    }

    @Test
    void shouldForgetASilentNode() throws Exception {
        RecordingListener<NodeCommand> silent = new RecordingListener<>();
        open(silent).send(register("a", 1));
        conductor.onTick(11 * SECOND_NS);
        assertThat(silent.lost).isNotDone();
        conductor.onTick(13 * SECOND_NS);
        assertThat(silent.lostReason()).contains("12000 ms");
    }

    @Test
    void shouldRefuseWhatIsNoRegistration() throws Exception {
        for (NodeMessage wrong : new NodeMessage[] {
            NodeMessage.newBuilder()
                    .setHeartbeat(NodeHeartbeat.getDefaultInstance())
                    .build(),
            NodeMessage.newBuilder()
                    .setRegister(RegisterNode.newBuilder()
                            .setProtocolVersion(ProtocolVersion.CURRENT)
                            .setNode("a"))
                    .build(),
            NodeMessage.newBuilder()
                    .setRegister(RegisterNode.newBuilder().setNode("a").setDataAddress("10.0.0.1:1-2"))
                    .build(),
            NodeMessage.newBuilder()
                    .setRegister(RegisterNode.newBuilder()
                            .setProtocolVersion(ProtocolVersion.CURRENT)
                            .setNode("a")
                            .setDataAddress("1".repeat(1_000)))
                    .build()
        }) {
            RecordingListener<NodeCommand> listener = new RecordingListener<>();
            open(listener).send(wrong);
            assertThat(listener.next().hasRejected()).isTrue();
            assertThat(listener.lost).isDone();
        }
    }
}
