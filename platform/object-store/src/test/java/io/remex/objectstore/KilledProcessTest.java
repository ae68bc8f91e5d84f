package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes that are killed. */
class KilledProcessTest {
    private static final int LENGTH = 1_000_000;

    @TempDir
    Path root;

    @Test
    void shouldReadWhatAnotherProcessWroteAndTheOtherWayRound() throws Exception {
        try (ObjectStore store = ObjectStore.open(StoreFixture.config(root));
                OtherProcess other = new OtherProcess(root, false)) {
            ObjectDescriptor theirs = other.put(1, LENGTH);
            StoredObject ours = StoreFixture.put(store, 2, LENGTH);

            assertReadable(store, theirs, 1);
            assertThat(other.ask("read " + OtherProcess.text(ours.descriptor()) + " 2"))
                    .isEqualTo("same");
            ours.free();
            assertThat(other.ask("read " + OtherProcess.text(ours.descriptor()) + " 2"))
                    .contains("ObjectLostException");
        }
    }

    @Test
    void shouldRemoveEverythingOfAKilledWriterAndKeepOpenViewsReadable() throws Exception {
        try (ObjectStore store = ObjectStore.open(StoreFixture.config(root));
                OtherProcess other = new OtherProcess(root, true)) {
            List<ObjectDescriptor> objects = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                objects.add(other.put(i, LENGTH));
            }
            ObjectView last = store.view(objects.get(19));
            assertReadable(store, objects.get(0), 0);
            assertThat(root.resolve("spill")).isNotEmptyDirectory();
            Path arena = new StoreDirectory(root.resolve("node.store"))
                    .arena(objects.get(0).arena());
            assertThat(arena).exists();

            other.kill();
            assertThat(sweep()).hasSize(2).contains(arena);

            assertThat(arena).doesNotExist();
            assertThat(root.resolve("spill")).doesNotExist();
            assertThat(StoreFixture.read(last)).isEqualTo(StoreFixture.content(19, LENGTH));
            last.close();
            store.housekeeping();
            assertThat(store.statistics().value(StoreCounter.FOREIGN_SEGMENTS)).isZero();
            assertThatThrownBy(() -> store.view(objects.get(0))).isInstanceOf(ObjectLostException.class);
            assertThatThrownBy(() -> store.view(objects.get(19))).isInstanceOf(ObjectLostException.class);
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldNotMissAKilledReader() throws Exception {
        try (ObjectStore store = ObjectStore.open(StoreFixture.config(root));
                OtherProcess other = new OtherProcess(root, false)) {
            StoredObject object = StoreFixture.put(store, 1, LENGTH);
            assertThat(other.ask("hold " + OtherProcess.text(object.descriptor())))
                    .isEqualTo("held");

            other.kill();

            assertReadable(store, object.descriptor(), 1);
            object.free();
            assertThat(store.statistics().value(StoreCounter.USED_BYTES)).isZero();
            assertThat(sweep()).hasSize(1);
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldCleanUpWhenTheNextStoreIsOpened() throws Exception {
        OtherProcess killed = new OtherProcess(root, false);
        ObjectDescriptor lost = killed.put(1, LENGTH);
        killed.kill();
        assertThat(root).isNotEmptyDirectory();

        try (ObjectStore store = ObjectStore.open(StoreFixture.config(root))) {
            assertThatThrownBy(() -> store.view(lost)).isInstanceOf(ObjectLostException.class);
            assertThat(new StoreDirectory(root.resolve("node.store")).arenas()).containsExactly(store.arenaId());
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldCountTheMemoryOfADeadProcessAsFree() throws Exception {
        StoreConfig base = StoreFixture.config(root);
        OtherProcess killed = new OtherProcess(root, false);
        killed.put(1, 20 * LENGTH);
        StoreConfig small = new StoreConfig(
                base.directory(),
                new StoreConfig.Memory(1L << 30, 50 * StoreFixture.MIB, 1L << 20, Duration.ofDays(1)),
                base.spill(),
                base.checks());
        try (ObjectStore store = ObjectStore.open(small)) {
            StoredObject first = StoreFixture.put(store, 1, 10 * LENGTH);
            killed.kill();
            StoredObject second = StoreFixture.put(store, 2, 30 * LENGTH);
            assertReadable(store, second.descriptor(), 2);
            assertReadable(store, first.descriptor(), 1);
        }
    }

    @Test
    void shouldLeaveALiveProcessAlone() throws Exception {
        try (OtherProcess other = new OtherProcess(root, true)) {
            ObjectDescriptor object = other.put(1, LENGTH);
            for (int i = 0; i < 20; i++) {
                other.put(i, LENGTH);
            }

            assertThat(sweep()).isEmpty();

            assertThat(other.ask("read " + OtherProcess.text(object) + " 1")).isEqualTo("same");
        }
        sweep();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldFinishWhatAProcessBeganThatDiedWhileItMadeOrRemovedAnArena() throws IOException {
        Path arena = Files.createDirectories(root.resolve("node.store/00000000000000ff"));
        Files.createFile(arena.resolveSibling("store.lock"));
        Files.writeString(arena.resolve("3.segment"), "the lock is gone already, this is not");
        Path foreign = Files.createDirectories(root.resolve("somebody.store/00000000000000ff"));

        assertThat(sweep()).containsExactly(arena);

        assertThat(arena.getParent()).doesNotExist();
        assertThat(foreign).exists();
    }

    private List<Path> sweep() {
        return StoreSweeper.sweep(root.resolve("node.store"), root.resolve("spill"));
    }

    private static void assertReadable(ObjectStore store, ObjectDescriptor descriptor, long seed) {
        try (ObjectView view = store.view(descriptor)) {
            assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(seed, view.length()));
        }
    }
}
