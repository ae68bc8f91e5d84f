package io.remex.examples.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, but programs that do nothing. */
@Timeout(300)
class DemoClusterTest {
    @TempDir
    private Path directory;

    @Test
    void shouldStartEverythingRunTheCallerAndLeaveNothing() throws Exception {
        Path nodeDirectory;
        try (DemoCluster cluster = cluster(FakeNode.class, FakeService.class)) {
            cluster.start(2, 3);
            nodeDirectory =
                    Path.of(log("node").substring("remex-node ready: ".length()).strip());
            assertThat(nodeDirectory).isDirectory();
            assertThat(log("worker-1")).contains("name worker-1, slots 3, address 127.0.0.1:");
            assertThat(log("worker-2")).contains("name worker-2, slots 3, address 127.0.0.1:");
            assertThat(cluster.runCaller(List.of("5"))).isEqualTo(5);
            assertThat(cluster.casualties()).isEmpty();
        }
        assertThat(nodeDirectory.getParent()).doesNotExist();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldSayWhyAPartDidNotComeUpAndStopTheOthers() throws Exception {
        try (DemoCluster cluster = cluster(FakeNode.class, FailingProgram.class)) {
            assertThatExceptionOfType(DemoFailedException.class)
                    .isThrownBy(() -> cluster.start(2, 1))
                    .withMessageContaining("server ended with exit code 7 before it was ready")
                    .withMessageContaining("server.log")
                    .withMessageContaining("| no luck today");
            assertThat(cluster.casualties()).singleElement().asString().startsWith("server has ended");
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldStopTheCallerWhenItIsClosedMeanwhile() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (DemoCluster cluster = cluster(FakeNode.class, FakeService.class)) {
            cluster.start(1, 1);
            CompletableFuture<Integer> exitCode = new CompletableFuture<>();
            thread.execute(() -> exitCode.complete(runCaller(cluster)));
            while (ProcessHandle.current().children().count() < 4 && !exitCode.isDone()) {
                Thread.onSpinWait();
            }
            cluster.close();
            assertThat(exitCode.join()).isNotZero();
            assertThatExceptionOfType(DemoFailedException.class)
                    .isThrownBy(() -> cluster.runCaller(List.of("0")))
                    .withMessageContaining("being stopped");
        } finally {
            thread.shutdownNow();
        }
    }

    private static int runCaller(DemoCluster cluster) {
        try {
            return cluster.runCaller(List.of());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private DemoCluster cluster(Class<?> node, Class<?> service) throws IOException {
        return new DemoCluster(new DemoLayout(jar(node), jar(service), jar(service), jar(FakeCaller.class), directory));
    }

    /** A jar that starts a class of these tests. */
    private Path jar(Class<?> program) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, program.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                program.getProtectionDomain().getCodeSource().getLocation().toString());
        Path jar = directory.resolve(program.getSimpleName() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
        return jar;
    }

    private String log(String process) throws IOException {
        return Files.readString(directory.resolve(process + ".log"));
    }
}
