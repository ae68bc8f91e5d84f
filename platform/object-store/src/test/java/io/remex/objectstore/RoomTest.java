package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectStoreFullException;
import io.remex.ValueTooLargeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path root;

    @Test
    void shouldNameNumbersAndKeysWhenTheProcessIsFull() {
        try (ObjectStore store = open(8, 1 << 20, Duration.ofMillis(5))) {
            List<StoredObject> objects = fill(store, MIB);

            assertThat(objects).hasSize(7);
            assertThatThrownBy(() -> store.writer(2 * MIB))
                    .isInstanceOf(ObjectStoreFullException.class)
                    .hasMessageContaining("2097152 bytes")
                    .hasMessageContaining("7 objects")
                    .hasMessageContaining("8388608")
                    .hasMessageContaining("remex.store.memory")
                    .hasMessageContaining("PT0.005S");
            assertThat(store.statistics().value(StoreCounter.FULL_FAILURES)).isEqualTo(2);
            assertThat(store.statistics().value(StoreCounter.COMMITTED_BYTES)).isLessThanOrEqualTo(8 * MIB);
        }
    }

    @Test
    void shouldRefuseWhatCanNeverFitWithoutWaiting() {
        try (ObjectStore store = open(8, 1 << 20, Duration.ofDays(1))) {
            assertThatThrownBy(() -> store.writer(9 * MIB)).isInstanceOf(ObjectStoreFullException.class);
            assertThatThrownBy(() -> store.writer(ObjectStore.MAX_OBJECT_BYTES + 1L))
                    .isInstanceOf(ValueTooLargeException.class)
                    .hasMessageContaining("2097152000");
            try (ObjectWriter writer = store.writer(1)) {
                writer.writeInt(7);
                assertThatThrownBy(() -> writer.reserve(Long.MAX_VALUE - 10))
                        .isInstanceOf(ValueTooLargeException.class);
                assertThatThrownBy(() -> writer.reserve(9 * MIB)).isInstanceOf(ObjectStoreFullException.class);
                StoredObject object = writer.seal();
                assertThat(object.length()).isEqualTo(4);
            }
        }
    }

    @Test
    void shouldGoOnAsSoonAsSomethingIsFreed() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ObjectStore store = open(8, 1 << 20, Duration.ofDays(1))) {
            List<StoredObject> objects = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                objects.add(StoreFixture.put(store, i, MIB));
            }
            CompletableFuture<StoredObject> waiting =
                    CompletableFuture.supplyAsync(() -> StoreFixture.put(store, 8, MIB), threads);
            Awaitility.await().until(() -> store.statistics().value(StoreCounter.FULL_WAITS) == 1);
            assertThat(waiting).isNotDone();

            objects.get(3).free();

            assertThat(waiting.get(60, TimeUnit.SECONDS).length()).isEqualTo(MIB);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldEndTheWaitOfAnInterruptedThreadAndKeepTheInterrupt() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ObjectStore store = open(8, 1 << 20, Duration.ofDays(1))) {
            for (int i = 0; i < 7; i++) {
                StoreFixture.put(store, i, MIB).pin();
            }
            CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                    () -> {
                        assertThatThrownBy(() -> store.writer(MIB))
                                .isInstanceOf(ObjectStoreFullException.class)
                                .hasMessageContaining("interrupted");
                        return Thread.currentThread().isInterrupted();
                    },
                    threads);
            Awaitility.await().until(() -> store.statistics().value(StoreCounter.FULL_WAITS) == 1);
            threads.shutdownNow();
            assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldWriteOnAnInterruptedThread() {
        try (ObjectStore store = open(8, 1 << 20, Duration.ofDays(1))) {
            Thread.currentThread().interrupt();
            StoredObject object = StoreFixture.put(store, 1, 3 * MIB);
            assertThat(Thread.interrupted()).isTrue();
            try (ObjectView view = store.view(object.descriptor())) {
                assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(1, 3 * MIB));
            }
        }
    }

    @Test
    void shouldShareTheMachineWithOtherProcesses() {
        try (ObjectStore one = open(64, 16, Duration.ofMillis(5));
                ObjectStore other = open(64, 16, Duration.ofMillis(5))) {
            List<StoredObject> objects = fill(one, MIB);
            assertThat(objects).hasSizeBetween(14, 15);

            assertThatThrownBy(() -> other.writer(2 * MIB))
                    .isInstanceOf(ObjectStoreFullException.class)
                    .hasMessageContaining("remex.store.machine-memory")
                    .hasMessageContaining("16777216");

            one.close();
            StoreFixture.put(other, 1, 2 * MIB).free();
        }
    }

    @Test
    void shouldGiveEmptySegmentsBackForALargerOne() {
        try (ObjectStore store = open(16, 1 << 20, Duration.ofMinutes(2))) {
            fillAndFree(store);

            StoredObject large = StoreFixture.put(store, 1, 12 * MIB);

            try (ObjectView view = store.view(large.descriptor())) {
                assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(1, 12 * MIB));
            }
        }
    }

    private static void fillAndFree(ObjectStore store) {
        List<StoredObject> small = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            small.add(StoreFixture.put(store, i, MIB));
        }
        assertThat(store.statistics().value(StoreCounter.SEGMENTS)).isGreaterThan(2);
        small.forEach(StoredObject::free);
    }

    private static List<StoredObject> fill(ObjectStore store, int length) {
        List<StoredObject> objects = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (true) {
                        objects.add(StoreFixture.put(store, objects.size(), length));
                    }
                })
                .isInstanceOf(ObjectStoreFullException.class);
        return objects;
    }

    private ObjectStore open(int processMib, int machineMib, Duration timeout) {
        StoreConfig base = StoreFixture.config(root);
        return ObjectStore.open(new StoreConfig(
                base.directory(),
                new StoreConfig.Memory((long) processMib * MIB, (long) machineMib * MIB, 4 * MIB, timeout),
                base.spill(),
                base.checks()));
    }
}
