package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectLostException;
import io.remex.RemexConfig;
import io.remex.ValueCodecException;
import io.remex.codec.ValueInput;
import io.remex.objectstore.DirectBufferCodec;
import io.remex.objectstore.ObjectStore;
import io.remex.objectstore.ObjectWriter;
import io.remex.objectstore.StoreConfig;
import io.remex.objectstore.StoreCounter;
import io.remex.objectstore.StoredObject;
import io.remex.transport.TaskPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskArgumentsTest {
    private static final ByteBuffer INLINE =
            ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 3, 4, 9}).order(ByteOrder.LITTLE_ENDIAN);

    @TempDir
    Path directory;

    private ObjectStore store;
    private TaskArguments arguments;

    @BeforeEach
    void open() {
        store = ObjectStore.open(StoreConfig.of(RemexConfig.builder().build(), directory.resolve("node")));
        arguments = new TaskArguments(store);
    }

    @AfterEach
    void close() {
        arguments.close();
        store.close();
    }

    private StoredObject object(int... bytes) {
        try (ObjectWriter writer = store.writer(bytes.length)) {
            for (int value : bytes) {
                writer.writeByte(value);
            }
            return writer.seal();
        }
    }

    private ValueInput open(TaskPart... parts) {
        return arguments.open(INLINE, 2, 4, parts, null);
    }

    @Test
    void shouldReadPartsInTheirOrder() {
        StoredObject object = object(10, 11, 12, 13);
        ValueInput in = open(
                TaskPart.inline(1),
                TaskPart.stored(object.descriptor(), 1, 2),
                TaskPart.inline(3),
                TaskPart.stored(object.descriptor(), 0, 1));
        byte[] read = new byte[7];
        for (int i = 0; i < read.length; i++) {
            read[i] = in.getByte();
        }
        in.requireEnd();
        assertThat(read).containsExactly(1, 11, 12, 2, 3, 4, 10);
        assertThat(arguments.areLent()).isTrue();
    }

    @Test
    void shouldRefusePartsThatReachBeyond() {
        StoredObject object = object(1, 2, 3);
        for (TaskPart part : new TaskPart[] {
            TaskPart.inline(5),
            TaskPart.inline(-1),
            TaskPart.inline(Integer.MAX_VALUE),
            TaskPart.stored(object.descriptor(), 0, 4),
            TaskPart.stored(object.descriptor(), 3, 1),
            TaskPart.stored(object.descriptor(), -1, 1),
            TaskPart.stored(object.descriptor(), 1, -1),
            TaskPart.stored(object.descriptor(), Integer.MAX_VALUE, Integer.MAX_VALUE),
            new TaskPart(0, 1, new byte[40])
        }) {
            assertThatThrownBy(() -> open(part)).as("%s", part).isInstanceOf(ValueCodecException.class);
            arguments.close();
        }
    }

    @Test
    void shouldSayThatAnObjectIsGone() {
        StoredObject object = object(1, 2, 3);
        object.free();
        assertThatThrownBy(() -> open(TaskPart.stored(object.descriptor(), 0, 3)))
                .isInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldLetGoOfObjectsWhenClosed() {
        StoredObject object = object(1, 2, 3);
        open(TaskPart.stored(object.descriptor(), 0, 3));
        object.free();
        arguments.requireValid();
        arguments.close();
        assertThat(store.statistics().value(StoreCounter.USED_BYTES)).isZero();
        assertThat(arguments.areLent()).isFalse();
    }

    @Test
    void shouldShowBytesUntilTheTaskHasEnded() {
        StoredObject object = object(1, 2, 30, 31);
        ByteBuffer inline = ByteBuffer.wrap(new byte[] {1, 1, 40}).order(ByteOrder.LITTLE_ENDIAN);
        ValueInput in = arguments.open(
                inline, 0, 3, new TaskPart[] {TaskPart.stored(object.descriptor(), 0, 4), TaskPart.inline(3)}, null);
        DirectBuffer stored = DirectBufferCodec.INSTANCE.decode(in);
        DirectBuffer inlined = DirectBufferCodec.INSTANCE.decode(in);
        in.requireEnd();
        assertThat(stored.getByte(1)).isEqualTo((byte) 31);
        assertThat(inlined.getByte(0)).isEqualTo((byte) 40);
        assertThat(arguments.areLent()).isTrue();
        arguments.close();
        assertThatThrownBy(() -> stored.getByte(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> inlined.getByte(0)).isInstanceOf(IllegalStateException.class);
        assertThat(arguments.areLent()).isFalse();
        DirectBuffer next = DirectBufferCodec.INSTANCE.decode(arguments.open(inline, 0, 3, new TaskPart[0], null));
        assertThat(next.getByte(0)).as("of the next task").isEqualTo((byte) 40);
        assertThat(arguments.areLent()).isTrue();
    }
}
