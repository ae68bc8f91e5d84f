package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that write, read, pin and free in a store that is too small for them, while another process's store reads. */
class ConcurrentStoreTest {
    private static final int WRITERS = 3;
    private static final int ROUNDS = 150;
    private static final int READERS = 2;
    private static final int MAX_LENGTH = 600_000;

    @TempDir
    Path root;

    private final LinkedBlockingQueue<Named> published = new LinkedBlockingQueue<>();
    private final AtomicInteger writing = new AtomicInteger(WRITERS);

    private record Named(ObjectDescriptor descriptor, long seed) {}

    @Test
    void shouldNeverMixUpObjects() throws Exception {
        StoreConfig spilling = StoreFixture.spilling(root, 6 << 20, 8 << 20);
        StoreConfig config = new StoreConfig(
                spilling.directory(),
                new StoreConfig.Memory(6 << 20, 1L << 40, 1 << 20, Duration.ofSeconds(60)),
                spilling.spill(),
                spilling.checks());
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
        try (ObjectStore store = ObjectStore.open(config);
                ObjectStore reader = ObjectStore.open(StoreFixture.config(root))) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                work.add(() -> write(store, number));
            }
            for (int i = 0; i < READERS; i++) {
                work.add(() -> read(reader));
            }
            int readElsewhere = 0;
            for (Future<Integer> done : threads.invokeAll(work)) {
                readElsewhere += done.get();
            }
            assertThat(readElsewhere).isPositive();
            assertThat(store.statistics().value(StoreCounter.OBJECTS)).isZero();
            assertThat(store.statistics().value(StoreCounter.USED_BYTES)).isZero();
            assertThat(store.statistics().value(StoreCounter.SPILL_BYTES)).isZero();
            assertThat(store.statistics().value(StoreCounter.SPILLED)).isPositive();
            assertThat(reader.statistics().value(StoreCounter.USED_BYTES)).isZero();
        } finally {
            threads.shutdownNow();
        }
        assertThat(root).isEmptyDirectory();
    }

    private int write(ObjectStore store, int number) {
        Random random = new Random(number);
        List<StoredObject> mine = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long seed = number * 1_000_000L + round;
                StoredObject object = StoreFixture.put(store, seed, random.nextInt(MAX_LENGTH));
                mine.add(object);
                seeds.add(seed);
                published.add(new Named(object.descriptor(), seed));
                int which = random.nextInt(mine.size());
                try (ObjectView view = store.view(mine.get(which).descriptor())) {
                    assertSame(view, seeds.get(which));
                }
                while (mine.size() > 6) {
                    int oldest = random.nextInt(mine.size());
                    mine.remove(oldest).free();
                    seeds.remove(oldest);
                }
            }
        } finally {
            mine.forEach(StoredObject::free);
            writing.decrementAndGet();
        }
        return 0;
    }

    /** How many it could read to the end; the others were freed before or meanwhile. */
    private int read(ObjectStore reader) throws InterruptedException {
        int read = 0;
        while (true) {
            boolean last = writing.get() == 0;
            Named named = published.poll(10, TimeUnit.MILLISECONDS);
            if (named == null && last) {
                return read;
            }
            if (named != null) {
                try (ObjectView view = reader.view(named.descriptor())) {
                    byte[] bytes = StoreFixture.read(view);
                    assertThat(Arrays.equals(bytes, StoreFixture.content(named.seed(), view.length())))
                            .as("seed " + named.seed())
                            .isTrue();
                    read++;
                } catch (ObjectLostException | ObjectStoreFullException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }

    private static void assertSame(ObjectView view, long seed) {
        assertThat(Arrays.equals(StoreFixture.read(view), StoreFixture.content(seed, view.length())))
                .as("seed " + seed)
                .isTrue();
    }
}
