package io.remex.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static List<FaultPlan.Fault> faults(long seed, int count) {
        return Stream.generate(new FaultPlan(seed)::next).limit(count).toList();
    }

    @Test
    void shouldPlanTheSameForTheSameSeed() {
        assertThat(faults(7, 100)).isEqualTo(faults(7, 100)).isNotEqualTo(faults(8, 100));
    }

    @Test
    void shouldHaveEverySortOfFaultInEachRound() {
        for (long seed = 0; seed < 100; seed++) {
            Set<String> sorts = new HashSet<>();
            faults(seed, FaultPlan.round()).forEach(fault -> sorts.add(fault.kind() + " " + fault.role()));
            assertThat(sorts).as("seed %d", seed).hasSize(FaultPlan.Kind.values().length * Role.values().length);
        }
    }

    @Test
    void shouldStopNobodyForLongerThanItsPeersWait() {
        assertThat(faults(1, 10_000))
                .allSatisfy(
                        fault -> assertThat(fault.stopMs()).isBetween(0, fault.role() == Role.NODE ? 3_000 : 6_000));
    }
}
