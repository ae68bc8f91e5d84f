package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Publication;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Member;
import io.remex.protocol.control.Members;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.protocol.sbe.OutcomeKind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two media drivers that meet on the loopback network. */
@Timeout(600)
class NetworkNodeTest {
    private static final int TERM_BYTES = 1 << 20;
    private static final int PORTS = 8;

    private final DataAddress hereAddress = freeAddress();
    private final DataAddress thereAddress = freeAddress();
    private final Node here = new Node(hereAddress, thereAddress);
    private final Node there = new Node(thereAddress, hereAddress);

    private static DataAddress freeAddress() {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (DatagramSocket socket = new DatagramSocket(0, java.net.InetAddress.getLoopbackAddress())) {
                int port = socket.getLocalPort();
                if (port + PORTS < 65_536) {
                    return new DataAddress(socket.getLocalAddress(), port, port + PORTS);
                }
            } catch (SocketException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no free port");
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void shouldCarryMessagesOfEverySizeBothWays() {
        int streamId = TestNode.newStreamId();
        List<byte[]> received = new ArrayList<>();
        PeerNode toThere = new PeerNode(thereAddress);
        try (ResultPublisher publisher = new ResultPublisher(here.dataPlane, toThere, streamId);
                ResultAdapter adapter =
                        new ResultAdapter(there.dataPlane, new PeerNode(hereAddress), streamId, into(received))) {
            TestNode.await(() -> publisher.isConnected() && adapter.isConnected());
            ResultPublisher.Sender sender = publisher.newSender();
            int[] lengths = {0, 1, 1_300, 1_376, 1_377, 9_000, MessageLimits.INLINE_LIMIT_BYTES};
            for (int length : lengths) {
                byte[] payload = bytes(length);
                TestNode.await(() -> {
                    adapter.poll(10);
                    return sender.sendResult(1, 2, 3, OutcomeKind.VALUE, payload, length) > 0;
                });
            }
            TestNode.await(() -> adapter.poll(10) >= 0 && received.size() == lengths.length);
            for (int i = 0; i < lengths.length; i++) {
                assertThat(Arrays.equals(received.get(i), bytes(lengths[i])))
                        .as("length " + lengths[i])
                        .isTrue();
            }
            assertThat(adapter.malformedCount()).isZero();
        }
    }

    @Test
    void shouldSayThatAResultIsWorthAnotherTryUntilAReceiverHasAnswered() {
        int streamId = TestNode.newStreamId();
        List<byte[]> received = new ArrayList<>();
        try (ResultPublisher publisher = new ResultPublisher(here.dataPlane, new PeerNode(thereAddress), streamId)) {
            ResultPublisher.Sender sender = publisher.newSender();
            assertThat(publisher.isConnected()).isFalse();
            for (int length : new int[] {10, 9_000}) {
                assertThat(ResultPublisher.isWorthRetrying(send(sender, length)))
                        .as("length " + length)
                        .isTrue();
            }
            try (ResultAdapter adapter =
                    new ResultAdapter(there.dataPlane, new PeerNode(hereAddress), streamId, into(received))) {
                for (int length : new int[] {10, 9_000}) {
                    TestNode.await(() -> send(sender, length) > 0);
                }
                TestNode.await(() -> adapter.poll(10) >= 0 && received.size() == 2);
            }
        }
    }

    @Test
    void shouldSayThatAResultIsWorthAnotherTryWhenTheStreamIsFullBeyondItsLimit() {
        int streamId = TestNode.newStreamId();
        try (ResultPublisher publisher = new ResultPublisher(here.dataPlane, new PeerNode(thereAddress), streamId);
                ResultAdapter adapter = new ResultAdapter(
                        there.dataPlane, new PeerNode(hereAddress), streamId, into(new ArrayList<>()))) {
            TestNode.await(() -> publisher.isConnected() && adapter.isConnected());
            ResultPublisher.Sender sender = publisher.newSender();
            TestNode.await(() -> send(sender, 1_300) == Publication.BACK_PRESSURED); // nobody reads
            assertThat(ResultPublisher.isWorthRetrying(send(sender, 9_000))).isTrue();
        }
    }

    private static long send(ResultPublisher.Sender sender, int length) {
        return sender.sendResult(1, 2, 3, OutcomeKind.VALUE, bytes(length), length);
    }

    @Test
    void shouldGiveATaskAgainThatCameInFragmentsAndFoundNoRoom() {
        int streamId = TestNode.newStreamId();
        List<Integer> taken = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        try (TaskAdapter adapter = new TaskAdapter(there.dataPlane, new PeerNode(hereAddress), streamId);
                TaskPublisher publisher = new TaskPublisher(here.dataPlane, new PeerNode(thereAddress), streamId)) {
            TestNode.await(publisher::isReady);
            byte[] arguments = bytes(MessageLimits.INLINE_LIMIT_BYTES);
            TestNode.await(() -> publisher.send(1, 2, 3, 4, 5, 6, TaskPart.NONE, arguments) > 0);
            TestNode.await(() -> {
                adapter.poll(
                        (lane, task, function, print, remaining, attempt, parts, buffer, offset, length) -> {
                            (refused.size() < 3 ? refused : taken).add(length);
                            return refused.size() >= 3 && !taken.isEmpty();
                        },
                        10);
                return !taken.isEmpty();
            });
            assertThat(refused).containsOnly(arguments.length).hasSize(3);
            assertThat(taken).containsExactly(arguments.length);
            assertThat(adapter.malformedCount()).isZero();
        }
    }

    @Test
    void shouldIgnoreDatagramsOfStrangersAndMalformedOnes() throws IOException {
        int streamId = TestNode.newStreamId();
        List<byte[]> received = new ArrayList<>();
        try (ResultPublisher publisher = new ResultPublisher(here.dataPlane, new PeerNode(thereAddress), streamId);
                ResultAdapter adapter =
                        new ResultAdapter(there.dataPlane, new PeerNode(hereAddress), streamId, into(received));
                DatagramSocket stranger = new DatagramSocket(0, thereAddress.host());
                DatagramSocket member = new DatagramSocket(hereAddress.lastPort(), hereAddress.host())) {
            TestNode.await(() -> publisher.isConnected() && adapter.isConnected());
            byte[] forged = new byte[64];
            UnsafeBuffer frame = new UnsafeBuffer(forged);
            frame.putInt(0, -64);
            frame.putShort(6, (short) HeaderFlyweight.HDR_TYPE_DATA);
            frame.putInt(DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, streamId);
            InetSocketAddress target = new InetSocketAddress(thereAddress.host(), thereAddress.firstPort());
            Random random = new Random(7);
            for (int i = 0; i < 200; i++) {
                stranger.send(new DatagramPacket(forged, forged.length, target));
                member.send(new DatagramPacket(forged, forged.length, target));
                random.nextBytes(forged);
                frame.putByte(HeaderFlyweight.VERSION_FIELD_OFFSET, HeaderFlyweight.CURRENT_VERSION);
                frame.putInt(0, -i - 1);
                frame.putShort(6, (short) HeaderFlyweight.HDR_TYPE_DATA);
            }
            DatagramCheck check = there.driver.check();
            TestNode.await(() -> check.strangerCount() > 0 && check.malformedCount() > 0);
            ResultPublisher.Sender sender = publisher.newSender();
            for (int i = 0; i < 100; i++) {
                TestNode.await(() -> {
                    adapter.poll(10);
                    return sender.sendResult(1, 2, 3, OutcomeKind.VALUE, new byte[10], 10) > 0;
                });
            }
            TestNode.await(() -> adapter.poll(10) >= 0 && received.size() == 100);
        }
    }

    @Test
    void shouldNotMeetANodeThatTheSchedulerDoesNotName() {
        there.scheduler.name(List.of());
        int streamId = TestNode.newStreamId();
        try (ResultPublisher publisher = new ResultPublisher(here.dataPlane, new PeerNode(thereAddress), streamId);
                ResultAdapter adapter =
                        new ResultAdapter(there.dataPlane, new PeerNode(hereAddress), streamId, into(List.of()))) {
            TestNode.await(() -> there.driver.check().strangerCount() > 3);
            assertThat(adapter.isConnected()).isFalse();
            assertThat(publisher.isConnected()).isFalse();
            there.scheduler.name(List.of(hereAddress));
            TestNode.await(() -> publisher.isConnected() && adapter.isConnected());
        }
    }

    @Test
    void shouldRefuseToListenToOthersWithoutASecretOrAScheduler() {
        RemexConfig.Builder config = RemexConfig.builder().set(ConfigKey.NODE_DATA_ADDRESS, "192.0.2.7:40100-40101");
        assertThatThrownBy(() -> MediaDriverNode.launch(TestNode.newDirectory(), config.build()))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("remex.address");
        config.set(ConfigKey.ADDRESS, "192.0.2.1:7400");
        assertThatThrownBy(() -> MediaDriverNode.launch(TestNode.newDirectory(), config.build()))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("remex.token");
    }

    @Test
    void shouldSayWhoseAddressItIs() {
        assertThat(here.dataPlane.dataAddress()).isEqualTo(hereAddress.text());
        try (TaskAdapter listening =
                new TaskAdapter(here.dataPlane, new PeerNode(thereAddress), TestNode.newStreamId())) {
            assertThat(listening.isConnected()).isFalse();
            assertThatThrownBy(() -> new Node(hereAddress, thereAddress))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining(hereAddress.endpoint());
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static ResultAdapter.ResultHandler into(List<byte[]> received) {
        return new ResultAdapter.ResultHandler() {
            @Override
            public void onResult(
                    long laneSequence,
                    long taskSequence,
                    long runNs,
                    OutcomeKind outcome,
                    org.agrona.DirectBuffer buffer,
                    int offset,
                    int length) {
                byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                received.add(copy);
            }

            @Override
            public void onItem(
                    long laneSequence,
                    long taskSequence,
                    long index,
                    OutcomeKind outcome,
                    org.agrona.DirectBuffer buffer,
                    int offset,
                    int length) {
                throw new AssertionError("nobody sent one");
            }

            @Override
            public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
                throw new AssertionError("nobody sent one");
            }
        };
    }

    private static final class Node implements AutoCloseable {
        private final NamingScheduler scheduler;
        private final MediaDriverNode driver;
        private final DataPlane dataPlane;

        Node(DataAddress address, DataAddress other) {
            scheduler = new NamingScheduler(List.of(other));
            driver = MediaDriverNode.launch(
                    TestNode.newDirectory(), new DataNetwork(address, 1_408), LatencyTier.BALANCED, scheduler);
            dataPlane = DataPlane.connect(driver.directory(), TERM_BYTES);
        }

        @Override
        public void close() {
            dataPlane.close();
            driver.close();
        }
    }

    /** A scheduler that knows the nodes that the test names. */
    private static final class NamingScheduler implements SchedulerConnection {
        private List<DataAddress> members;
        private ControlStreamListener<NodeCommand> listener;

        NamingScheduler(List<DataAddress> members) {
            this.members = members;
        }

        synchronized void name(List<DataAddress> named) {
            members = named;
            tell();
        }

        private void tell() {
            Members.Builder message = Members.newBuilder();
            members.forEach(member -> message.addMembers(Member.newBuilder().setDataAddress(member.text())));
            if (listener != null) {
                listener.onCommand(NodeCommand.newBuilder().setMembers(message).build());
            }
        }

        @Override
        public synchronized ControlStream<NodeMessage> openNode(ControlStreamListener<NodeCommand> opened) {
            listener = opened;
            return new ControlStream<>() {
                @Override
                public void send(NodeMessage message) {
                    tell();
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }

        @Override
        public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> opened) {
            throw new AssertionError("no worker here");
        }

        @Override
        public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> opened) {
            throw new AssertionError("no caller here");
        }

        @Override
        public String address() {
            return "the test";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
