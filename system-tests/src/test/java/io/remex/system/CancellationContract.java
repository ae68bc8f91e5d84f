package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.CancelOptions;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskCancelledException;
import io.remex.TaskOptions;
import io.remex.TaskTimeoutException;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.ContextsRemote;
import io.remex.system.functions.GatesRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks that are cancelled, and tasks that run out of time. */
abstract class CancellationContract extends ApiContract {
    CancellationContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldInterruptARunningTask() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        assertThat(Remex.cancel(ref)).isTrue();
        assertThatThrownBy(() -> ref.get(SOON))
                .isInstanceOf(TaskCancelledException.class)
                .hasMessageContaining("Gates.pass");
        gate.awaitNote("interrupted-1");
        assertThat(ref.cancel()).isFalse();
        assertThat(ref.isReady()).isTrue();
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldTellATaskThatOnlyAsks() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.passUnlessCancelled(gate.path(), 1);
        gate.awaitStarted(1);
        assertThat(ref.cancel()).isTrue();
        gate.awaitNote("cancelled-1");
        assertThatThrownBy(() -> ref.get(SOON)).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void shouldNeverRunAQueuedTaskThatWasCancelled() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            refs.add(GatesRemote.pass(gate.path(), i));
        }
        gate.awaitStartedCount(2); // both slots are taken
        ObjectRef<Integer> last = GatesRemote.pass(gate.path(), 49);
        assertThat(last.cancel()).isTrue();
        assertThat(last.isReady()).isTrue();
        assertThatThrownBy(last::get).isInstanceOf(TaskCancelledException.class);
        gate.open();
        assertThat(Remex.get(refs, SOON)).hasSize(49);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(gate.hasStarted(49)).isFalse();
        assertThat(gate.count("done-")).isEqualTo(49);
    }

    @Test
    void shouldGiveTheSlotsOfCancelledTasksToOthers() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            refs.add(GatesRemote.pass(gate.path(), i));
        }
        refs.forEach(ref -> assertThat(ref.cancel()).isTrue());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        for (ObjectRef<Integer> ref : refs) {
            assertThatThrownBy(() -> ref.get(SOON)).isInstanceOf(TaskCancelledException.class);
        }
        assertThat(gate.count("done-")).isZero();
    }

    @Test
    void shouldCancelWhatATaskHasSubmittedWithIt() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> parent = GatesRemote.passAsParent(gate.path(), 1);
        gate.awaitStarted(1, 2);
        assertThat(parent.cancel()).isTrue();
        gate.awaitNote("interrupted-2");
        assertThatThrownBy(() -> parent.get(SOON)).isInstanceOf(TaskCancelledException.class);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldLetTheTasksOfATaskGoOnIfAsked() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> parent = GatesRemote.passAsParent(gate.path(), 1);
        gate.awaitStarted(1, 2);
        assertThat(Remex.cancel(parent, CancelOptions.defaults().recursive(false)))
                .isTrue();
        assertThatThrownBy(() -> parent.get(SOON)).isInstanceOf(TaskCancelledException.class);
        gate.open();
        gate.awaitNote("done-2");
        assertThat(gate.has("interrupted-2")).isFalse();
    }

    @Test
    void shouldEndWhatATaskHasSubmittedAtTheDeadlineOfTheTask() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> parent =
                GatesRemote.passAsParent(TaskOptions.none().timeout(Duration.ofSeconds(2)), gate.path(), 1);
        gate.awaitStarted(1, 2);
        assertThatThrownBy(() -> parent.get(SOON)).isInstanceOf(TaskTimeoutException.class);
        gate.awaitNote("interrupted-2");
    }

    @Test
    void shouldGiveATaskTheEarlierOfItsDeadlineAndItsParents() {
        init();
        Duration hour = Duration.ofHours(1);
        Duration day = Duration.ofDays(1);
        assertThat(ContextsRemote.remainingOfChild(TaskOptions.none().timeout(hour), day)
                        .get(SOON))
                .isBetween(hour.minus(SOON), hour);
        assertThat(ContextsRemote.remainingOfChild(TaskOptions.none().timeout(day), hour)
                        .get(SOON))
                .isBetween(hour.minus(SOON), hour);
        assertThat(ContextsRemote.remainingOfChild(day).get(SOON)).isBetween(day.minus(SOON), day);
    }

    @Test
    void shouldKeepTheOutcomeOfATaskThatHasEnded() {
        init();
        ObjectRef<Long> ref = ArithmeticRemote.add(1L, 2L);
        assertThat(ref.get(SOON)).isEqualTo(3);
        assertThat(ref.cancel()).isFalse();
        assertThat(ref.get(SOON)).isEqualTo(3);
        assertThat(Remex.put(1).cancel()).isFalse();
    }

    @Test
    void shouldPassCancellationOnToDependants() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> first = GatesRemote.pass(gate.path(), 1);
        ObjectRef<Integer> dependant = ArithmeticRemote.add(first, 1);
        CompletableFuture<Integer> future = dependant.toCompletableFuture();
        gate.awaitStarted(1);
        assertThat(first.cancel()).isTrue();
        assertThatThrownBy(() -> dependant.get(SOON)).isInstanceOf(TaskCancelledException.class);
        assertThatThrownBy(() -> future.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TaskCancelledException.class);
    }

    @Test
    void shouldCancelATaskThatIsHeldBackByItsArguments() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> first = GatesRemote.pass(gate.path(), 1);
        ObjectRef<Integer> dependant = GatesRemote.pass(Remex.put(gate.path()), first);
        assertThat(dependant.cancel()).isTrue();
        gate.open();
        assertThat(first.get(SOON)).isEqualTo(1);
        assertThatThrownBy(() -> dependant.get(SOON)).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void shouldNotNeedForceForATaskThatHeedsItsInterrupt() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        assertThat(ref.cancel(CancelOptions.defaults().force(true))).isTrue();
        gate.awaitNote("interrupted-1");
        assertThatThrownBy(() -> ref.get(SOON)).isInstanceOf(TaskCancelledException.class);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldEndARunningTaskWhenItsTimeIsUp() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(TaskOptions.none().timeout(Duration.ofSeconds(2)), gate.path(), 1);
        gate.awaitStarted(1);
        assertThatThrownBy(() -> ref.get(SOON))
                .isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("Gates.pass")
                .hasMessageContaining("2S");
        gate.awaitNote("interrupted-1");
    }

    @Test
    void shouldEndAQueuedTaskWhenItsTimeIsUp() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            refs.add(GatesRemote.pass(gate.path(), i));
        }
        gate.awaitStartedCount(2); // both slots are taken
        ObjectRef<Integer> late = GatesRemote.pass(TaskOptions.none().timeout(Duration.ofMillis(200)), gate.path(), 99);
        assertThatThrownBy(() -> late.get(SOON)).isInstanceOf(TaskTimeoutException.class);
        gate.open();
        assertThat(Remex.get(refs, SOON)).hasSize(20);
        assertThat(gate.hasStarted(99)).isFalse();
    }
}
