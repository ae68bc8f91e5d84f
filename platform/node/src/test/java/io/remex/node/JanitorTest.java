package io.remex.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.CncFileDescriptor;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.objectstore.ObjectStore;
import io.remex.objectstore.ObjectView;
import io.remex.objectstore.ObjectWriter;
import io.remex.objectstore.StoreConfig;
import io.remex.objectstore.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JanitorTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    Path root;

    private Path parent;
    private Path own;
    private long deadPid;

    @BeforeEach
    void makeParent() throws Exception {
        parent = Files.createDirectory(root.resolve("remex-test"));
        own = Files.createDirectory(parent.resolve("node"));
        Process ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("version").toFile())
                .start();
        ended.waitFor();
        deadPid = ended.pid();
    }

    @Test
    void shouldRemoveTheDirectoryOfADeadDriver() throws IOException {
        Path leftover = driverDirectory("node2", deadPid);
        Files.createDirectories(leftover.resolve("publications"));
        Files.writeString(leftover.resolve("publications/1.logbuffer"), "x");

        assertThat(janitor(own).clean(NOW_MS)).containsExactly(leftover);

        assertThat(leftover).doesNotExist();
        assertThat(own).exists();
    }

    @Test
    void shouldLeaveALiveDriverAlone() throws IOException {
        Path live = driverDirectory("node2", ProcessHandle.current().pid());

        assertThat(janitor(own).clean(NOW_MS)).isEmpty();

        assertThat(live).exists();
    }

    @Test
    void shouldLeaveItsOwnDirectoryAlone() throws IOException {
        Files.write(own.resolve(CncFileDescriptor.CNC_FILE), head(deadPid));

        assertThat(janitor(own).clean(NOW_MS)).isEmpty();
    }

    @Test
    void shouldLeaveAloneWhatNoDriverMade() throws IOException {
        Files.createDirectory(parent.resolve("something"));
        Files.writeString(parent.resolve("notes.txt"), "x");
        Path empty = Files.createDirectory(parent.resolve("short"));
        Files.write(empty.resolve(CncFileDescriptor.CNC_FILE), new byte[3]);

        assertThat(janitor(own).clean(NOW_MS)).isEmpty();
    }

    @Test
    void shouldNotFollowLinks() throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Files.write(outside.resolve(CncFileDescriptor.CNC_FILE), head(deadPid));
        Files.createSymbolicLink(parent.resolve("link"), outside);
        Path leftover = driverDirectory("node2", deadPid);
        Files.createSymbolicLink(leftover.resolve("link"), outside);

        assertThat(janitor(own).clean(NOW_MS)).containsExactly(leftover);

        assertThat(outside.resolve(CncFileDescriptor.CNC_FILE)).exists();
    }

    @Test
    void shouldRemoveAnUnfinishedEmbeddedDirectoryOfADeadProcessAfterAWhile() throws IOException {
        Path leftover = Files.createDirectory(parent.resolve("embedded-" + deadPid + "-1a2b"));
        Path live = Files.createDirectory(
                parent.resolve("embedded-" + ProcessHandle.current().pid() + "-1a2b"));
        Files.setLastModifiedTime(leftover, FileTime.fromMillis(NOW_MS - 1_000));
        Files.setLastModifiedTime(live, FileTime.fromMillis(NOW_MS - 1_000));
        Janitor janitor = janitor(own);

        assertThat(janitor.clean(NOW_MS)).isEmpty();
        assertThat(janitor.clean(NOW_MS + HOUR_MS)).containsExactly(leftover);
    }

    @Test
    void shouldTouchNothingOutsideOfThisProjectsDirectories() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Path foreign = Files.createDirectory(other.resolve("aeron"));
        Files.write(foreign.resolve(CncFileDescriptor.CNC_FILE), head(deadPid));

        assertThat(janitor(other.resolve("node")).clean(NOW_MS)).isEmpty();

        assertThat(foreign).exists();
    }

    @Test
    void shouldBearThatThereIsNoParentYet() {
        assertThat(janitor(root.resolve("remex-nobody/node")).clean(NOW_MS)).isEmpty();
    }

    @Test
    void shouldRemoveTheObjectsOfADeadProcessAndLeaveThoseOfALiveOne() throws IOException {
        Path dead = Files.createDirectories(parent.resolve("embedded-1-2.store/0123456789abcdef"));
        Files.createFile(dead.resolveSibling("store.lock"));
        Files.createFile(dead.resolve("arena.lock"));
        Files.writeString(dead.resolve("1.segment"), "x");
        Path deadFiles = Files.createDirectories(root.resolve("spill/0123456789abcdef"));
        Files.createFile(deadFiles.resolveSibling("store.lock"));
        Files.createFile(deadFiles.resolve("arena.lock"));
        Files.writeString(deadFiles.resolve("0000000000000001.spill"), "x");
        RemexConfig config = RemexConfig.builder()
                .set(ConfigKey.STORE_SPILL_DIR, root.resolve("spill").toString())
                .build();
        try (ObjectStore live = ObjectStore.open(StoreConfig.of(config, own))) {
            // opening a store removes what is dead as well
            assertThat(dead.getParent()).doesNotExist();
            assertThat(deadFiles.getParent()).doesNotExist();
            Files.createDirectories(dead);
            Files.createFile(dead.resolveSibling("store.lock"));
            Files.writeString(dead.resolve("1.segment"), "x");

            assertThat(janitor(own).clean(NOW_MS)).containsExactly(dead);

            assertThat(dead.getParent()).doesNotExist();
            try (ObjectWriter writer = live.writer(1)) {
                writer.writeInt(7);
                StoredObject object = writer.seal();
                try (ObjectView view = live.view(object.descriptor())) {
                    assertThat(view.byteBuffer().getInt()).isEqualTo(7);
                }
            }
        }
        assertThat(parent.resolve("node.store")).doesNotExist();
    }

    private Janitor janitor(Path directory) {
        return new Janitor(directory, root.resolve("spill"));
    }

    private Path driverDirectory(String name, long pid) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(name));
        Files.write(directory.resolve(CncFileDescriptor.CNC_FILE), head(pid));
        return directory;
    }

    /** As a driver leaves it: ready, and silent for ever. */
    private static byte[] head(long pid) {
        ByteBuffer head = ByteBuffer.allocate(CncFileDescriptor.END_OF_METADATA_OFFSET + 8_192)
                .order(ByteOrder.nativeOrder());
        head.putInt(CncFileDescriptor.cncVersionOffset(0), CncFileDescriptor.CNC_VERSION);
        head.putInt(CncFileDescriptor.toDriverBufferLengthOffset(0), 1_024 + 768);
        head.putLong(CncFileDescriptor.pidOffset(0), pid);
        return head.array();
    }
}
