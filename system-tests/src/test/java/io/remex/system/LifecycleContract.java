package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemexConfigException;
import io.remex.RuntimeClosedException;
import io.remex.TaskOptions;
import io.remex.system.ApiSystem.Shape;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sessions: beginning, joining, ending; what is left of a reference afterwards; the view of the cluster. */
abstract class LifecycleContract extends ApiContract {
    LifecycleContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldJoinTheRuntimeThatRuns() {
        Remex.Session first = init();
        Remex.Session second = init();
        Remex.Session third = Remex.init();
        assertThat(second.runtime()).isSameAs(first.runtime());
        assertThat(third.runtime()).isSameAs(first.runtime());
        first.close();
        first.close();
        first.close();
        assertThat(Remex.isInitialized()).isTrue();
        second.close();
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        third.close();
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldRefuseAnotherConfiguration() {
        init();
        assertThatThrownBy(() -> init(ConfigKey.UNKNOWN_FUNCTION, "fail"))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("Remex.shutdown()");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldSayThatThereIsNoSession() {
        assertThat(Remex.isInitialized()).isFalse();
        assertThatThrownBy(() -> ArithmeticRemote.add(1L, 2L)).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> Remex.put(1)).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(Remex::cluster).isInstanceOf(RuntimeClosedException.class);
        Remex.shutdown();
        Remex.shutdown();
    }

    @Test
    void shouldCloseReferencesForGood() {
        init();
        ObjectRef<Long> done = ArithmeticRemote.add(1L, 2L);
        assertThat(done.get(SOON)).isEqualTo(3);
        ObjectRef<Long> put = Remex.put(4L);
        Remex.shutdown();
        assertClosed(done);
        assertClosed(put);
        init();
        assertClosed(done);
        assertClosed(put);
        assertThatThrownBy(() -> ArithmeticRemote.add(put, 1L)).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> Remex.get(List.of(put))).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> Remex.wait(List.of(put), 1, SOON)).isInstanceOf(RuntimeClosedException.class);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(done.id()).isNotNull();
        assertThat(done.toString()).isNotEmpty();
    }

    private static void assertClosed(ObjectRef<?> ref) {
        List<ThrowingCallable> calls =
                List.of(ref::get, () -> ref.get(SOON), ref::isReady, ref::cancel, ref::toCompletableFuture);
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(RuntimeClosedException.class);
        }
    }

    @Test
    void shouldEndWaitsAndFuturesAtShutdown() throws Exception {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            refs.add(GatesRemote.pass(gate.path(), i));
        }
        ObjectRef<Integer> heldBack = ArithmeticRemote.add(refs.get(9), 1);
        gate.awaitStarted(0);
        List<CompletableFuture<Integer>> futures = List.of(
                refs.get(0).toCompletableFuture(), refs.get(9).toCompletableFuture(), heldBack.toCompletableFuture());
        CompletableFuture<Throwable> waiting = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                refs.get(0).get();
                waiting.complete(null);
            } catch (RuntimeException e) {
                waiting.complete(e);
            }
        });
        waiter.start();
        Remex.shutdown();
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(RuntimeClosedException.class);
        for (CompletableFuture<Integer> future : futures) {
            assertThatThrownBy(() -> future.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RuntimeClosedException.class);
        }
        gate.open();
    }

    @Test
    void shouldStartAgainAndAgain() {
        for (int i = 0; i < 5; i++) {
            try (Remex.Session session = init()) {
                assertThat(session.runtime().isClosed()).isFalse();
                assertThat(ArithmeticRemote.add(i, i).get(SOON)).isEqualTo(2 * i);
            }
            assertThat(Remex.isInitialized()).isFalse();
        }
    }

    @Test
    void shouldShowWorkersFunctionsAndResources() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> running = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        ClusterView view = Remex.cluster();
        assertThat(view.nodes()).hasSize(1);
        assertThat(view.nodes().get(0).workers()).isEqualTo(1);
        assertThat(view.workers()).hasSize(1);
        ClusterView.Worker worker = view.workers().get(0);
        assertThat(worker.name()).isEqualTo(gate.worker(1));
        assertThat(worker.node()).isEqualTo(view.nodes().get(0).name());
        assertThat(worker.total()).containsEntry("cpus", 2.0).containsEntry("fpga", 2.0);
        assertThat(worker.used().get("cpus")).isBetween(1.0, 2.0);
        assertThat(worker.leases()).isPositive();
        assertThat(view.resources()).containsEntry("cpus", 2.0).containsEntry("fpga", 2.0);
        assertThat(view.callers()).isPositive();
        assertThat(view.functions())
                .extracting(ClusterView.Function::name)
                .contains("Arithmetic.fibonacci", "look-around", "half");
        assertThat(view.functions())
                .filteredOn(function -> function.functionId() == ArithmeticRemote.FIBONACCI.functionId())
                .singleElement()
                .satisfies(function -> {
                    assertThat(function.fingerprint()).isEqualTo(ArithmeticRemote.FIBONACCI.fingerprint());
                    assertThat(function.workers()).isEqualTo(1);
                });
        gate.open();
        assertThat(running.get(SOON)).isEqualTo(1);
    }

    @Test
    void shouldOfferTheSameThroughTheRuntime() {
        try (Remex.Session session = init(Shape.TWO_SLOTS)) {
            ObjectRef<Long> ref = session.runtime().put(1L);
            assertThat(session.runtime().get(ref)).isEqualTo(1);
            assertThat(session.runtime().get(List.of(ref), SOON)).containsExactly(1L);
            assertThat(session.runtime().wait(List.of(ref), 1, SOON).ready()).containsExactly(ref);
            assertThat(session.runtime().functions().functions()).contains(ArithmeticRemote.FIBONACCI);
            assertThat(session.runtime().cluster().workers()).isNotEmpty();
            assertThat(session.runtime().cancel(ref)).isFalse();
            assertThat(session.runtime()
                            .begin(ArithmeticRemote.NOTHING, TaskOptions.none())
                            .submit()
                            .get(SOON))
                    .isNull();
        }
    }
}
