package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of one thread, one function and one priority are sent in the order in which they were submitted. */
@Timeout(600)
class SubmissionOrderTest {
    private static final int TASKS = 20;

    private static TestNode node;

    private final TestFunction<Long> function = TestFunction.ofLong("f");

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void shouldKeepTheOrderWhileItLearnsOfTheFirstWorkers() {
        try (CallerHarness caller = new CallerHarness(node, function)) {
            caller.runtime().start();
            caller.welcome(caller.conversation());
            Barrier first = new Barrier(caller);
            caller.conversation().say(CallerHarness.catalogs(CallerHarness.CATALOG, 1, function));
            Barrier second = new Barrier(caller);
            submit(caller, 0, TASKS); // nobody knows the pool yet, so they wait for the control thread
            first.open();
            second.awaitReached(); // the pool is known now
            submit(caller, TASKS, 2 * TASKS);
            second.open();
            assertThat(sent(caller)).isEqualTo(inOrder());
        }
    }

    private void submit(CallerHarness caller, int from, int to) {
        for (int i = from; i < to; i++) {
            function.submit(caller.runtime(), i);
        }
    }

    /** Keeps the caller's control thread from going on. */
    private static final class Barrier {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        Barrier(CallerHarness caller) {
            caller.runtime().session().execute(() -> {
                reached.countDown();
                await(open);
            });
        }

        void awaitReached() {
            await(reached);
        }

        void open() {
            open.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<Long> sent(CallerHarness caller) {
        caller.conversation()
                .await(
                        "demand of all",
                        message -> message.hasDemand() && message.getDemand().getSlots() == 2 * TASKS);
        HandLane lane = caller.grant(2 * TASKS);
        List<Long> sent = new ArrayList<>();
        lane.awaitTasks(2 * TASKS).forEach(task -> sent.add(task.argument()));
        return sent;
    }

    private static List<Long> inOrder() {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < 2 * TASKS; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
