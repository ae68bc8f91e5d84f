package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Arg;
import io.remex.ConfigKey;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.ObjectStoreFullException;
import io.remex.Remex;
import io.remex.TaskFailedException;
import io.remex.system.functions.Large;
import io.remex.system.functions.LargeRemote;
import io.remex.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Values above the inline limit: by value, by reference, and what of them is left in the store. */
abstract class LargeValueContract extends ApiContract {
    private static final int LENGTH = 100_000;

    LargeValueContract(ApiSystem system) {
        super(system);
    }

    private static double[] numbers(int length) {
        return new Random(length).doubles(length).toArray();
    }

    private static double[] scaled(double[] values, double factor) {
        return DoubleStream.of(values).map(value -> value * factor).toArray();
    }

    /** Waits until neither this program nor its worker has anything in the store. */
    private static void awaitNothingStored() {
        TestNode.await("no object of this program", () -> Large.objects() == 0);
        TestNode.await("no object of the worker", () -> LargeRemote.objects().get(SOON) == 0);
    }

    @Test
    void shouldCarryLargeValuesThereAndBack() {
        init();
        double[] values = numbers(LENGTH);
        ObjectRef<double[]> scaled = LargeRemote.scale(values, 2);
        assertThat(scaled.get(SOON)).isEqualTo(scaled(values, 2));
        assertThat(scaled.get(SOON)).as("again").isEqualTo(scaled(values, 2));
        String text = "straße \uD83D\uDE80 ".repeat(20_000);
        assertThat(LargeRemote.repeat(text, 3).get(SOON)).isEqualTo(text.repeat(3));
        double[][] slices = new double[200][];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = numbers(300);
        }
        Large.Cube cube = new Large.Cube("cube", slices);
        Large.Cube transposed = LargeRemote.transposed(cube).get(SOON);
        assertThat(transposed.name()).isEqualTo("cube'");
        assertThat(transposed.slices()).isDeepEqualTo(Large.transposed(cube).slices());
    }

    @Test
    void shouldCarryLargeMixturesOfValuesAndReferences() {
        init();
        String small = "small";
        String large = "large".repeat(50_000);
        ObjectRef<String> put = Remex.put("put".repeat(50_000));
        ObjectRef<String> result = LargeRemote.repeat("result", 50_000);
        List<Arg<String>> choices = List.of(Arg.value(small), Arg.value(large), put, result, Remex.put("tiny"));
        List<String> texts = List.of(small, large, put.get(), "result".repeat(50_000), "tiny");
        Random random = new Random(1);
        List<ObjectRef<String>> joined = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int[] pick = random.ints(4, 0, choices.size()).toArray();
            joined.add(LargeRemote.join(
                    choices.get(pick[0]), choices.get(pick[1]), choices.get(pick[2]), choices.get(pick[3])));
            expected.add(texts.get(pick[0]) + texts.get(pick[1]) + texts.get(pick[2]) + texts.get(pick[3]));
        }
        for (int i = 0; i < joined.size(); i++) {
            assertThat(joined.get(i).get(SOON)).as("mixture %d of seed 1", i).isEqualTo(expected.get(i));
            joined.get(i).release();
        }
        put.release();
        result.release();
        awaitNothingStored();
    }

    @Test
    void shouldLetManyTasksReadOneValueInPlace() {
        init();
        ObjectRef<double[]> cube = Remex.put(numbers(LENGTH));
        List<ObjectRef<Double>> sums = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sums.add(LargeRemote.sum(cube, Arg.value(i), Arg.value(i + 100)));
        }
        double[] values = cube.get();
        for (int i = 0; i < sums.size(); i++) {
            assertThat(sums.get(i).get(SOON)).isEqualTo(Large.sum(values, i, i + 100));
        }
        assertThat(Large.objects()).as("one object, however many tasks").isEqualTo(1);
        cube.release();
        awaitNothingStored();
    }

    @Test
    void shouldKeepAReleasedArgumentUntilItsTasksHaveEnded() {
        init();
        double[] values = numbers(LENGTH);
        ObjectRef<double[]> cube = Remex.put(values);
        List<ObjectRef<Double>> sums = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sums.add(LargeRemote.sum(cube, Arg.value(i), Arg.value(LENGTH)));
        }
        cube.release();
        assertThatThrownBy(cube::get).isInstanceOf(ObjectLostException.class).hasMessageContaining("released");
        for (int i = 0; i < sums.size(); i++) {
            assertThat(sums.get(i).get(SOON)).isEqualTo(Large.sum(values, i, LENGTH));
        }
        awaitNothingStored();
    }

    @Test
    void shouldChainTasksOverLargeResults() {
        init();
        ObjectRef<double[]> step = LargeRemote.scale(numbers(LENGTH), 2);
        for (int i = 0; i < 10; i++) {
            step = LargeRemote.scale(step, Arg.value(0.5));
            step = LargeRemote.scale(step, Arg.value(2.0));
        }
        assertThat(step.get(SOON)).isEqualTo(scaled(numbers(LENGTH), 2));
    }

    @Test
    void shouldFreeWhatIsReleasedOrFailsOrIsForgotten() {
        init();
        ObjectRef<double[]> released = LargeRemote.scale(numbers(LENGTH), 2);
        released.get(SOON);
        released.release();
        LargeRemote.scale(numbers(LENGTH), 3).release();
        assertThatThrownBy(() -> LargeRemote.failAfterReading(numbers(LENGTH)).get(SOON))
                .isInstanceOf(TaskFailedException.class);
        forget();
        TestNode.await("what was forgotten", () -> {
            System.gc();
            return Large.objects() == 0 && LargeRemote.objects().get(SOON) == 0;
        });
    }

    private static void forget() {
        Remex.put(numbers(LENGTH));
        LargeRemote.scale(numbers(LENGTH), 4).get(SOON);
    }

    @Test
    void shouldFreeTheResultOfACancelledTask() {
        init();
        for (int i = 0; i < 20; i++) {
            LargeRemote.scale(numbers(LENGTH), i).cancel();
        }
        awaitNothingStored();
    }

    @Test
    void shouldCarryReferencesOfLargeValuesInsideValues() {
        init();
        List<ObjectRef<double[]>> refs = new ArrayList<>();
        double expected = 0;
        for (int i = 0; i < 5; i++) {
            double[] values = numbers(LENGTH + i);
            refs.add(i % 2 == 0 ? Remex.put(values) : LargeRemote.scale(values, 1));
            expected += DoubleStream.of(values).sum();
        }
        assertThat(LargeRemote.sumAll(refs).get(SOON)).isEqualTo(expected);
        refs.forEach(ObjectRef::release);
        awaitNothingStored();
    }

    @Test
    void shouldCarryReferencesInARecordAndReferencesOfReferences() {
        init();
        double[] values = numbers(LENGTH);
        ObjectRef<double[]> put = Remex.put(values);
        ObjectRef<double[]> result = LargeRemote.scale(put, Arg.value(2.0));
        Large.Nested nested = new Large.Nested("n", put, List.of(result, put));
        ObjectRef<ObjectRef<double[]>> outer = LargeRemote.kept(LENGTH);
        double sum = Large.sum(values, 0, LENGTH);
        double doubled = Large.sum(scaled(values, 2), 0, LENGTH);
        for (int i = 0; i < 3; i++) {
            assertThat(LargeRemote.sumNested(nested).get(SOON)).isEqualTo(sum + doubled + sum);
            assertThat(LargeRemote.sumDeep(outer).get(SOON)).isEqualTo(LENGTH / 2.0);
        }
        put.release();
        result.release();
        outer.get(SOON).release();
        outer.release();
        awaitNothingStored();
    }

    @Test
    void shouldKeepAnObjectForAReferenceThatAWorkerKeeps() {
        init();
        double[] values = numbers(LENGTH);
        ObjectRef<double[]> ref = Remex.put(values);
        LargeRemote.keep(ref).get(SOON);
        for (int i = 0; i < 100; i++) {
            LargeRemote.length("tasks that were sent later end").get(SOON);
        }
        assertThat(LargeRemote.sumOfKept().get(SOON)).isEqualTo(Large.sum(values, 0, LENGTH));
        List<ObjectRef<Double>> passedOn = LargeRemote.passKeptOn().get(SOON);
        assertThat(passedOn.get(0).get(SOON)).isEqualTo(Large.sum(values, 0, 1_000));
        assertThat(passedOn.get(1).get(SOON)).isEqualTo(Large.sum(values, 0, LENGTH));
        LargeRemote.letGo().get(SOON);
        ref.release();
        awaitNothingStored();
    }

    @Test
    void shouldTakeTenThousandReferencesInOneArgumentAndGetAllOfThem() {
        init();
        List<ObjectRef<Long>> refs = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            refs.add(Remex.put(i));
        }
        long expected = 10_000L * 9_999 / 2;
        assertThat(Remex.get(refs, SOON).stream().mapToLong(Long::longValue).sum())
                .isEqualTo(expected);
        assertThat(LargeRemote.total(refs).get(SOON)).isEqualTo(expected);
    }

    @Test
    void shouldReadWhatATaskPassedOnAfterItEnded() {
        init();
        double[] values = numbers(LENGTH);
        ObjectRef<double[]> ref = Remex.put(values);
        ObjectRef<Double> inner = LargeRemote.passOn(ref).get(SOON);
        assertThat(inner.get(SOON)).isEqualTo(Large.sum(values, 0, 1_000));
    }

    @Test
    void shouldReadALargeValueThatTheWorkerOwns() {
        init();
        ObjectRef<ObjectRef<double[]>> outer = LargeRemote.kept(LENGTH);
        ObjectRef<double[]> inner = outer.get(SOON);
        for (int i = 0; i < 3; i++) {
            System.gc();
            assertThat(inner.get(SOON)).hasSize(LENGTH).containsOnly(0.5);
            assertThat(outer.get(SOON).get(SOON)).hasSize(LENGTH);
        }
        assertThat(LargeRemote.sum(inner, Arg.value(0), Arg.value(10)).get(SOON))
                .isEqualTo(5);
    }

    @Test
    void shouldSayThatTheStoreIsFullWhereTheValueIsMade() {
        Remex.init(config(ApiSystem.Shape.TWO_SLOTS)
                .with(ConfigKey.STORE_MEMORY, "32MiB")
                .with(ConfigKey.STORE_SPILL_LIMIT, "0")
                .with(ConfigKey.STORE_FULL_TIMEOUT, "50ms"));
        List<ObjectRef<double[]>> refs = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        refs.add(Remex.put(new double[500_000]));
                    }
                })
                .isInstanceOf(ObjectStoreFullException.class);
        assertThat(refs).hasSizeBetween(3, 9);
        assertThatThrownBy(() -> LargeRemote.scale(new double[2_000_000], 2))
                .isInstanceOf(ObjectStoreFullException.class);
        assertThat(refs.get(0).get()).hasSize(500_000);
        refs.forEach(ObjectRef::release);
        assertThat(LargeRemote.sum(new double[500_000], 0, 500_000).get(SOON)).isZero();
    }
}
