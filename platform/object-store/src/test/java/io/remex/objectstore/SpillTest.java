package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
    private static final int MEMORY = 16 << 20;
    private static final int LENGTH = 1_000_000;

    @TempDir
    Path root;

    private ObjectStore writer;
    private ObjectStore reader;
    private final List<StoredObject> objects = new ArrayList<>();

    @BeforeEach
    void open() {
        writer = ObjectStore.open(StoreFixture.spilling(root, MEMORY, 1L << 30));
        reader = ObjectStore.open(StoreFixture.config(root));
    }

    @AfterEach
    void close() {
        reader.close();
        writer.close();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldSpillWhatWasNotUsedForLongestAndReadItInBothProcesses() throws IOException {
        put(30);

        assertThat(count(StoreCounter.SPILLED)).isGreaterThan(14);
        assertThat(count(StoreCounter.USED_BYTES)).isLessThan(MEMORY / 2);
        assertThat(files()).hasSize((int) count(StoreCounter.SPILLED));
        for (int i = 0; i < 30; i++) {
            try (ObjectView foreign = reader.view(objects.get(i).descriptor())) {
                assertThat(StoreFixture.read(foreign)).isEqualTo(StoreFixture.content(i, LENGTH));
            }
        }
        assertThat(reader.statistics().value(StoreCounter.SPILL_READS)).isEqualTo(count(StoreCounter.SPILLED));
        assertThat(reader.statistics().value(StoreCounter.USED_BYTES)).isZero();
        for (int i = 0; i < 30; i++) {
            assertReadableHere(i);
        }
        assertThat(count(StoreCounter.RESTORED)).isGreaterThan(14);
    }

    @Test
    void shouldEvictWithoutWritingWhatHasAFile() {
        put(10);
        assertThat(count(StoreCounter.SPILLED)).isPositive();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                assertReadableHere(i);
            }
        }
        assertThat(count(StoreCounter.EVICTED)).isPositive();
        assertThat(count(StoreCounter.SPILLED)).isLessThanOrEqualTo(10);
    }

    @Test
    void shouldRemoveTheFileOfAFreedObject() throws IOException {
        put(20);
        assertThat(files()).isNotEmpty();

        objects.forEach(StoredObject::free);

        assertThat(files()).isEmpty();
        assertThat(count(StoreCounter.SPILL_BYTES)).isZero();
        assertThat(count(StoreCounter.OBJECTS)).isZero();
        assertThat(count(StoreCounter.USED_BYTES)).isZero();
        assertThatThrownBy(() -> reader.view(objects.get(0).descriptor())).isInstanceOf(ObjectLostException.class);
        assertThatThrownBy(() -> writer.view(objects.get(0).descriptor())).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldLeaveWhatIsPinnedOrViewedOrNotSpillable() {
        put(3);
        objects.get(0).pin();
        objects.get(1).spillable(false);
        ObjectView view = writer.view(objects.get(2).descriptor());

        put(20);

        for (int i = 0; i < 3; i++) {
            try (ObjectView foreign = reader.view(objects.get(i).descriptor())) {
                assertThat(StoreFixture.read(foreign)).isEqualTo(StoreFixture.content(i, LENGTH));
            }
        }
        assertThat(reader.statistics().value(StoreCounter.SPILL_READS)).isZero();
        view.close();
        objects.get(0).unpin();
    }

    @Test
    void shouldTellAReaderElsewhereThatTheObjectLeftAndFindItAgain() {
        put(1);
        ObjectView before = reader.view(objects.get(0).descriptor());
        put(20);

        assertThat(before.validate()).isFalse();
        before.close();
        try (ObjectView after = reader.view(objects.get(0).descriptor())) {
            assertThat(StoreFixture.read(after)).isEqualTo(StoreFixture.content(0, LENGTH));
        }
    }

    @Test
    void shouldStopAtTheLimit() {
        writer.close();
        writer = ObjectStore.open(StoreFixture.spilling(root, MEMORY, 3 * LENGTH));

        assertThatThrownBy(() -> put(30))
                .isInstanceOf(ObjectStoreFullException.class)
                .hasMessageContaining("remex.store.memory")
                .hasMessageContaining(Integer.toString(MEMORY));

        assertThat(count(StoreCounter.SPILLED)).isEqualTo(2);
        assertThat(count(StoreCounter.SPILL_LIMIT_HITS)).isPositive();
        assertThat(count(StoreCounter.FULL_FAILURES)).isEqualTo(1);
        objects.remove(objects.size() - 1).free();
        assertAllReadable();
    }

    @Test
    void shouldLoseOnlyTheObjectWhoseFileIsDamaged() throws IOException {
        put(20);
        List<Path> files = files();
        byte[] bytes = Files.readAllBytes(files.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(files.get(0), bytes);
        Files.write(files.get(1), new byte[] {1, 2, 3});
        Files.delete(files.get(2));

        int lost = 0;
        for (int i = 0; i < 20; i++) {
            ObjectDescriptor descriptor = objects.get(i).descriptor();
            boolean damaged = files.subList(0, 3).stream()
                    .anyMatch(file ->
                            file.getFileName().toString().startsWith(StoreDirectory.nameOf(descriptor.generation())));
            if (damaged) {
                lost++;
                assertThatThrownBy(() -> writer.view(descriptor)).isInstanceOf(ObjectLostException.class);
                assertThatThrownBy(() -> reader.view(descriptor)).isInstanceOf(ObjectLostException.class);
            } else {
                assertReadableHere(i);
            }
        }
        assertThat(lost).isEqualTo(3);
        objects.forEach(StoredObject::free);
        assertThat(count(StoreCounter.USED_BYTES)).isZero();
        assertThat(reader.statistics().value(StoreCounter.USED_BYTES)).isZero();
    }

    @Test
    void shouldKeepObjectsInMemoryWhenThePlaceForFilesFails() throws IOException {
        Files.writeString(root.resolve("spill"), "a file where a directory should be");

        assertThatThrownBy(() -> put(30)).isInstanceOf(ObjectStoreFullException.class);

        assertThat(objects).hasSizeGreaterThan(10);
        assertThat(count(StoreCounter.SPILL_FAILURES)).isPositive();
        assertAllReadable();
        Files.delete(root.resolve("spill"));
    }

    private void put(int number) {
        for (int i = 0; i < number; i++) {
            objects.add(StoreFixture.put(writer, objects.size(), LENGTH));
        }
    }

    private void assertAllReadable() {
        for (int i = 0; i < objects.size(); i++) {
            assertReadableHere(i);
        }
    }

    private void assertReadableHere(int number) {
        try (ObjectView view = writer.view(objects.get(number).descriptor())) {
            assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(number, LENGTH));
        }
    }

    private long count(StoreCounter counter) {
        return writer.statistics().value(counter);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(root.resolve("spill"))) {
            return walk.filter(path -> path.toString().endsWith(".spill"))
                    .sorted()
                    .toList();
        }
    }
}
