package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Arg;
import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskFailedException;
import io.remex.system.ApiSystem.Shape;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.FailingRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.system.functions.References.Labelled;
import io.remex.system.functions.ReferencesRemote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** References as arguments, inside values, as results; tasks that submit tasks. */
abstract class ReferenceContract extends ApiContract {
    ReferenceContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldHoldATaskBackUntilItsArgumentsAreReady() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> first = GatesRemote.pass(gate.path(), 20);
        ObjectRef<Integer> second = ArithmeticRemote.add(first, 1);
        ObjectRef<Integer> third = ArithmeticRemote.add_int_int(first, second);
        gate.awaitStarted(20);
        assertThat(second.isReady()).isFalse();
        gate.open();
        assertThat(third.get(SOON)).isEqualTo(41);
        assertThat(second.get(SOON)).isEqualTo(21);
    }

    @Test
    void shouldRunALongChain() {
        init();
        ObjectRef<Long> last = ArithmeticRemote.add(0L, 1L);
        for (int i = 0; i < 1_000; i++) {
            last = ArithmeticRemote.add(last, 1L);
        }
        assertThat(last.get(SOON)).isEqualTo(1_001);
    }

    @Test
    void shouldUseOneReferenceForManyTasks() {
        init();
        Gate gate = newGate("gate");
        ObjectRef<Integer> shared = GatesRemote.pass(gate.path(), 7);
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            refs.add(ArithmeticRemote.add(shared, i));
        }
        gate.open();
        for (int i = 0; i < 1_000; i++) {
            assertThat(refs.get(i).get(SOON)).isEqualTo(7 + i);
        }
    }

    @Test
    void shouldAddUpATreeOfDependentTasks() {
        init();
        List<ObjectRef<Long>> level = new ArrayList<>();
        for (long i = 0; i < 256; i++) {
            level.add(ArithmeticRemote.add(i, 0L));
        }
        while (level.size() > 1) {
            List<ObjectRef<Long>> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(ArithmeticRemote.add_long_long(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        assertThat(level.get(0).get(SOON)).isEqualTo(256 * 255 / 2);
    }

    @Test
    void shouldPassAReferenceUnresolved() {
        init();
        assertThat(ReferencesRemote.readInside(Remex.put(4L)).get(SOON)).isEqualTo(5);
        assertThat(ReferencesRemote.readInside(ArithmeticRemote.add(4L, 5L)).get(SOON))
                .isEqualTo(10);
        Gate gate = newGate("gate");
        ObjectRef<Integer> slow = GatesRemote.pass(gate.path(), 1);
        ObjectRef<Long> late = ArithmeticRemote.add_long_long(Remex.put(1L), slowAsLong(slow));
        assertThat(ReferencesRemote.isReady(late).get(SOON)).isFalse();
        ObjectRef<Long> reader = ReferencesRemote.readInside(late);
        gate.open();
        assertThat(reader.get(SOON)).isEqualTo(2 + ArithmeticRemote.mix(0, 1).get(SOON));
    }

    private static ObjectRef<Long> slowAsLong(ObjectRef<Integer> slow) {
        return ArithmeticRemote.mix(Arg.value(0L), slow);
    }

    @Test
    void shouldCarryReferencesInListsAndRecords() {
        init();
        List<ObjectRef<Long>> refs = List.of(Remex.put(1L), ArithmeticRemote.add(1L, 1L), ArithmeticRemote.add(1L, 2L));
        assertThat(ReferencesRemote.sumInside(refs).get(SOON)).isEqualTo(6);
        assertThat(ReferencesRemote.sumInside(List.of()).get(SOON)).isZero();
        assertThat(ReferencesRemote.describe(new Labelled("sum", ArithmeticRemote.add(20L, 22L)))
                        .get(SOON))
                .isEqualTo("sum=42");
    }

    @Test
    void shouldFailInsideTheTaskThatReadsAFailedReference() {
        init();
        ObjectRef<Long> failed = FailingRemote.divide(1, 0);
        assertThatThrownBy(() -> ReferencesRemote.readInside(failed).get(SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("/ by zero");
    }

    @Test
    void shouldReturnReferences() {
        init();
        ObjectRef<ObjectRef<Long>> outer = ReferencesRemote.submitted(20, 22);
        assertThat(outer.get(SOON).get(SOON)).isEqualTo(42);
        assertThat(ReferencesRemote.kept("from inside").get(SOON).get(SOON)).isEqualTo("from inside");
        ObjectRef<Long> own = Remex.put(5L);
        ObjectRef<Long> home = ReferencesRemote.same(own).get(SOON);
        assertThat(home.id()).isEqualTo(own.id());
        assertThat(home.get(SOON)).isEqualTo(5);
    }

    @Test
    void shouldPutReferencesInListsRecordsAndReferences() {
        init();
        ObjectRef<Long> one = Remex.put(1L);
        ObjectRef<Long> task = ArithmeticRemote.add(1L, 1L);
        ObjectRef<List<ObjectRef<Long>>> list = Remex.put(List.of(one, task));
        ObjectRef<Labelled> labelled = Remex.put(new Labelled("put", task));
        ObjectRef<ObjectRef<Long>> outer = Remex.put(task);
        one.release();
        task.release();
        assertThat(list.get().stream().mapToLong(ObjectRef::get).sum()).isEqualTo(3);
        assertThat(labelled.get().ref().get(SOON)).isEqualTo(2);
        assertThat(outer.get().get(SOON)).isEqualTo(2);
        assertThat(ReferencesRemote.sumInside(list).get(SOON)).isEqualTo(3);
        assertThat(ReferencesRemote.describe(labelled).get(SOON)).isEqualTo("put=2");
        assertThat(ReferencesRemote.sumThrough(list).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldPutReferencesThatWereBorrowed() {
        init();
        ObjectRef<Long> one = Remex.put(1L);
        ObjectRef<List<ObjectRef<Long>>> there = ReferencesRemote.putAll(List.of(one, ArithmeticRemote.add(1L, 1L)))
                .get(SOON);
        one.release();
        List<ObjectRef<Long>> home = there.get(SOON);
        assertThat(home.get(1).get(SOON)).isEqualTo(2);
        assertThat(home.get(0).id()).isEqualTo(one.id());
    }

    @Test
    void shouldUseAReturnedReferenceAsAnArgument() {
        init();
        ObjectRef<Long> inner = ReferencesRemote.submitted(20, 22).get(SOON);
        assertThat(ArithmeticRemote.add(inner, 1L).get(SOON)).isEqualTo(43);
        assertThat(ReferencesRemote.readInside(inner).get(SOON)).isEqualTo(43);
    }

    @Test
    void shouldPassReferencesThroughManyTasks() {
        init();
        assertThat(ReferencesRemote.readDeep(ArithmeticRemote.add(1L, 1L), 10).get(SOON))
                .isEqualTo(12);
    }

    @Test
    void shouldEndRecursionOnOneSlot() {
        init(Shape.ONE_SLOT);
        assertThat(ArithmeticRemote.fibonacci(10).get(SOON)).isEqualTo(55);
        assertThat(ArithmeticRemote.fanOut(500).get(SOON)).isEqualTo(500 * 499 / 2 + 500);
    }

    @Test
    void shouldGiveSlotsBackAlsoWhenThreadsSpin() {
        Remex.init(config(Shape.ONE_SLOT).with(ConfigKey.LATENCY, "low"));
        assertThat(ArithmeticRemote.fibonacci(4).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldRunSeveralRecursionsAtOnce() {
        init();
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            refs.add(ArithmeticRemote.fibonacci(7));
        }
        assertThat(Remex.get(refs, SOON)).containsOnly(13);
    }
}
