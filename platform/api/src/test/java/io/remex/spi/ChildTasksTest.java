package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.CancelOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChildTasksTest {
    private final ChildTasks children = new ChildTasks();
    private final AtomicInteger cancels = new AtomicInteger();

    private ChildTasks.Child child() {
        return how -> cancels.incrementAndGet();
    }

    @Test
    void shouldCancelThoseThatHaveNoOutcome() {
        ChildTasks.Child ended = child();
        children.add(ended);
        children.add(child());
        children.remove(ended);
        assertThat(cancels).hasValue(0);
        children.cancel(CancelOptions.defaults());
        assertThat(cancels).hasValue(1);
    }

    @Test
    void shouldCancelWhatComesLate() {
        children.cancel(CancelOptions.defaults());
        children.add(child());
        assertThat(cancels).hasValue(1);
    }
}
