package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.Publication;
import io.remex.CancelOptions;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.protocol.sbe.OutcomeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlStreamTest {
    private static TestNode node;

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void shouldBringCancelsAndObjectsOfSeveralCallersInOrder() {
        int streamId = TestNode.newStreamId();
        List<String> heard = new ArrayList<>();
        try (ControlAdapter adapter = new ControlAdapter(node.dataPlane(), streamId, new Recorder(heard));
                ControlPublisher one = new ControlPublisher(node.dataPlane(), PeerNode.SAME, streamId);
                ControlPublisher two = new ControlPublisher(node.dataPlane(), PeerNode.SAME, streamId)) {
            TestNode.await(() -> one.isConnected() && two.isConnected());

            one.sendCancel(1, 2, 3, CancelOptions.defaults().force(true));
            two.sendObject(4, 5, OutcomeKind.FAILURE, new byte[] {6, 7, 8}, 2);
            one.sendObject(Long.MIN_VALUE, Long.MAX_VALUE, OutcomeKind.VALUE, new byte[0], 0);
            TestNode.await(() -> {
                adapter.poll(1);
                return heard.size() == 3;
            });

            assertThat(heard)
                    .containsExactlyInAnyOrder(
                            "cancel 1 2 3 by force",
                            "object 4 5 FAILURE 2",
                            "object " + Long.MIN_VALUE + ' ' + Long.MAX_VALUE + " VALUE 0");
            assertThat(adapter.malformedCount()).isZero();
        }
    }

    @Test
    void shouldBringCreditsAsTheyWereSentAndDropThoseThatCannotBe() {
        int streamId = TestNode.newStreamId();
        List<String> heard = new ArrayList<>();
        try (ControlAdapter adapter = new ControlAdapter(node.dataPlane(), streamId, new Recorder(heard));
                ControlPublisher publisher = new ControlPublisher(node.dataPlane(), PeerNode.SAME, streamId)) {
            TestNode.await(publisher::isConnected);
            ItemWindow most = new ItemWindow(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
            ItemWindow least = new ItemWindow(0, 1, 1);
            for (ItemWindow window :
                    List.of(most, new ItemWindow(-1, 1, 1), new ItemWindow(0, 0, 1), new ItemWindow(0, 1, -1), least)) {
                assertThat(publisher.sendCredit(7, 8, Long.MIN_VALUE, window)).isPositive();
            }
            TestNode.await(() -> {
                adapter.poll(10);
                return heard.size() == 2 && adapter.malformedCount() == 3;
            });
            assertThat(heard)
                    .containsExactly(
                            "credit 7 8 " + Long.MIN_VALUE + ' ' + most, "credit 7 8 " + Long.MIN_VALUE + ' ' + least);
        }
    }

    @Test
    void shouldSayThatTheWorkerIsGone() {
        try (ControlPublisher publisher =
                new ControlPublisher(node.dataPlane(), PeerNode.SAME, TestNode.newStreamId())) {
            assertThat(publisher.isConnected()).isFalse();
            assertThat(publisher.sendCancel(1, 2, 3, CancelOptions.defaults().force(true)))
                    .isEqualTo(Publication.NOT_CONNECTED);
        }
    }

    @Test
    void shouldFreeObjectsAndSayWhenTheirHolderIsGone() {
        int streamId = TestNode.newStreamId();
        Recorder recorder = new Recorder(new ArrayList<>());
        try (ControlAdapter adapter = new ControlAdapter(node.dataPlane(), streamId, recorder)) {
            try (ControlPublisher publisher = new ControlPublisher(node.dataPlane(), PeerNode.SAME, streamId)) {
                TestNode.await(publisher::isConnected);
                TestNode.await(() -> publisher.sendAttach(7, 70) > 0); // connected comes before room
                List<byte[]> objects = new ArrayList<>();
                for (int i = 1; i <= ControlPublisher.MAX_FREED; i++) {
                    objects.add(new ObjectDescriptor(1, 1, i, 8192, 100).encode());
                }
                assertThat(publisher.sendFree(7, objects)).isPositive();
                TestNode.await(() -> {
                    adapter.poll(10);
                    return recorder.heard().size() == 1 + ControlPublisher.MAX_FREED;
                });
                assertThat(recorder.heard())
                        .startsWith("attach 7", "free 7 1", "free 7 2")
                        .endsWith("free 7 1000");
                assertThat(recorder.gone()).isEmpty();
            }
            TestNode.await(() -> recorder.gone().equals(recorder.senders()));
        }
    }

    @Test
    void shouldLendReclaimAndReturn() {
        int streamId = TestNode.newStreamId();
        int returnStreamId = TestNode.newStreamId();
        Recorder recorder = new Recorder(new ArrayList<>());
        List<String> returned = new ArrayList<>();
        Loan loan = new Loan(1, 2, 3);
        Loan other = new Loan(Long.MAX_VALUE, Long.MIN_VALUE, -1);
        try (ControlAdapter adapter = new ControlAdapter(node.dataPlane(), streamId, recorder);
                ControlPublisher publisher = new ControlPublisher(node.dataPlane(), PeerNode.SAME, streamId);
                ReturnAdapter returns = new ReturnAdapter(
                        node.dataPlane(), returnStreamId, (caller, number) -> returned.add(caller + " " + number));
                ReturnPublisher giver = new ReturnPublisher(node.dataPlane(), PeerNode.SAME, returnStreamId)) {
            TestNode.await(publisher::isConnected);
            publisher.sendLend(7, loan, new ObjectDescriptor(1, 1, 9, 8192, 100).encode());
            publisher.sendReclaim(7, List.of(loan, other));
            TestNode.await(() -> {
                adapter.poll(10);
                return recorder.heard().size() == 3;
            });
            assertThat(recorder.heard())
                    .containsExactly("lend 7 " + loan + " 9", "reclaim 7 " + loan, "reclaim 7 " + other);
            long[] most = new long[ReturnPublisher.MAX_LOANS];
            Arrays.setAll(most, i -> i);
            TestNode.await(() -> giver.sendReturn(7, most, most.length) > 0);
            assertThat(giver.sendReturn(8, new long[] {5, 6}, 1)).isPositive();
            TestNode.await(() -> {
                returns.poll(10);
                return returned.size() == ReturnPublisher.MAX_LOANS + 1;
            });
            assertThat(returned).startsWith("7 0", "7 1").endsWith("7 999", "8 5");
            assertThat(adapter.malformedCount() + returns.malformedCount()).isZero();
        }
    }

    private record Recorder(List<String> heard, List<Integer> senders, List<Integer> gone)
            implements ControlAdapter.ControlHandler {
        Recorder(List<String> heard) {
            this(heard, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        }

        @Override
        public void onCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
            heard.add("cancel " + lease + ' ' + laneSequence + ' ' + taskSequence + (how.force() ? " by force" : ""));
        }

        @Override
        public void onCredit(long lease, long laneSequence, long taskSequence, ItemWindow window) {
            heard.add("credit " + lease + ' ' + laneSequence + ' ' + taskSequence + ' ' + window);
        }

        @Override
        public void onAttach(long caller, int sender, int returnStreamId) {
            heard.add("attach " + caller);
            senders.add(sender);
        }

        @Override
        public void onLend(long caller, Loan loan, byte[] object) {
            heard.add("lend " + caller + ' ' + loan + ' '
                    + ObjectDescriptor.decode(object, 0).generation());
        }

        @Override
        public void onReclaim(long caller, Loan loan) {
            heard.add("reclaim " + caller + ' ' + loan);
        }

        @Override
        public void onFree(long caller, byte[] object) {
            heard.add(
                    "free " + caller + ' ' + ObjectDescriptor.decode(object, 0).generation());
        }

        @Override
        public void onSenderGone(int sender) {
            gone.add(sender);
        }

        @Override
        public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
            heard.add("object " + owner + ' ' + sequence + ' ' + outcome + ' ' + payload.length);
        }
    }
}
