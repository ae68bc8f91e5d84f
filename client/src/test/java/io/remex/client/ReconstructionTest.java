package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.GetTimeoutException;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.RemexConfig;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.ObjectSink;
import io.remex.objectstore.StoreCounter;
import io.remex.objectstore.StoredObject;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.testkit.TestNode;
import io.remex.transport.MessageLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stored results that are lost, with the worker's end of the lane in the hand of the test. */
class ReconstructionTest {
    private static final Duration SOON = Duration.ofSeconds(600);
    private static final int LENGTH = 20_000;

    private static TestNode node;

    private final TestFunction<long[]> large =
            new TestFunction<>("large", TaskOptions.none(), PrimitiveCodecs.LONG, ArrayCodecs.LONG);
    private final TestFunction<long[]> next =
            new TestFunction<>("next", TaskOptions.none(), ArrayCodecs.LONG, ArrayCodecs.LONG);
    private final TestFunction<Long> sum =
            new TestFunction<>("sum", TaskOptions.none(), ArrayCodecs.LONG, PrimitiveCodecs.LONG);
    private final List<StoredObject> workers = new ArrayList<>();
    private CallerHarness caller;
    private HandLane lane;
    private int seen;

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
        workers.forEach(StoredObject::free);
        caller.close();
        assertThat(objects()).as("objects left behind").isZero();
    }

    private static long objects() {
        return node.store().statistics().value(StoreCounter.OBJECTS);
    }

    private void start(ConfigKey key, String value) {
        RemexConfig config = CallerHarness.configBuilder()
                .set(ConfigKey.LEASE_IDLE, "10m")
                .set(key, value)
                .build();
        caller = new CallerHarness(node, config, large, next, sum).start(large, next, sum);
    }

    private void start() {
        start(ConfigKey.STORE_RECONSTRUCTION_DEPTH, "16");
    }

    /** The next task that the worker gets. */
    private HandLane.Task nextTask() {
        if (lane == null) {
            lane = caller.grant(1);
        }
        seen++;
        TestNode.await("task " + seen, () -> {
            caller.runtime().polling().pollOnce();
            return lane.tasks().size() >= seen;
        });
        return lane.tasks().get(seen - 1);
    }

    private static long[] filled(long value) {
        long[] values = new long[LENGTH];
        Arrays.fill(values, value);
        return values;
    }

    private StoredObject stored(long value) {
        ValueOutput out = new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, "limit", ObjectSink.opener(node.store()));
        out.reset(null);
        ArrayCodecs.LONG.encode(out, filled(value));
        StoredObject object = ((ObjectSink) out.takeSink()).seal();
        workers.add(object);
        return object;
    }

    /** Answers with an object as a worker writes it. */
    private StoredObject answerStored(HandLane.Task task, long value) {
        StoredObject object = stored(value);
        lane.answer(
                task.laneSequence(),
                task.taskSequence(),
                OutcomeKind.STORED,
                object.descriptor().encode());
        return object;
    }

    private StoredObject made(ObjectRef<long[]> ref, long value) {
        StoredObject object = answerStored(nextTask(), value);
        TestNode.await(ref::isReady);
        return object;
    }

    private static long[] await(CompletableFuture<long[]> future) throws Exception {
        return future.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static CompletableFuture<long[]> get(ObjectRef<long[]> ref) {
        CompletableFuture<long[]> value = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                value.complete(ref.get(SOON));
            } catch (Throwable t) {
                value.completeExceptionally(t);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return value;
    }

    @Test
    void shouldMakeALostResultAgainForAGetAndForAFuture() throws Exception {
        start();
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 5);
        made(ref, 1).free();
        CompletableFuture<long[]> first = get(ref);
        HandLane.Task again = nextTask();
        assertThat(again.argument()).isEqualTo(5);
        assertThat(again.attempt()).isEqualTo(1);
        StoredObject second = answerStored(again, 2);
        assertThat(await(first)).isEqualTo(filled(2));
        second.free();
        CompletableFuture<long[]> future = ref.toCompletableFuture();
        answerStored(nextTask(), 3);
        assertThat(await(future)).isEqualTo(filled(3));
        assertThat(caller.runtime().reconstructions().begunCount()).isEqualTo(2);
        ref.release();
        assertThat(caller.runtime().reconstructions().lineages().figures()).containsExactly(0, 0, 0);
    }

    @Test
    void shouldRunOnceForAllWhoWait() throws Exception {
        start();
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 5);
        made(ref, 1).free();
        List<CompletableFuture<long[]>> readers = List.of(get(ref), get(ref), get(ref), ref.toCompletableFuture());
        answerStored(nextTask(), 2);
        for (CompletableFuture<long[]> reader : readers) {
            assertThat(await(reader)).isEqualTo(filled(2));
        }
        assertThat(lane.tasks()).hasSize(2);
    }

    @Test
    void shouldSayWhyAResultIsNotMadeAgain() {
        start();
        ObjectRef<long[]> once =
                large.submit(caller.runtime(), TaskOptions.none().maxRetries(0), 1);
        made(once, 1).free();
        assertThatThrownBy(() -> once.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("large")
                .hasMessageContaining("maxRetries=0");
        assertThat(lane.tasks()).hasSize(1);
    }

    @Test
    void shouldGiveUpAfterSoManyTimes() {
        start(ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS, "2");
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 1);
        StoredObject object = made(ref, 1);
        for (int i = 0; i < 2; i++) {
            object.free();
            CompletableFuture<long[]> value = get(ref);
            object = answerStored(nextTask(), i);
            assertThat(value.orTimeout(600, TimeUnit.SECONDS).join()).isEqualTo(filled(i));
        }
        object.free();
        assertThatThrownBy(() -> ref.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("2 times")
                .hasMessageContaining("remex.store.reconstruction-attempts");
        assertThat(lane.tasks()).hasSize(3);
    }

    @Test
    void shouldSayThatMakingItAgainFailed() {
        start(ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS, "1");
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 1);
        made(ref, 1).free();
        CompletableFuture<long[]> value = get(ref);
        lane.fail(nextTask(), ErrorCode.TASK_FAILED, "no second time");
        assertThatThrownBy(() -> await(value))
                .hasCauseInstanceOf(ObjectLostException.class)
                .hasMessageContaining("no second time");
        assertThat(caller.runtime().reconstructions().failedCount()).isEqualTo(1);
    }

    @Test
    void shouldTakeAResultThatIsSmallTheNextTime() throws Exception {
        start();
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 5);
        made(ref, 1).free();
        CompletableFuture<long[]> value = get(ref);
        HandLane.Task again = nextTask();
        ValueOutput out = new ValueOutput(1_000, "limit");
        ArrayCodecs.LONG.encode(out, new long[] {7});
        lane.answer(again.laneSequence(), again.taskSequence(), OutcomeKind.VALUE, out.copy());
        assertThat(await(value)).containsExactly(7);
        assertThat(ref.get()).containsExactly(7);
        assertThat(caller.runtime().reconstructions().failedCount()).isZero();
        ObjectRef<Long> total = sum.submitRef(caller.runtime(), ref);
        HandLane.Task reader = nextTask();
        assertThat(reader.parts()).hasSize(1);
        lane.answer(reader, 7);
        assertThat(total.get(SOON)).isEqualTo(7);
        ref.release();
    }

    @Test
    void shouldWaitNoLongerThanItsLimitHoweverOftenTheValueIsLost() throws Exception {
        start(ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS, "1000");
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 5);
        made(ref, 1).free();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                ref.get(Duration.ofMillis(300));
                ended.complete(new AssertionError("it was never there"));
            } catch (Throwable t) {
                ended.complete(t);
            }
        });
        reader.start();
        ObjectDescriptor gone = workers.get(0).descriptor();
        while (!ended.isDone()) {
            // each time it is made again it is lost again, long before the limit, and a thousand times after it
            if (lane.tasks().size() > seen) {
                HandLane.Task task = lane.tasks().get(seen++);
                lane.answer(task.laneSequence(), task.taskSequence(), OutcomeKind.STORED, gone.encode());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)); // so long it takes to make it
        }
        assertThat(ended.get()).isInstanceOf(GetTimeoutException.class);
        reader.join();
    }

    @Test
    void shouldMakeALostArgumentAgainAndSendItsTaskWithoutARetry() {
        start();
        ObjectRef<long[]> argument = large.submit(caller.runtime(), 5);
        StoredObject lost = made(argument, 1);
        ObjectRef<Long> total = sum.submitRef(caller.runtime(), argument);
        HandLane.Task reader = nextTask();
        lost.free();
        lane.fail(reader, ErrorCode.OBJECT_LOST, "not there");
        StoredObject object = answerStored(nextTask(), 2);
        HandLane.Task again = nextTask();
        assertThat(again.taskSequence()).isEqualTo(reader.taskSequence());
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(ObjectDescriptor.decode(again.parts()[0].object(), 0)).isEqualTo(object.descriptor());
        lane.answer(again, 7);
        assertThat(total.get(SOON)).isEqualTo(7);
    }

    @Test
    void shouldSendATaskAgainWhoseArgumentHadOnlyMoved() {
        start();
        ObjectRef<long[]> argument = large.submit(caller.runtime(), 5);
        made(argument, 1);
        ObjectRef<Long> total = sum.submitRef(caller.runtime(), argument);
        lane.fail(nextTask(), ErrorCode.OBJECT_LOST, "spilled while it was read");
        lane.answer(nextTask(), 7);
        assertThat(total.get(SOON)).isEqualTo(7);
        assertThat(caller.runtime().reconstructions().begunCount()).isZero();
    }

    @Test
    void shouldFailATaskWhoseArgumentsAreNeverFound() {
        start(ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS, "2");
        ObjectRef<long[]> argument = large.submit(caller.runtime(), 5);
        made(argument, 1);
        ObjectRef<Long> total = sum.submitRef(caller.runtime(), argument);
        lane.fail(nextTask(), ErrorCode.OBJECT_LOST, "not found");
        lane.fail(nextTask(), ErrorCode.OBJECT_LOST, "not found, although this program can read it");
        answerStored(nextTask(), 1);
        lane.fail(nextTask(), ErrorCode.OBJECT_LOST, "not found");
        assertThatThrownBy(() -> total.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("not found");
    }

    @Test
    void shouldRunAChainAgainFromItsBeginningEvenIfTheProgramHasReleasedThat() throws Exception {
        start();
        ObjectRef<long[]> first = large.submit(caller.runtime(), 5);
        StoredObject firstObject = made(first, 1);
        ObjectRef<long[]> second = next.submitRef(caller.runtime(), first);
        StoredObject secondObject = made(second, 2);
        first.release();
        String freed = "free " + firstObject.descriptor().generation();
        TestNode.await("lineage holds no result", () -> caller.heardOnControl().contains(freed));
        firstObject.free();
        secondObject.free();
        CompletableFuture<long[]> value = get(second);
        HandLane.Task firstAgain = nextTask();
        assertThat(firstAgain.argument()).isEqualTo(5);
        StoredObject made = answerStored(firstAgain, 1);
        HandLane.Task secondAgain = nextTask();
        assertThat(ObjectDescriptor.decode(secondAgain.parts()[0].object(), 0)).isEqualTo(made.descriptor());
        answerStored(secondAgain, 2);
        assertThat(await(value)).isEqualTo(filled(2));
        second.release();
        String freedAgain = "free " + made.descriptor().generation();
        TestNode.await(
                "the argument is freed again", () -> caller.heardOnControl().contains(freedAgain));
        assertThat(caller.runtime().reconstructions().lineages().figures()).containsExactly(0, 0, 0);
    }

    @Test
    void shouldNotGoDeeperThanAllowed() {
        start(ConfigKey.STORE_RECONSTRUCTION_DEPTH, "1");
        ObjectRef<long[]> first = large.submit(caller.runtime(), 5);
        StoredObject firstObject = made(first, 1);
        ObjectRef<long[]> second = next.submitRef(caller.runtime(), first);
        StoredObject secondObject = made(second, 2);
        first.release();
        firstObject.free();
        secondObject.free();
        assertThatThrownBy(() -> second.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("remex.store.reconstruction-depth");
        assertThat(lane.tasks()).hasSize(2);
    }

    @Test
    void shouldHoldOwnArgumentsForAResultUntilItIsReleased() throws Exception {
        start();
        ObjectRef<long[]> put = caller.runtime().put(filled(3));
        ObjectRef<long[]> ref = next.submitRef(caller.runtime(), put);
        StoredObject object = made(ref, 1);
        put.release();
        object.free();
        CompletableFuture<long[]> value = get(ref);
        HandLane.Task again = nextTask();
        assertThat(again.parts()).hasSize(1);
        answerStored(again, 2);
        assertThat(await(value)).isEqualTo(filled(2));
        assertThat(objects()).as("the argument and the result").isEqualTo(2);
        ref.release();
        assertThat(objects()).as("the result at the worker").isEqualTo(1);
    }

    @Test
    void shouldGiveTheOldestArgumentsUpWhenTheyAreTooMany() {
        start(ConfigKey.STORE_LINEAGE_MEMORY, "200KiB");
        ObjectRef<long[]> put = caller.runtime().put(filled(3));
        List<ObjectRef<long[]>> refs = new ArrayList<>();
        List<StoredObject> objects = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ObjectRef<long[]> ref = next.submitRef(
                    caller.runtime(), i == 0 ? put : caller.runtime().put(filled(i)));
            objects.add(made(ref, i));
            refs.add(ref);
        }
        put.release();
        assertThat(caller.runtime().reconstructions().lineages().figures()[0]).isEqualTo(1);
        assertThat(caller.runtime().reconstructions().lineages().figures()[2]).isEqualTo(2);
        objects.get(0).free();
        assertThatThrownBy(() -> refs.get(0).get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("remex.store.lineage-memory");
    }

    @Test
    void shouldCountOneArgumentOfManyTasksOnce() {
        start(ConfigKey.STORE_LINEAGE_MEMORY, "200KiB");
        ObjectRef<long[]> put = caller.runtime().put(filled(3));
        List<ObjectRef<long[]>> refs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ObjectRef<long[]> ref = next.submitRef(caller.runtime(), put);
            made(ref, i);
            refs.add(ref);
        }
        assertThat(caller.runtime().reconstructions().lineages().figures()[0]).isEqualTo(5);
        assertThat(caller.runtime().reconstructions().lineages().figures()[2]).isZero();
        refs.forEach(ObjectRef::release);
        assertThat(caller.runtime().reconstructions().lineages().figures()).containsExactly(0, 0, 0);
    }

    @Test
    void shouldSayThatThePutValueCannotBeMadeAgain() {
        start();
        PutRef<long[]> put = new PutRef<>(caller.runtime(), caller.runtime().newSequence(), ArrayCodecs.LONG, null);
        StoredObject object = stored(3);
        put.completeStored(caller.runtime().own(object));
        object.free();
        assertThatThrownBy(() -> put.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("only results of tasks can be made again");
    }
}
