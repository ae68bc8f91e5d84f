package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against a model that is a set of bits. */
class FreeRunsTest {
    private static final int GRANULES = 64;

    record Step(int kind, int first, int second) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, GRANULES - 1),
                        Arbitraries.integers().between(1, 12))
                .as(Step::new);
        return step.list().ofMaxSize(200);
    }

    @Property(tries = 300)
    void shouldBehaveLikeASetOfFreeGranules(@ForAll("steps") List<Step> steps) {
        FreeRuns runs = new FreeRuns();
        BitSet free = new BitSet(GRANULES);
        runs.release(0, GRANULES);
        free.set(0, GRANULES);
        List<int[]> taken = new ArrayList<>();
        for (Step step : steps) {
            switch (step.kind()) {
                case 0, 1 -> take(runs, free, taken, step.second());
                case 2 -> {
                    if (!taken.isEmpty()) {
                        int[] run = taken.remove(step.first() % taken.size());
                        runs.release(run[0], run[1]);
                        free.set(run[0], run[0] + run[1]);
                    }
                }
                default -> takeFrom(runs, free, taken, step.first(), step.second());
            }
            assertSame(runs, free);
        }
    }

    private static void take(FreeRuns runs, BitSet free, List<int[]> taken, int wanted) {
        int start = runs.take(wanted);
        int bestLength = Integer.MAX_VALUE;
        for (int[] run : runsOf(free)) {
            if (run[1] >= wanted) {
                bestLength = Math.min(bestLength, run[1]);
            }
        }
        if (start == FreeRuns.NONE) {
            assertThat(bestLength).isEqualTo(Integer.MAX_VALUE);
            return;
        }
        int best = bestLength;
        assertThat(runsOf(free)).anySatisfy(run -> assertThat(run).containsExactly(start, best));
        free.clear(start, start + wanted);
        taken.add(new int[] {start, wanted});
    }

    private static void takeFrom(FreeRuns runs, BitSet free, List<int[]> taken, int start, int wanted) {
        boolean beginsRun = free.get(start) && (start == 0 || !free.get(start - 1));
        boolean expected = beginsRun && free.nextClearBit(start) - start >= wanted;
        assertThat(runs.takeFrom(start, wanted)).isEqualTo(expected);
        if (expected) {
            free.clear(start, start + wanted);
            taken.add(new int[] {start, wanted});
        }
    }

    private static void assertSame(FreeRuns runs, BitSet free) {
        List<int[]> expected = runsOf(free);
        assertThat(runs.count()).isEqualTo(expected.size());
        assertThat(runs.total()).isEqualTo(free.cardinality());
        for (int[] run : expected) {
            assertThat(runs.lengthOfRunBefore(run[0] + run[1])).isEqualTo(run[1]);
        }
        if (!expected.isEmpty()) {
            int[] run = expected.get(0);
            assertThatIllegalStateException().isThrownBy(() -> runs.release(run[0], 1));
            assertThatIllegalStateException().isThrownBy(() -> runs.release(run[0] + run[1] - 1, 1));
        }
    }

    private static List<int[]> runsOf(BitSet free) {
        List<int[]> found = new ArrayList<>();
        for (int start = free.nextSetBit(0); start >= 0; ) {
            int end = free.nextClearBit(start);
            found.add(new int[] {start, end - start});
            start = free.nextSetBit(end);
        }
        return found;
    }
}
