package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChildTasksTest {
    private final ChildTasks children = new ChildTasks();
    private final AtomicInteger cancels = new AtomicInteger();

    private ChildTasks.Child child() {
        return cancels::incrementAndGet;
    }

    @Test
    void shouldCancelThoseThatHaveNoOutcome() {
        ChildTasks.Child ended = child();
        children.add(ended);
        children.add(child());
        children.remove(ended);
        assertThat(cancels).hasValue(0);
        children.cancel();
        assertThat(cancels).hasValue(1);
    }

    @Test
    void shouldCancelWhatComesLate() {
        children.cancel();
        children.add(child());
        assertThat(cancels).hasValue(1);
    }
}
