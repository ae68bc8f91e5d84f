package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ErrorCode;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.objectstore.StoreCounter;
import io.remex.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** References inside values that are put: who holds what for how long. */
@Timeout(600)
class HeldReferencesTest {
    private static final Duration SOON = Duration.ofSeconds(600);
    private static final int LARGE = 20_000;
    private static TestNode node;

    private final TestFunction<Long> function = TestFunction.ofLong("f");
    private final TestFunction<Long> reader = new TestFunction<>(
            "reader",
            TaskOptions.none(),
            CollectionCodecs.list(new ObjectRefCodec<>(PrimitiveCodecs.LONG)),
            PrimitiveCodecs.LONG);
    private final CallerHarness caller = new CallerHarness(node, function, reader).start(function, reader);

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void close() {
        caller.close();
        assertThat(objects()).as("objects left behind").isZero();
    }

    private static long objects() {
        return node.store().statistics().value(StoreCounter.OBJECTS);
    }

    private <T> ObjectRef<T> put(T value) {
        return caller.runtime().put(value);
    }

    @Test
    void shouldHoldWhatIsInsideAPutValueUntilThatIsReleased() {
        ObjectRef<long[]> inner = put(new long[LARGE]);
        ObjectRef<List<ObjectRef<long[]>>> outer = put(List.of(inner));
        inner.release();
        assertThatThrownBy(inner::get).isInstanceOf(ObjectLostException.class);
        assertThat(objects()).isEqualTo(1);

        ObjectRef<long[]> read = outer.get().get(0);
        assertThat(read.id()).isEqualTo(inner.id());
        assertThat(read.get()).hasSize(LARGE);
        read.release();
        assertThat(outer.get().get(0).get())
                .as("each read brings a reference of its own")
                .hasSize(LARGE);

        ObjectRef<long[]> last = outer.get().get(0);
        outer.release();
        outer.release();
        assertThat(last.get()).hasSize(LARGE);
    }

    @Test
    void shouldFreeWhatIsInsideWithTheLastWhoHoldsIt() {
        ObjectRef<long[]> inner = put(new long[LARGE]);
        ObjectRef<List<ObjectRef<long[]>>> first = put(List.of(inner));
        ObjectRef<ObjectRef<List<ObjectRef<long[]>>>> second = put(first);
        inner.release();
        first.release();
        assertThat(objects()).isEqualTo(1);
        ObjectRef<List<ObjectRef<long[]>>> through = second.get();
        ObjectRef<long[]> read = through.get().get(0);
        assertThat(read.get()).hasSize(LARGE);
        through.release();
        read.release();
        assertThat(objects()).as("still inside the second one").isEqualTo(1);
        second.release();
        assertThat(objects()).isZero();
    }

    @Test
    void shouldFindReferencesInEveryCollection() {
        ObjectRef<Long> one = put(1L);
        ObjectRef<String> text = put("text");
        Map<Object, Object> value = Map.of(
                "list", Arrays.asList(one, null, 7L, List.of(Optional.of(text))),
                "set", Set.of(one),
                "empty", Optional.empty());
        @SuppressWarnings("unchecked")
        Map<String, Object> read = (Map<String, Object>) (Object) put(value).get();
        List<?> list = (List<?>) read.get("list");
        assertThat(((ObjectRef<?>) list.get(0)).get()).isEqualTo(1L);
        assertThat(list.get(1)).isNull();
        assertThat(list.get(2)).isEqualTo(7L);
        ObjectRef<?> deep = (ObjectRef<?>) ((Optional<?>) ((List<?>) list.get(3)).get(0)).orElseThrow();
        assertThat(deep.get()).isEqualTo("text");
        assertThat(((ObjectRef<?>) ((Set<?>) read.get("set")).iterator().next()).get())
                .isEqualTo(1L);
        assertThat(read.get("empty")).isEqualTo(Optional.empty());
    }

    @Test
    void shouldPutMoreReferencesThanFitInline() {
        ObjectRef<Long> one = put(1L);
        List<ObjectRef<Long>> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(one);
        }
        ObjectRef<List<ObjectRef<Long>>> outer = put(many);
        assertThat(objects()).isEqualTo(1);
        assertThat(outer.get()).hasSize(50_000).allMatch(ref -> ref.get() == 1);
    }

    @Test
    void shouldPutReferencesOfTasksThatHaveNotEnded() {
        ObjectRef<Long> good = function.submit(caller.runtime(), 1);
        ObjectRef<Long> bad = function.submit(caller.runtime(), 2);
        ObjectRef<List<ObjectRef<Long>>> outer = put(List.of(good, bad));
        good.release();
        List<ObjectRef<Long>> read = outer.get();
        assertThat(read).noneMatch(ObjectRef::isReady);
        HandLane lane = caller.grant(2);
        lane.awaitTasks(2);
        lane.answer(lane.tasks().get(0), 10);
        lane.fail(lane.tasks().get(1), ErrorCode.TASK_FAILED, "no");
        assertThat(read.get(0).get(SOON)).isEqualTo(10);
        assertThatThrownBy(() -> read.get(1).get(SOON)).isInstanceOf(TaskFailedException.class);
        assertThatThrownBy(() -> good.get(SOON)).isInstanceOf(ObjectLostException.class);
        assertThat(outer.get().get(0).get()).isEqualTo(10);
    }

    @Test
    void shouldCancelTheTaskThatAReferenceInsideIsOf() {
        ObjectRef<Long> task = function.submit(caller.runtime(), 1);
        ObjectRef<Long> read = put(Optional.of(task)).get().orElseThrow();
        assertThat(read.cancel()).isTrue();
        assertThat(task.isReady()).isTrue();
        assertThat(task.cancel()).isFalse();
    }

    @Test
    void shouldSendWhatIsInsideWithATask() {
        ObjectRef<Long> inner = put(5L);
        ObjectRef<List<ObjectRef<Long>>> outer = put(List.of(inner));
        ObjectRef<Long> result = reader.submitRef(caller.runtime(), outer);
        inner.release();
        outer.release();
        HandLane lane = caller.grant(1);
        HandLane.Task task = lane.awaitTasks(1).get(0);
        String delivered = "object " + inner.id().sequence() + " VALUE";
        TestNode.await(delivered, () -> caller.heardOnControl().contains(delivered));
        lane.answer(task, 5);
        assertThat(result.get(SOON)).isEqualTo(5);
    }

    @Test
    void shouldHoldNothingWhenTheValueCannotBePut() {
        ObjectRef<long[]> inner = put(new long[LARGE]);
        assertThatThrownBy(() -> put(List.of(inner, new Object() {}))).isInstanceOf(RuntimeException.class);
        List<Object> endless = new ArrayList<>(List.of(inner));
        endless.add(endless);
        assertThatThrownBy(() -> put(endless)).isInstanceOf(ValueCodecException.class);
        assertThat(objects()).isEqualTo(1);
        inner.release();
        assertThat(objects()).isZero();
    }
}
