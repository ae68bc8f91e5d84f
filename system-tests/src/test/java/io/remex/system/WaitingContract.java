package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.GetTimeoutException;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskCancelledException;
import io.remex.TaskFailedException;
import io.remex.WaitResult;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.FailingRemote;
import io.remex.system.functions.GatesRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Getting, waiting, futures, release. */
abstract class WaitingContract extends ApiContract {
    WaitingContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldGetTheSameValueAgain() {
        init();
        ObjectRef<Long> ref = ArithmeticRemote.add(1L, 2L);
        assertThat(ref.get()).isEqualTo(3);
        assertThat(ref.get()).isEqualTo(3);
        assertThat(Remex.get(ref)).isEqualTo(3);
        assertThat(Remex.get(ref, SOON)).isEqualTo(3);
    }

    @Test
    void shouldGiveUpWaitingButNotTheTask() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 1);
        assertThatThrownBy(() -> ref.get(A_WHILE))
                .isInstanceOf(GetTimeoutException.class)
                .hasMessageContaining("Gates.pass");
        assertThatThrownBy(() -> ref.get(Duration.ZERO)).isInstanceOf(GetTimeoutException.class);
        assertThatThrownBy(() -> Remex.get(List.of(ref), A_WHILE))
                .isInstanceOf(GetTimeoutException.class)
                .hasMessageContaining("0 of 1");
        assertThat(ref.isReady()).isFalse();
        gate.open();
        assertThat(ref.get(SOON)).isEqualTo(1);
    }

    @Test
    void shouldRefuseANegativeTimeout() {
        init();
        ObjectRef<Long> ref = ArithmeticRemote.add(1L, 2L);
        assertThatThrownBy(() -> ref.get(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Remex.get(List.of(ref), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeTheLongestTimeoutThereIs() {
        init();
        assertThat(ArithmeticRemote.add(1L, 2L).get(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(3);
    }

    @Test
    void shouldGetManyInInputOrder() {
        init();
        List<ObjectRef<Long>> refs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            refs.add(ArithmeticRemote.mix(9, i));
        }
        List<Long> values = Remex.get(refs);
        for (int i = 0; i < 500; i++) {
            assertThat(values.get(i)).isEqualTo(Arithmetic.mix(9, i));
        }
        assertThat(Remex.get(List.<ObjectRef<Long>>of())).isEmpty();
        assertThat(Remex.get(List.of(refs.get(0), refs.get(0)), SOON)).containsExactly(values.get(0), values.get(0));
    }

    @Test
    void shouldFailWithTheFirstFailureInInputOrder() {
        init();
        List<ObjectRef<String>> refs = List.of(
                ArithmeticRemote.join("a", "b", "c"),
                FailingRemote.illegalState("first"),
                FailingRemote.illegalState("second"));
        assertThatThrownBy(() -> Remex.get(refs, SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("first");
    }

    @Test
    void shouldWaitForAsManyAsAskedAndKeepInputOrder() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> slow = GatesRemote.pass(gate.path(), 1);
        ObjectRef<Integer> second = ArithmeticRemote.add(1, 1);
        ObjectRef<Integer> third = ArithmeticRemote.add(1, 2);
        WaitResult<Integer> result = Remex.wait(List.of(slow, second, third), 2, SOON);
        assertThat(result.ready()).containsExactly(second, third);
        assertThat(result.unready()).containsExactly(slow);
        gate.open();
        assertThat(Remex.wait(List.of(slow), 1, SOON).ready()).containsExactly(slow);
    }

    @Test
    void shouldNeverReportMoreThanAsked() {
        init();
        List<ObjectRef<Long>> refs = List.of(Remex.put(1L), Remex.put(2L), Remex.put(3L));
        WaitResult<Long> result = Remex.wait(refs, 2, SOON);
        assertThat(result.ready()).containsExactly(refs.get(0), refs.get(1));
        assertThat(result.unready()).containsExactly(refs.get(2));
    }

    @Test
    void shouldReturnWhatThereIsWhenTheTimeIsUp() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> slow = GatesRemote.pass(gate.path(), 1);
        ObjectRef<Integer> done = Remex.put(5);
        WaitResult<Integer> result = Remex.wait(List.of(slow, done), 2, A_WHILE);
        assertThat(result.ready()).containsExactly(done);
        assertThat(result.unready()).containsExactly(slow);
        assertThat(Remex.wait(List.of(slow), 1, Duration.ZERO).ready()).isEmpty();
        gate.open();
    }

    @Test
    void shouldCountFailedAndCancelledTasksAsReady() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> cancelled = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        assertThat(cancelled.cancel()).isTrue();
        assertThat(Remex.wait(List.of(cancelled), 1, SOON).ready()).containsExactly(cancelled);
        ObjectRef<String> failed = FailingRemote.illegalState("no");
        assertThat(Remex.wait(List.of(failed), 1, SOON).ready()).containsExactly(failed);
        assertThat(failed.isReady()).isTrue();
    }

    @Test
    void shouldRefuseBadArgumentsOfWait() {
        init();
        ObjectRef<Long> ref = Remex.put(1L);
        assertThatThrownBy(() -> Remex.wait(List.of(ref), 0, SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numReady=0");
        assertThatThrownBy(() -> Remex.wait(List.of(ref), 2, SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numReady=2");
        assertThatThrownBy(() -> Remex.wait(List.<ObjectRef<Long>>of(), 1, SOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Remex.wait(List.of(ref, ref), 1, SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Remex.wait(List.of(ref), 1, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
    }

    @Test
    void shouldBecomeReadyWithoutAnybodyWaiting() {
        init();
        ObjectRef<Long> ref = ArithmeticRemote.add(1L, 2L);
        await().atMost(SOON).until(ref::isReady);
        assertThat(ref.get(Duration.ZERO)).isEqualTo(3);
    }

    @Test
    void shouldCompleteFutures() throws Exception {
        init();
        CompletableFuture<Long> future = ArithmeticRemote.add(1L, 2L).toCompletableFuture();
        assertThat(future.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
        ObjectRef<Long> done = Remex.put(7L);
        assertThat(done.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(7);
    }

    @Test
    void shouldFailFuturesWithTheTasksFailure() {
        init();
        CompletableFuture<String> future = FailingRemote.illegalState("no").toCompletableFuture();
        assertThatThrownBy(() -> future.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRunCallbacksOnItsOwnThreadAndComposeManyFutures() throws Exception {
        init();
        Gate gate = newGate("gate");
        AtomicReference<String> thread = new AtomicReference<>();
        CompletableFuture<Integer> called = GatesRemote.pass(gate.path(), 1)
                .toCompletableFuture()
                .thenApply(value -> {
                    thread.set(Thread.currentThread().getName());
                    return value;
                });
        gate.open();
        assertThat(called.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(thread.get()).isEqualTo("remex-caller-callbacks");
        List<CompletableFuture<Long>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            futures.add(ArithmeticRemote.mix(3, i).toCompletableFuture());
        }
        CompletableFuture<Long> sum = CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
                .thenApply(all ->
                        futures.stream().mapToLong(CompletableFuture::join).sum());
        long expected = 0;
        for (int i = 0; i < 1_000; i++) {
            expected += Arithmetic.mix(3, i);
        }
        assertThat(sum.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(expected);
    }

    @Test
    void shouldSubmitFromCallbacks() throws Exception {
        init();
        CompletableFuture<Long> chained = ArithmeticRemote.add(1L, 2L)
                .toCompletableFuture()
                .thenCompose(sum -> ArithmeticRemote.add(sum, 10L).toCompletableFuture());
        assertThat(chained.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(13);
    }

    @Test
    void shouldNotCancelTheTaskWithTheFuture() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 1);
        assertThat(ref.toCompletableFuture().cancel(true)).isTrue();
        gate.open();
        assertThat(ref.get(SOON)).isEqualTo(1);
    }

    @Test
    void shouldLoseTheValueOnRelease() {
        init();
        ObjectRef<Long> ref = ArithmeticRemote.add(1L, 2L);
        assertThat(ref.get(SOON)).isEqualTo(3);
        ref.release();
        assertThatThrownBy(() -> ref.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("released");
        ObjectRef<String> put = Remex.put("kept");
        put.release();
        put.release();
        assertThatThrownBy(put::get).isInstanceOf(ObjectLostException.class);
        assertThatThrownBy(() -> ArithmeticRemote.join(put, "b", "c").get(SOON))
                .isInstanceOf(ObjectLostException.class);
        assertThatThrownBy(() -> put.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldRunATaskThatWasReleasedBeforeItEnded() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 1);
        ref.release();
        gate.open();
        gate.awaitNote("done-1");
        assertThatThrownBy(() -> ref.get(SOON)).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldEndAWaitWhenTheThreadIsInterrupted() throws Exception {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                ref.get();
                outcome.complete(null);
            } catch (RuntimeException e) {
                outcome.complete(e);
            }
        });
        waiter.start();
        await().atMost(SOON).until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        waiter.interrupt();
        assertThat(outcome.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(TaskCancelledException.class);
        gate.open();
        assertThat(ref.get(SOON)).isEqualTo(1);
    }
}
