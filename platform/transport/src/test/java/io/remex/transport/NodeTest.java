package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.CncFileDescriptor;
import io.aeron.Publication;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    @Test
    void shouldLeaveNothingBehind() {
        NodeDirectory directory = TestNode.newDirectory();
        try (MediaDriverNode driver = MediaDriverNode.launch(directory)) {
            assertThat(directory.path()).isDirectory();
            assertThat(driver.nodeId())
                    .isEqualTo(directory.nodeId())
                    .contains(directory.path().getFileName().toString())
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(directory.path()).doesNotExist();
        assertThat(directory.nodeId()).isEmpty();
    }

    @Test
    void shouldBeAnotherNodeAfterARestart() {
        NodeDirectory directory = TestNode.newDirectory();
        String first;
        try (MediaDriverNode driver = MediaDriverNode.launch(directory)) {
            first = driver.nodeId();
        }
        try (MediaDriverNode driver = MediaDriverNode.launch(directory)) {
            assertThat(driver.nodeId()).isNotEmpty().isNotEqualTo(first);
        }
    }

    @Test
    void shouldRefuseASecondNodeInTheSamePlace() {
        NodeDirectory directory = TestNode.newDirectory();
        try (MediaDriverNode driver = MediaDriverNode.launch(directory)) {
            assertThatThrownBy(() -> MediaDriverNode.launch(directory))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("already runs in " + directory.path());
            assertThat(driver.nodeId()).isNotEmpty();
        }
    }

    @Test
    void shouldSayHowToStartANodeThatIsNotThere(@TempDir Path root) {
        NodeDirectory directory = new NodeDirectory(root.resolve("nothing"));

        assertThat(directory.nodeId()).isEmpty();
        assertThatThrownBy(() -> DataPlane.connect(directory, 1 << 20))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(directory.path().toString())
                .hasMessageContaining("remex-node.jar")
                .hasMessageContaining(ConfigKey.NODE_MODE.key() + "=embedded");
    }

    @Test
    void shouldNotTakeAHalfWrittenMarkForANode(@TempDir Path root) throws IOException {
        NodeDirectory directory = new NodeDirectory(root);
        Path mark = root.resolve(CncFileDescriptor.CNC_FILE);

        Files.write(mark, new byte[3]);
        assertThat(directory.nodeId()).isEmpty();
        Files.write(mark, new byte[CncFileDescriptor.META_DATA_LENGTH]);
        assertThat(directory.nodeId()).isEmpty();
    }

    @Test
    void shouldSayThatItCannotMakeTheDirectory(@TempDir Path root) throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> MediaDriverNode.launch(new NodeDirectory(file.resolve("node"))))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("cannot make the node directory " + file.resolve("node"));
    }

    @Test
    void shouldUseTheConfiguredDirectory() {
        RemexConfig config = RemexConfig.builder()
                .set(ConfigKey.NODE_DIRECTORY, "/some/where")
                .build();

        assertThat(NodeDirectory.of(config).path()).isEqualTo(Path.of("/some/where"));
        assertThat(NodeDirectory.of(RemexConfig.builder().build()))
                .isEqualTo(new NodeDirectory(NodeDirectory.defaultPath()));
        assertThat(NodeDirectory.ofThisProcess()).isNotEqualTo(NodeDirectory.ofThisProcess());
    }

    @Test
    void shouldNoticeThatTheNodeDied() {
        NodeDirectory directory = TestNode.newDirectory();
        MediaDriverNode driver = MediaDriverNode.launch(directory);
        try (DataPlane dataPlane = DataPlane.connect(directory, 1 << 20);
                TaskAdapter adapter = new TaskAdapter(dataPlane, PeerNode.SAME, 7);
                TaskPublisher publisher = new TaskPublisher(dataPlane, PeerNode.SAME, 7)) {
            TestNode.await(publisher::isReady);
            assertThat(dataPlane.isAlive()).isTrue();

            driver.close();
            TestNode.await(() -> !dataPlane.isAlive());

            assertThat(publisher.isConnected()).isFalse();
            assertThat(publisher.send(1, 1, 1, 1, 1, 1, TaskPart.NONE, new byte[0]))
                    .isEqualTo(Publication.CLOSED);
            assertThat(adapter.isConnected()).isFalse();
            assertThat(adapter.poll((a, b, c, d, e, f, parts, buffer, offset, length) -> true, 10))
                    .isZero();
        } finally {
            driver.close();
            IoUtil.delete(directory.path().toFile(), true);
        }
    }
}
