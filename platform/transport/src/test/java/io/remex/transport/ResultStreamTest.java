package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.Publication;
import io.remex.protocol.sbe.OutcomeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultStreamTest {
    private static TestNode node;

    private final int streamId = TestNode.newStreamId();
    private final Recorder recorder = new Recorder();
    private final ResultAdapter adapter = new ResultAdapter(node.dataPlane(), PeerNode.SAME, streamId, recorder);
    private final ResultPublisher publisher = new ResultPublisher(node.dataPlane(), PeerNode.SAME, streamId);
    private final ResultPublisher.Sender sender = publisher.newSender();

    private record Received(long first, long second, long runNs, OutcomeKind outcome, byte[] payload) {}

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void closeStreams() {
        publisher.close();
        adapter.close();
    }

    static int[] sizes() {
        return new int[] {0, 1, 1_000, MessageLimits.INLINE_LIMIT_BYTES};
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void shouldBringAResultAndAnObjectAsTheyWereSent(int size) {
        byte[] payload = new byte[size + 3];
        new Random(size).nextBytes(payload);
        TestNode.await(publisher::isConnected);
        TestNode.await(adapter::isConnected);

        assertThat(sender.sendResult(1, 2, -1, OutcomeKind.FAILURE, payload, size))
                .isPositive();
        assertThat(sender.sendObject(3, 4, OutcomeKind.VALUE, payload, size)).isPositive();
        TestNode.await(() -> {
            adapter.poll(10);
            return recorder.results.size() == 1 && recorder.objects.size() == 1;
        });

        Received result = recorder.results.get(0);
        assertThat(result.first()).isEqualTo(1);
        assertThat(result.second()).isEqualTo(2);
        assertThat(result.runNs()).isEqualTo(-1);
        assertThat(result.outcome()).isEqualTo(OutcomeKind.FAILURE);
        assertThat(result.payload()).hasSize(size).isEqualTo(Arrays.copyOf(payload, size));
        Received object = recorder.objects.get(0);
        assertThat(object.first()).isEqualTo(3);
        assertThat(object.second()).isEqualTo(4);
        assertThat(object.outcome()).isEqualTo(OutcomeKind.VALUE);
        assertThat(object.payload()).isEqualTo(Arrays.copyOf(payload, size));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void shouldBringItemsOfAnyIndexAsTheyWereSent(int size) {
        byte[] payload = new byte[size + 3];
        new Random(size).nextBytes(payload);
        TestNode.await(publisher::isConnected);
        TestNode.await(adapter::isConnected);
        long[] indexes = {0, 1, Long.MAX_VALUE, -1, Long.MIN_VALUE};
        for (long index : indexes) {
            TestNode.await(() -> sender.sendItem(5, 6, index, OutcomeKind.STORED, payload, size) > 0);
        }
        TestNode.await(() -> {
            adapter.poll(10);
            return recorder.items.size() == indexes.length;
        });
        for (int i = 0; i < indexes.length; i++) {
            Received item = recorder.items.get(i);
            assertThat(item.first()).isEqualTo(5);
            assertThat(item.second()).isEqualTo(6);
            // whoever takes items judges the index: here any is as good as another
            assertThat(item.runNs()).isEqualTo(indexes[i]);
            assertThat(item.outcome()).isEqualTo(OutcomeKind.STORED);
            assertThat(item.payload()).isEqualTo(Arrays.copyOf(payload, size));
        }
        assertThat(adapter.malformedCount()).isZero();
    }

    @Test
    void shouldPushBackWhenNobodyPollsAndLoseNothing() {
        TestNode.await(publisher::isConnected);
        byte[] payload = new byte[10_000];
        int accepted = 0;
        long refused = 1;
        while (refused > 0) {
            refused = sender.sendResult(accepted, accepted, 1, OutcomeKind.VALUE, payload, payload.length);
            if (refused == Publication.ADMIN_ACTION) {
                refused = 1;
            } else if (refused > 0) {
                accepted++;
            }
        }
        assertThat(refused).isEqualTo(Publication.BACK_PRESSURED);
        assertThat(ResultPublisher.isWorthRetrying(refused)).isTrue();
        assertThat(accepted).isGreaterThan(10);

        int expected = accepted + 1;
        TestNode.await(() -> {
            adapter.poll(100);
            return sender.sendResult(expected - 1, expected - 1, 1, OutcomeKind.VALUE, payload, payload.length) > 0;
        });
        TestNode.await(() -> {
            adapter.poll(100);
            return recorder.results.size() == expected;
        });
        for (int i = 0; i < expected; i++) {
            assertThat(recorder.results.get(i).first()).isEqualTo(i);
        }
    }

    @Test
    void shouldSayThatNobodyListensAnyMore() {
        TestNode.await(publisher::isConnected);
        adapter.close();

        // The driver takes the listener away in two steps: the flag first, the room it had granted a moment later.
        TestNode.await(() -> !publisher.isConnected()
                && sender.sendResult(1, 1, 1, OutcomeKind.VALUE, new byte[0], 0) == Publication.NOT_CONNECTED);

        assertThat(ResultPublisher.isWorthRetrying(Publication.NOT_CONNECTED)).isFalse();
        publisher.close();
        assertThat(ResultPublisher.isWorthRetrying(sender.sendObject(1, 1, OutcomeKind.VALUE, new byte[0], 0)))
                .isFalse();
    }

    @Test
    void shouldKeepResultsOfSeveralSlotsWhole() throws InterruptedException {
        TestNode.await(publisher::isConnected);
        int slots = 3;
        int each = 3_000;
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < slots; s++) {
            int slot = s;
            Thread thread = new Thread(() -> {
                ResultPublisher.Sender own = publisher.newSender();
                byte[] payload = new byte[200];
                Arrays.fill(payload, (byte) slot);
                for (int i = 0; i < each; i++) {
                    while (own.sendResult(slot, i, 1, OutcomeKind.VALUE, payload, i % 200) <= 0) {
                        Thread.yield();
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        TestNode.await(() -> {
            adapter.poll(100);
            return recorder.results.size() == slots * each;
        });
        for (Thread thread : threads) {
            thread.join();
        }
        long[] next = new long[slots];
        for (Received result : recorder.results) {
            int slot = (int) result.first();
            assertThat(result.second()).isEqualTo(next[slot]++);
            assertThat(result.payload()).hasSize((int) (result.second() % 200));
        }
    }

    private static final class Recorder implements ResultAdapter.ResultHandler {
        private final List<Received> results = new ArrayList<>();
        private final List<Received> items = new ArrayList<>();
        private final List<Received> objects = new ArrayList<>();

        @Override
        public void onResult(
                long laneSequence,
                long taskSequence,
                long runNs,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            byte[] payload = new byte[length];
            buffer.getBytes(offset, payload);
            results.add(new Received(laneSequence, taskSequence, runNs, outcome, payload));
        }

        @Override
        public void onItem(
                long laneSequence,
                long taskSequence,
                long index,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            byte[] payload = new byte[length];
            buffer.getBytes(offset, payload);
            items.add(new Received(laneSequence, taskSequence, index, outcome, payload));
        }

        @Override
        public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
            objects.add(new Received(owner, sequence, 0, outcome, payload));
        }
    }
}
