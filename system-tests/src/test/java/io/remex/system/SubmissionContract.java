package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Arg;
import io.remex.BackPressureException;
import io.remex.ConfigKey;
import io.remex.ObjectId;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskBuilder;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.Contexts;
import io.remex.system.functions.ContextsRemote;
import io.remex.system.functions.GatesRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Generated stubs, method references, options, many tasks and many callers' threads. */
abstract class SubmissionContract extends ApiContract {
    SubmissionContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldTakeArgumentsByValueAndByReferenceInAnyMixture() {
        init();
        ObjectRef<Long> three = Remex.put(3L);
        ObjectRef<Long> five = ArithmeticRemote.add(2L, 3L);
        assertThat(ArithmeticRemote.add(2L, 3L).get(SOON)).isEqualTo(5);
        assertThat(ArithmeticRemote.add(three, 4L).get(SOON)).isEqualTo(7);
        assertThat(ArithmeticRemote.add(4L, five).get(SOON)).isEqualTo(9);
        assertThat(ArithmeticRemote.add_long_long(three, five).get(SOON)).isEqualTo(8);
        assertThat(ArithmeticRemote.join(Remex.put("a"), "b", Arg.value("c")).get(SOON))
                .isEqualTo("abc");
    }

    @Test
    void shouldTellOverloadsApart() {
        init();
        assertThat(ArithmeticRemote.add(Integer.MAX_VALUE, 1).get(SOON)).isEqualTo(Integer.MIN_VALUE);
        assertThat(ArithmeticRemote.add((long) Integer.MAX_VALUE, 1L).get(SOON)).isEqualTo(1L << 31);
    }

    @Test
    void shouldTakeEightArguments() {
        init();
        assertThat(ArithmeticRemote.sum(1, 2, 3, 4, 5, 6, 7, 8).get(SOON)).isEqualTo(204);
        ObjectRef<Long> one = Remex.put(1L);
        assertThat(ArithmeticRemote.sum(one, one, one, one, one, one, one, one).get(SOON))
                .isEqualTo(36);
        assertThat(Remex.task(Arithmetic::sum, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L)
                        .remote()
                        .get(SOON))
                .isEqualTo(204);
    }

    @Test
    void shouldEndVoidTasks() {
        init();
        ObjectRef<Void> done = ArithmeticRemote.nothing();
        assertThat(done.get(SOON)).isNull();
        assertThat(done.isReady()).isTrue();
        assertThat(Remex.task(Arithmetic::nothing).remote().get(SOON)).isNull();
    }

    @Test
    void shouldApplyOptionsOfTheCall() {
        init();
        Contexts.Seen seen = ContextsRemote.look(TaskOptions.none().name("eod").timeout(Duration.ofMinutes(5)))
                .get(SOON);
        assertThat(seen.remaining()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(seen.function()).isEqualTo("look-around");
    }

    @Test
    void shouldSubmitMethodReferences() {
        init();
        ObjectRef<Integer> two = Remex.put(2);
        assertThat(Remex.task(Arithmetic::half, 5.0).remote().get(SOON)).isEqualTo(2.5);
        assertThat(Remex.task(Arithmetic::fibonacci, two).remote().get(SOON)).isEqualTo(1);
        assertThat(Remex.task(Arithmetic::mix, 7L, two)
                        .cpus(0.5)
                        .name("named")
                        .maxRetries(1)
                        .timeout(SOON)
                        .remote()
                        .get(SOON))
                .isEqualTo(Arithmetic.mix(7, 2));
        assertThat(Remex.task(Arithmetic::join, "a", Remex.put("b"), "c")
                        .remote()
                        .get(SOON))
                .isEqualTo("abc");
    }

    @Test
    void shouldSayWhatToWriteWhenTheMethodIsALambda() {
        init();
        long captured = 3;
        assertThatThrownBy(() -> Remex.task((Long value) -> value + captured, 4L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda")
                .hasMessageContaining("method reference")
                .hasMessageContaining(SubmissionContract.class.getSimpleName());
    }

    @Test
    void shouldSayWhatToWriteWhenTheMethodIsBoundToAnInstance() {
        init();
        String bound = "bound";
        assertThatThrownBy(() -> Remex.task(bound::concat, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bound")
                .hasMessageContaining("static")
                .hasMessageContaining("@Remote");
    }

    @Test
    void shouldSayWhatToWriteWhenTheMethodIsNotRemote() {
        init();
        assertThatThrownBy(() -> Remex.task(Arithmetic::plain, 4L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Arithmetic::plain")
                .hasMessageContaining("@Remote")
                .hasMessageContaining("remex-processor");
    }

    @Test
    void shouldAllocateDistinctIdsBeforeSubmission() {
        init();
        Set<ObjectId> ids = new HashSet<>();
        List<ObjectRef<Contexts.Seen>> refs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ObjectRef<Contexts.Seen> ref = ContextsRemote.look();
            refs.add(ref);
            ids.add(ref.id());
        }
        assertThat(ids).hasSize(100);
        for (ObjectRef<Contexts.Seen> ref : refs) {
            Contexts.Seen seen = ref.get(SOON);
            assertThat(new ObjectId(seen.owner(), seen.sequence())).isEqualTo(ref.id());
        }
    }

    @Test
    void shouldRunAHundredThousandSmallTasksAndMixNoResults() {
        init();
        int count = 100_000;
        List<ObjectRef<Long>> refs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            refs.add(ArithmeticRemote.mix(42, i));
        }
        List<Long> values = Remex.get(refs, SOON);
        for (int i = 0; i < count; i++) {
            assertThat(values.get(i)).isEqualTo(Arithmetic.mix(42, i));
        }
    }

    @Test
    void shouldServeFourThreadsAtOnce() throws Exception {
        init();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> callers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                long seed = thread;
                callers.add(() -> checksum(seed));
            }
            List<Future<Long>> sums = threads.invokeAll(callers, SOON.toSeconds(), TimeUnit.SECONDS);
            for (int thread = 0; thread < 4; thread++) {
                long expected = 0;
                for (int i = 0; i < 5_000; i++) {
                    expected = expected * 31 + Arithmetic.mix(thread, i);
                }
                assertThat(sums.get(thread).get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long checksum(long seed) {
        List<ObjectRef<Long>> refs = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < 5_000; i++) {
            refs.add(ArithmeticRemote.mix(seed, i));
        }
        for (ObjectRef<Long> ref : refs) {
            sum = sum * 31 + ref.get(SOON);
        }
        return sum;
    }

    @Test
    void shouldRefuseSubmissionsWhenFullAndToldToFail() {
        Remex.init(config(ApiSystem.Shape.TWO_SLOTS)
                .with(ConfigKey.MAX_PENDING, "10")
                .with(ConfigKey.WHEN_FULL, "fail"));
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            refs.add(GatesRemote.pass(gate.path(), i));
        }
        assertThatThrownBy(() -> GatesRemote.pass(gate.path(), 10))
                .isInstanceOf(BackPressureException.class)
                .hasMessageContaining("10")
                .hasMessageContaining(ConfigKey.MAX_PENDING.key());
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(gate.hasStarted(10)).isFalse();
    }

    @Test
    void shouldHoldSubmissionsBackWhenFull() {
        init(ConfigKey.MAX_PENDING, "10");
        List<ObjectRef<Long>> refs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            refs.add(ArithmeticRemote.mix(1, i));
        }
        assertThat(refs.stream().filter(ref -> !ref.isReady()).count()).isLessThanOrEqualTo(10);
        for (int i = 0; i < 1_000; i++) {
            assertThat(refs.get(i).get(SOON)).isEqualTo(Arithmetic.mix(1, i));
        }
    }

    @Test
    void shouldNameTheParameterWhenNullIsGivenForAPrimitive() {
        init();
        assertThatThrownBy(() -> Remex.task(Arithmetic::mix, 1L, (Integer) null).remote())
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("parameter 'index' of")
                .hasMessageContaining("int")
                .hasMessageContaining("boxed");
        assertThatThrownBy(() -> ArithmeticRemote.mix(Arg.value((Long) null), Arg.value(1)))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("parameter 'seed' of");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldTellTheTaskAboutItself() {
        init();
        TaskBuilder<Contexts.Seen> builder = Remex.task(Contexts::look);
        Contexts.Seen seen = builder.remote().get(SOON);
        assertThat(seen.attempt()).isEqualTo(1);
        assertThat(seen.function()).isEqualTo("look-around");
        assertThat(seen.gpuIds()).isEmpty();
        assertThat(seen.cancelled()).isFalse();
        assertThat(seen.remaining()).isNull();
        assertThat(Remex.cluster().workers()).anySatisfy(worker -> {
            assertThat(worker.name()).isEqualTo(seen.worker());
            assertThat(worker.node()).isEqualTo(seen.node());
            assertThat(worker.pid()).isEqualTo(seen.pid());
        });
    }
}
