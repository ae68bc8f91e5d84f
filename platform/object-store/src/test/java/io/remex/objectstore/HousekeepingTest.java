package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path root;

    private final AtomicLong nowNs = new AtomicLong(-5 * SECOND_NS);

    @Test
    void shouldKeepAnEmptySegmentForAWhileAndThenRemoveIt() throws IOException {
        try (ObjectStore store = open()) {
            StoredObject object = StoreFixture.put(store, 1, 100_000);
            nowNs.addAndGet(100 * SECOND_NS);
            store.housekeeping();
            assertThat(segments()).as("in use").isEqualTo(1);

            object.free();
            nowNs.addAndGet(ObjectStore.KEEP_EMPTY_NS - 1);
            store.housekeeping();
            assertThat(segments()).as("empty for less than it is kept").isEqualTo(1);

            nowNs.addAndGet(1);
            store.housekeeping();
            assertThat(segments()).isZero();
            assertThat(store.statistics().value(StoreCounter.SEGMENTS)).isZero();

            assertThat(StoreFixture.put(store, 2, 100_000).descriptor().segment())
                    .as("numbers are never used again")
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldNotMakeAStoreAgainThatAnotherRemovesWhileItWaits() throws Exception {
        StoreDirectory directory = new StoreDirectory(root.resolve("node.store"));
        AtomicReference<String> swept = new AtomicReference<>();
        Thread sweeper = new Thread(() -> {
            try {
                swept.set(directory.lockIfThere(() -> "locked", "nothing there"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        directory.makeAndLock(() -> {
            sweeper.start();
            await("the other thread to wait for the lock")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> sweeper.getState() == Thread.State.WAITING);
            directory.removeIfEmpty();
            return null;
        });
        sweeper.join(60_000);
        assertThat(swept).hasValue("nothing there");
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void shouldGiveBackWhatItReservedOfTheMachine() throws IOException {
        StoreDirectory directory = new StoreDirectory(root.resolve("node.store"));
        try (ObjectStore store = open()) {
            StoreFixture.put(store, 1, 3_000_000).free();
            assertThat(ArenaDirectory.readUsage(directory, store.arenaId()))
                    .as("reserved in a large step")
                    .isGreaterThan(8_000_000);

            store.housekeeping();
            assertThat(ArenaDirectory.readUsage(directory, store.arenaId()))
                    .isEqualTo(store.statistics().value(StoreCounter.COMMITTED_BYTES))
                    .isBetween(3_000_000L, 4_000_000L);

            nowNs.addAndGet(ObjectStore.KEEP_EMPTY_NS);
            await().untilAsserted(() -> {
                System.gc();
                store.housekeeping();
                assertThat(ArenaDirectory.readUsage(directory, store.arenaId())).isZero();
            });
        }
    }

    @Test
    void shouldForgetSegmentsOfOthersThatAreGone() {
        try (ObjectStore reader = open()) {
            ObjectStore writer = ObjectStore.open(StoreFixture.config(root));
            reader.view(StoreFixture.put(writer, 1, 100_000).descriptor()).close();
            reader.housekeeping();
            assertThat(reader.statistics().value(StoreCounter.FOREIGN_SEGMENTS)).isEqualTo(1);

            writer.close();
            reader.housekeeping();

            assertThat(reader.statistics().value(StoreCounter.FOREIGN_SEGMENTS)).isZero();
        }
    }

    private ObjectStore open() {
        StoreStatistics.Counts counts = new StoreStatistics.Counts();
        StoreConfig config = StoreFixture.config(root, 64 * StoreFixture.MIB, Duration.ofSeconds(1));
        return ObjectStore.open(config, nowNs::get, counts, new LeakDetector(false, counts));
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        }
    }
}
