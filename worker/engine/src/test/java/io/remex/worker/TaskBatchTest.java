package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.transport.TaskPart;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TaskBatchTest {
    private final TaskBatch batch = new TaskBatch();

    @Test
    void shouldKeepEverythingOfEachTask() {
        byte[] source = new byte[1_000];
        new Random(1).nextBytes(source);
        for (int i = 0; i < TaskBatch.MAX_TASKS; i++) {
            assertThat(add(i, source, i * 10, i)).isTrue();
        }
        assertThat(batch.size()).isEqualTo(TaskBatch.MAX_TASKS);
        for (int i = 0; i < TaskBatch.MAX_TASKS; i++) {
            assertTask(i, i);
            for (int n = 0; n < i; n++) {
                assertThat(batch.arguments().get(batch.offset(i) + n)).isEqualTo(source[i * 10 + n]);
            }
        }
    }

    @Test
    void shouldRefuseOneTaskTooMany() {
        for (int i = 0; i < TaskBatch.MAX_TASKS; i++) {
            add(i, new byte[1], 0, 1);
        }

        assertThat(add(99, new byte[1], 0, 1)).isFalse();
        assertThat(batch.size()).isEqualTo(TaskBatch.MAX_TASKS);

        batch.clear();
        assertThat(batch.size()).isZero();
        assertThat(add(99, new byte[1], 0, 1)).isTrue();
        assertTask(0, 99);
    }

    @Test
    void shouldAlwaysHaveRoomForTheFirstTaskAndNeverGrowForALaterOne() {
        assertThat(add(1, new byte[60_000], 0, 60_000)).isTrue();
        int capacity = batch.arguments().capacity();
        assertThat(capacity).isGreaterThanOrEqualTo(60_000);

        assertThat(add(2, new byte[60_000], 0, 60_000)).isFalse();

        assertThat(batch.arguments().capacity()).isEqualTo(capacity);
        assertThat(batch.size()).isEqualTo(1);
        batch.clear();
        assertThat(add(2, new byte[60_000], 0, 60_000)).isTrue();
    }

    @Test
    void shouldCopyATaskForAnotherSlot() {
        byte[] source = {1, 2, 3, 4, 5};
        add(1, source, 0, 2);
        add(2, source, 2, 3);
        add(3, source, 0, 0);

        TaskBatch.HandedBackTask second = batch.copy(1);
        TaskBatch.HandedBackTask empty = batch.copy(2);
        batch.clear();
        add(77, new byte[] {9, 9, 9, 9, 9}, 0, 5);

        TaskBatch other = new TaskBatch();
        other.set(second);
        assertThat(other.size()).isEqualTo(1);
        assertThat(other.laneSequence(0)).isEqualTo(2);
        assertThat(other.length(0)).isEqualTo(3);
        assertThat(other.arguments().get(other.offset(0))).isEqualTo((byte) 3);
        assertThat(other.arguments().get(other.offset(0) + 2)).isEqualTo((byte) 5);
        other.set(empty);
        assertThat(other.size()).isEqualTo(1);
        assertThat(other.laneSequence(0)).isEqualTo(3);
        assertThat(other.length(0)).isZero();
    }

    private boolean add(int number, byte[] source, int offset, int length) {
        return batch.onTask(
                number,
                number + 1,
                number + 2,
                number + 3,
                number + 4,
                number + 5,
                TaskPart.NONE,
                new UnsafeBuffer(source),
                offset,
                length);
    }

    private void assertTask(int place, int number) {
        assertThat(batch.laneSequence(place)).isEqualTo(number);
        assertThat(batch.taskSequence(place)).isEqualTo(number + 1);
        assertThat(batch.functionId(place)).isEqualTo(number + 2);
        assertThat(batch.fingerprint(place)).isEqualTo(number + 3);
        assertThat(batch.remainingNs(place)).isEqualTo(number + 4);
        assertThat(batch.attempt(place)).isEqualTo(number + 5);
    }
}
