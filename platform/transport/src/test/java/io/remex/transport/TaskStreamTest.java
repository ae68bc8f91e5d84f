package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Publication;
import io.remex.objectstore.ObjectDescriptor;
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

class TaskStreamTest {
    private static TestNode node;

    private final int streamId = TestNode.newStreamId();
    private final TaskAdapter adapter = new TaskAdapter(node.dataPlane(), PeerNode.SAME, streamId);
    private final TaskPublisher publisher = new TaskPublisher(node.dataPlane(), PeerNode.SAME, streamId);
    private final List<Received> received = new ArrayList<>();
    private final List<TaskPart> receivedParts = new ArrayList<>();

    private record Received(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            byte[] arguments) {}

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

    @ParameterizedTest
    @MethodSource("sizes")
    void shouldBringATaskAsItWasSent(int size) {
        byte[] arguments = new byte[size];
        new Random(size).nextBytes(arguments);
        TestNode.await(publisher::isReady);

        assertThat(publisher.send(1, 2, 3, 4, 5, 6, TaskPart.NONE, Arrays.copyOf(arguments, size)))
                .isPositive();
        pollUntil(1);

        Received task = received.get(0);
        assertThat(task.laneSequence()).isEqualTo(1);
        assertThat(task.taskSequence()).isEqualTo(2);
        assertThat(task.functionId()).isEqualTo(3);
        assertThat(task.fingerprint()).isEqualTo(4);
        assertThat(task.remainingNs()).isEqualTo(5);
        assertThat(task.attempt()).isEqualTo(6);
        assertThat(task.arguments()).isEqualTo(arguments);
        assertThat(adapter.malformedCount()).isZero();
    }

    static int[] sizes() {
        return new int[] {0, 1, 7, 8, 1_000, MessageLimits.INLINE_LIMIT_BYTES};
    }

    @Test
    void shouldKeepExtremeNumbers() {
        TestNode.await(publisher::isReady);

        publisher.send(
                Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, Long.MAX_VALUE, Integer.MIN_VALUE, TaskPart.NONE, new byte[0]);
        pollUntil(1);

        assertThat(received.get(0).laneSequence()).isEqualTo(Long.MIN_VALUE);
        assertThat(received.get(0).taskSequence()).isEqualTo(Long.MAX_VALUE);
        assertThat(received.get(0).functionId()).isEqualTo(-1);
        assertThat(received.get(0).attempt()).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void shouldRefuseMoreThanAMessageHolds() {
        TestNode.await(publisher::isReady);
        byte[] arguments = new byte[MessageLimits.MAX_MESSAGE_BYTES];

        assertThatThrownBy(() -> publisher.send(1, 1, 1, 1, 1, 1, TaskPart.NONE, arguments))
                .isInstanceOf(IllegalArgumentException.class);
        // and the stream goes on
        assertThat(publisher.send(2, 2, 2, 2, 2, 1, TaskPart.NONE, Arrays.copyOf(arguments, 10)))
                .isPositive();
        pollUntil(1);
        assertThat(received.get(0).laneSequence()).isEqualTo(2);
    }

    @Test
    void shouldSayThatNobodyListens() {
        adapter.close();
        TestNode.await(() -> !publisher.isConnected());

        assertThat(publisher.isReady()).isFalse();
        assertThat(publisher.send(1, 1, 1, 1, 1, 1, TaskPart.NONE, new byte[0])).isEqualTo(Publication.NOT_CONNECTED);
        publisher.close();
        assertThat(publisher.send(1, 1, 1, 1, 1, 1, TaskPart.NONE, new byte[0])).isEqualTo(Publication.CLOSED);
    }

    @Test
    void shouldBringATaskAgainThatHadNoRoom() {
        TestNode.await(publisher::isReady);
        Random random = new Random(7);
        int tasks = 20_000;
        int sent = 0;
        byte[] arguments = new byte[600];
        while (received.size() < tasks) {
            while (sent < tasks) {
                int length = random.nextInt(arguments.length);
                Arrays.fill(arguments, 0, length, (byte) sent);
                if (publisher.send(sent, sent, 3, 4, 5, 1, TaskPart.NONE, Arrays.copyOf(arguments, length)) <= 0) {
                    break; // back-pressure: the stream is full
                }
                sent++;
            }
            int[] room = {random.nextInt(5)};
            adapter.poll(
                    (lane, task, function, fingerprint, remaining, attempt, parts, buffer, offset, length) ->
                            --room[0] >= 0
                                    && keep(
                                            lane,
                                            task,
                                            function,
                                            fingerprint,
                                            remaining,
                                            attempt,
                                            parts,
                                            buffer,
                                            offset,
                                            length),
                    1 + random.nextInt(8));
        }
        for (int i = 0; i < tasks; i++) {
            assertThat(received.get(i).laneSequence()).isEqualTo(i);
            for (byte value : received.get(i).arguments()) {
                if (value != (byte) i) {
                    throw new AssertionError("task " + i + " has bytes of another");
                }
            }
        }
        assertThat(adapter.malformedCount()).isZero();
    }

    @Test
    void shouldNotTakeMoreThanTheLimit() {
        TestNode.await(publisher::isReady);
        for (int i = 0; i < 10; i++) {
            publisher.send(i, i, 3, 4, 5, 1, TaskPart.NONE, new byte[8]);
        }

        TestNode.await(() -> adapter.poll(this::keep, 3) > 0);

        assertThat(received).hasSizeLessThanOrEqualTo(3);
    }

    private void pollUntil(int count) {
        TestNode.await(() -> {
            adapter.poll(this::keep, 10);
            return received.size() >= count;
        });
    }

    @Test
    void shouldCarryPartsOfTheArguments() {
        int streamId = TestNode.newStreamId();
        try (TaskAdapter adapter = new TaskAdapter(node.dataPlane(), PeerNode.SAME, streamId);
                TaskPublisher publisher = new TaskPublisher(node.dataPlane(), PeerNode.SAME, streamId)) {
            TestNode.await(publisher::isReady);
            ObjectDescriptor object = new ObjectDescriptor(77, 1, 5, 8192, 1_000_000);
            TaskPart[] parts = {
                TaskPart.inline(2),
                TaskPart.stored(object, 10, 999_000),
                TaskPart.inline(1),
                TaskPart.stored(object, 0, 10)
            };
            assertThat(publisher.send(1, 2, 3, 4, 5, 6, parts, new byte[] {7, 8, 9}))
                    .isPositive();
            TestNode.await(() -> adapter.poll(this::keep, 10) > 0);
            assertThat(received).hasSize(1);
            assertThat(received.get(0).arguments()).containsExactly(7, 8, 9);
            assertThat(receivedParts).extracting(TaskPart::isInline).containsExactly(true, false, true, false);
            assertThat(receivedParts).extracting(TaskPart::offset).containsExactly(0, 10, 0, 0);
            assertThat(receivedParts).extracting(TaskPart::length).containsExactly(2, 999_000, 1, 10);
            assertThat(ObjectDescriptor.decode(receivedParts.get(1).object(), 0))
                    .isEqualTo(object);
        }
    }

    private boolean keep(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            TaskPart[] parts,
            DirectBuffer buffer,
            int offset,
            int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        receivedParts.addAll(List.of(parts));
        received.add(new Received(laneSequence, taskSequence, functionId, fingerprint, remainingNs, attempt, bytes));
        return true;
    }
}
