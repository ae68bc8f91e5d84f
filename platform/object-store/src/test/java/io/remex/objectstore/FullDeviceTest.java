package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On file systems that are full: a small tmpfs that a process mounts in a namespace of its own. */
class FullDeviceTest {
    private static final int LENGTH = 1_000_000;

    @TempDir
    Path root;

    private Path small;
    private Path large;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(root.resolve("small"));
        large = Files.createDirectory(root.resolve("large"));
        List<String> command = withSmallFileSystem();
        command.add("true");
        Process probe = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("probe").toFile())
                .start();
        boolean works = probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        assumeThat(works)
                .as("this machine lets no user mount a tmpfs in a namespace of its own (unshare -rm): "
                        + Files.readString(root.resolve("probe")))
                .isTrue();
    }

    private List<String> withSmallFileSystem() {
        return new ArrayList<>(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=8m tmpfs \"$0\" && exec \"$@\"",
                small.toString()));
    }

    @Test
    void shouldSayThatSharedMemoryIsFullAndGoOnWhenSomethingIsFreed() throws Exception {
        try (OtherProcess process = new OtherProcess(withSmallFileSystem(), small, small.resolve("spill"))) {
            List<String> objects = new ArrayList<>();
            String refused = fill(process, objects);

            assertThat(refused)
                    .contains("ObjectStoreFullException")
                    .contains("gives no more")
                    .contains("No space left on device");
            assertThat(objects).hasSizeBetween(5, 8);
            assertAllReadable(process, objects);
            int last = objects.size() - 1;
            assertThat(process.ask("free " + last)).isEqualTo("freed");
            objects.set(last, process.ask("put " + last + " " + LENGTH));
            assertAllReadable(process, objects);
        }
    }

    @Test
    void shouldSpillWhenSharedMemoryIsFullThoughTheLimitIsNotReached() throws Exception {
        try (OtherProcess process = new OtherProcess(withSmallFileSystem(), small, large.resolve("spill"))) {
            List<String> objects = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                objects.add(process.ask("put " + i + " " + LENGTH));
            }
            assertAllReadable(process, objects);
            assertThat(large.resolve("spill")).isNotEmptyDirectory();
        }
    }

    @Test
    void shouldKeepObjectsInMemoryWhenThePlaceForFilesIsFull() throws Exception {
        try (OtherProcess process = new OtherProcess(withSmallFileSystem(), large, small.resolve("spill"))) {
            List<String> objects = new ArrayList<>();
            String refused = fill(process, objects);

            assertThat(refused).contains("ObjectStoreFullException").contains("remex.store.memory");
            // 16 MiB of memory and 8 MiB of files, less what is lost at the edges
            assertThat(objects).hasSizeBetween(19, 24);
            assertThat(process.ask("free " + (objects.size() - 1))).isEqualTo("freed");
            assertAllReadable(process, objects.subList(0, objects.size() - 1));
        }
    }

    private static String fill(OtherProcess process, List<String> objects) throws Exception {
        for (int i = 0; i < 100; i++) {
            String answer = process.ask("put " + i + " " + LENGTH);
            if (answer.contains("Exception")) {
                return answer;
            }
            objects.add(answer);
        }
        throw new IOException("100 objects found room on a file system of 8 MiB");
    }

    /** Each was put with its place in the list as its seed. */
    private static void assertAllReadable(OtherProcess process, List<String> objects) throws Exception {
        for (int i = 0; i < objects.size(); i++) {
            assertThat(process.ask("read " + objects.get(i) + " " + i)).isEqualTo("same");
        }
    }
}
