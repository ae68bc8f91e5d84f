package io.remex.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.CncFileDescriptor;
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

        assertThat(new Janitor(own).clean(NOW_MS)).containsExactly(leftover);

        assertThat(leftover).doesNotExist();
        assertThat(own).exists();
    }

    @Test
    void shouldLeaveALiveDriverAlone() throws IOException {
        Path live = driverDirectory("node2", ProcessHandle.current().pid());

        assertThat(new Janitor(own).clean(NOW_MS)).isEmpty();

        assertThat(live).exists();
    }

    @Test
    void shouldLeaveItsOwnDirectoryAlone() throws IOException {
        Files.write(own.resolve(CncFileDescriptor.CNC_FILE), head(deadPid));

        assertThat(new Janitor(own).clean(NOW_MS)).isEmpty();
    }

    @Test
    void shouldLeaveAloneWhatNoDriverMade() throws IOException {
        Files.createDirectory(parent.resolve("something"));
        Files.writeString(parent.resolve("notes.txt"), "x");
        Path empty = Files.createDirectory(parent.resolve("short"));
        Files.write(empty.resolve(CncFileDescriptor.CNC_FILE), new byte[3]);

        assertThat(new Janitor(own).clean(NOW_MS)).isEmpty();
    }

    @Test
    void shouldNotFollowLinks() throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Files.write(outside.resolve(CncFileDescriptor.CNC_FILE), head(deadPid));
        Files.createSymbolicLink(parent.resolve("link"), outside);
        Path leftover = driverDirectory("node2", deadPid);
        Files.createSymbolicLink(leftover.resolve("link"), outside);

        assertThat(new Janitor(own).clean(NOW_MS)).containsExactly(leftover);

        assertThat(outside.resolve(CncFileDescriptor.CNC_FILE)).exists();
    }

    @Test
    void shouldRemoveAnUnfinishedEmbeddedDirectoryOfADeadProcessAfterAWhile() throws IOException {
        Path leftover = Files.createDirectory(parent.resolve("embedded-" + deadPid + "-1a2b"));
        Path live = Files.createDirectory(
                parent.resolve("embedded-" + ProcessHandle.current().pid() + "-1a2b"));
        Files.setLastModifiedTime(leftover, FileTime.fromMillis(NOW_MS - 1_000));
        Files.setLastModifiedTime(live, FileTime.fromMillis(NOW_MS - 1_000));
        Janitor janitor = new Janitor(own);

        assertThat(janitor.clean(NOW_MS)).isEmpty();
        assertThat(janitor.clean(NOW_MS + HOUR_MS)).containsExactly(leftover);
    }

    @Test
    void shouldTouchNothingOutsideOfThisProjectsDirectories() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Path foreign = Files.createDirectory(other.resolve("aeron"));
        Files.write(foreign.resolve(CncFileDescriptor.CNC_FILE), head(deadPid));

        assertThat(new Janitor(other.resolve("node")).clean(NOW_MS)).isEmpty();

        assertThat(foreign).exists();
    }

    @Test
    void shouldBearThatThereIsNoParentYet() {
        assertThat(new Janitor(root.resolve("remex-nobody/node")).clean(NOW_MS)).isEmpty();
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
