package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Ids, shapes and the configuration. */
class ValuesTest {
    @Test
    void shouldHaveDefaults() {
        long second = Rig.SECOND_NS;
        SchedulerConfig config = SchedulerConfig.defaults();

        assertThat(config.workers())
                .isEqualTo(new SchedulerConfig.WorkerTimeouts(3 * second, 10 * second, 60 * second, second));
        assertThat(config.sharing()).isEqualTo(new SchedulerConfig.Sharing(second / 4, 1024, 2 * second));
        assertThat(config.warnings()).isEqualTo(new SchedulerConfig.Warnings(5 * second, 30 * second));
        assertThat(config.adoption()).isEqualTo(new SchedulerConfig.Adoption(1, 0, 10 * second, 10_000));
        assertThat(config.streamIds())
                .isEqualTo(new SchedulerConfig.StreamIdRange(10_000, 2_000_000_000, 10_000, 60 * second));
    }

    @Test
    void shouldRejectImpossibleConfiguration() {
        assertThatThrownBy(() -> new SchedulerConfig.WorkerTimeouts(0, 1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("heartbeatTimeoutNs must be at least 1: 0");
        assertThatThrownBy(() -> new SchedulerConfig.Sharing(0, 5000, 0))
                .hasMessage("maxSlotsPerWorker must be at most 4096: 5000");
        assertThatThrownBy(() -> new SchedulerConfig.StreamIdRange(5, 5, 5, 0)).hasMessage("max must be at least 6: 5");
        assertThatThrownBy(() -> new SchedulerConfig.StreamIdRange(5, 9, 10, 0))
                .hasMessage("max must be at least 10: 9");
    }

    @Test
    void shouldRejectImpossibleAmounts() {
        assertThatThrownBy(() -> ResourceShape.ofMilliCpus(-1)).hasMessageStartingWith("milliCpus must be from 0 to");
        assertThatThrownBy(() -> new ResourceShape(0, 0, Long.MAX_VALUE, new TreeMap<>()))
                .hasMessageStartingWith("memoryBytes must be from 0 to");
        assertThatThrownBy(() -> new SchedulerEvent.DemandChanged(
                        new CallerId(1), SlotNeed.of(Rig.CPU), Rig.CATALOG, -1, SlotsByPriority.NORMAL))
                .hasMessage("slotsWanted must not be negative: -1");
    }

    @Test
    void shouldTreatCustomAmountOfZeroAsAbsent() {
        assertThat(new ResourceShape(1, 0, 0, new TreeMap<>(Map.of("fpga", 0L))))
                .isEqualTo(ResourceShape.ofMilliCpus(1));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void shouldFitExactlyWhenNothingExceeds(
            @ForAll @LongRange(max = 3) long cpus,
            @ForAll @LongRange(max = 3) long memory,
            @ForAll @LongRange(max = 3) long custom,
            @ForAll @LongRange(max = 3) long limitCpus,
            @ForAll @LongRange(max = 3) long limitMemory,
            @ForAll @LongRange(max = 3) long limitCustom) {
        ResourceShape shape = new ResourceShape(cpus, 0, memory, new TreeMap<>(Map.of("a", custom)));
        ResourceShape limit = new ResourceShape(limitCpus, 0, limitMemory, new TreeMap<>(Map.of("a", limitCustom)));

        assertThat(shape.fitsInto(limit))
                .isEqualTo(cpus <= limitCpus && memory <= limitMemory && custom <= limitCustom);
    }

    @Test
    void shouldIdentifyCatalogByItsFunctionsInAnyOrder() {
        FunctionOffer one = new FunctionOffer(1, 2, "one");
        FunctionOffer two = new FunctionOffer(-3, 4, "two");

        assertThat(CatalogId.of(List.of(one, two))).isEqualTo(CatalogId.of(List.of(two, one)));
        assertThat(CatalogId.of(List.of(one))).isNotEqualTo(CatalogId.of(List.of(two)));
        assertThat(CatalogId.of(List.of(one)))
                .isNotEqualTo(CatalogId.of(List.of(new FunctionOffer(1, 3, "one"))))
                .isEqualTo(CatalogId.of(List.of(new FunctionOffer(1, 2, "renamed"))));
    }

    @Test
    void shouldKnowThePriorityOfEachSlot() {
        SlotsByPriority priorities = new SlotsByPriority(new TreeMap<>(Map.of(5, 2, 1, 1, 0, 9, -2, 1, -9, 2)));

        assertThat(IntStream.range(0, 10).map(slot -> priorities.priorityOf(slot, 8)))
                .containsExactly(5, 5, 1, 0, 0, -2, -9, -9, 0, 0);
        assertThat(IntStream.range(0, 3).map(slot -> priorities.priorityOf(slot, 2)))
                .as("more urgent ones than are wanted")
                .containsExactly(5, 5, 1);
        assertThat(SlotsByPriority.NORMAL.priorityOf(3, 5)).isZero();
        assertThatThrownBy(() -> new SlotsByPriority(new TreeMap<>(Map.of(11, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotsByPriority(new TreeMap<>(Map.of(Integer.MIN_VALUE, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotsByPriority(new TreeMap<>(Map.of(1, -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
