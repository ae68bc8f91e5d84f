package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class ClusterViewTest {
    @Test
    void shouldShowWhatIsThere() {
        Rig rig = new Rig();
        rig.worker("w", 6);
        rig.worker("v", 6);
        rig.caller(1);
        rig.demand(1, 3);
        rig.settle();
        rig.blocked(rig.lease(), 1);

        ClusterView view = rig.core.clusterView();

        assertThat(view.nodes()).singleElement().satisfies(node -> {
            assertThat(node.node()).isEqualTo(Rig.NODE);
            assertThat(node.callers()).containsExactly(new CallerId(1));
            assertThat(node.workers())
                    .extracting(ClusterView.WorkerView::used)
                    .containsExactly(ResourceShape.ofMilliCpus(2000), ResourceShape.NONE);
            assertThat(node.workers())
                    .extracting(ClusterView.WorkerView::blockedSlots)
                    .containsExactly(1, 0);
        });
        assertThat(view.callers()).singleElement().satisfies(caller -> {
            assertThat(caller.slots()).isEqualTo(3);
            assertThat(caller.demands()).extracting(Demand::slotsWanted).containsExactly(3);
        });
        assertThat(view.functions())
                .extracting(
                        function -> function.function().name(),
                        function -> function.workers().size())
                .containsExactly(tuple("one", 2), tuple("two", 2));
        assertThat(view.counters().count(SchedulerCounter.LEASES_GRANTED)).isEqualTo(1);
    }

    @Test
    void shouldRestoreCoreThatIsEqual() {
        Rig rig = new Rig();
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 3);

        SchedulerSnapshot snapshot = rig.core.snapshot();
        SchedulerCore restored = SchedulerCore.restore(snapshot);

        assertThat(restored.snapshot()).isEqualTo(snapshot);
        assertThat(restored.clusterView()).isEqualTo(rig.core.clusterView());
        assertThat(restored.onEvent(new SchedulerEvent.Tick(), rig.nowNs)).isEqualTo(rig.tickAfter(0));
    }
}
