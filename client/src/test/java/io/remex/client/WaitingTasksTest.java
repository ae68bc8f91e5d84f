package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTasksTest {
    private final WaitingTasks waiting = new WaitingTasks();

    @Test
    void shouldGoByPriorityAndThenInOrder() {
        waiting.addLast(task(1, 0));
        waiting.addLast(task(2, 10));
        waiting.addLast(task(3, 0));
        waiting.addLast(task(4, -10));
        waiting.addFirst(task(5, 0));
        waiting.addLast(task(6, 10));

        assertThat(drained()).containsExactly(2L, 6L, 5L, 1L, 3L, 4L);
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void shouldKnowWhetherOneGoesBefore() {
        assertThat(waiting.hasAtLeast(-10)).isFalse();
        waiting.addLast(task(1, 3));

        assertThat(waiting.hasAtLeast(-10)).isTrue();
        assertThat(waiting.hasAtLeast(3)).isTrue();
        assertThat(waiting.hasAtLeast(4)).isFalse();
        assertThat(waiting.hasAtLeast(11)).isFalse();
        waiting.removeFirst();
        assertThat(waiting.hasAtLeast(3)).isFalse();
    }

    @Test
    void shouldTakeAllInTheOrderInWhichTheyWouldHaveGone() {
        for (int i = 0; i < 30; i++) {
            waiting.addLast(task(i, i % 3 - 1));
        }
        assertThat(waiting.count(level(1))).isEqualTo(10);

        List<Long> taken = waiting.removeAll().stream().map(TaskRef::sequence).toList();

        assertThat(taken).hasSize(30).startsWith(2L, 5L, 8L).endsWith(21L, 24L, 27L);
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.count(level(1))).isZero();
        assertThat(waiting.count(level(-1))).isZero();
    }

    @Test
    void shouldCountTasksOfOtherPrioritiesThanTheNormalOne() {
        waiting.addLast(task(1, 0));
        waiting.addLast(task(2, 7));
        waiting.addLast(task(3, 7));
        assertThat(waiting.count(level(7))).isEqualTo(2);
        assertThat(waiting.count(level(0))).isZero();
        waiting.removeFirst();
        assertThat(waiting.count(level(7))).isEqualTo(1);
    }

    private static int level(int priority) {
        for (int level = 0; level < WaitingTasks.LEVELS; level++) {
            if (WaitingTasks.priority(level) == priority) {
                return level;
            }
        }
        throw new AssertionError("no level of priority " + priority);
    }

    private List<Long> drained() {
        List<Long> sequences = new ArrayList<>();
        while (!waiting.isEmpty()) {
            sequences.add(waiting.first().sequence());
            waiting.removeFirst();
        }
        return sequences;
    }

    private static TaskRef<Long> task(long sequence, int priority) {
        return new TaskRef<>(null, sequence, null, TaskOptions.systemDefaults().priority(priority), List.of(), null);
    }
}
