package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectLostException;
import io.remex.RuntimeClosedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoreTest {
    @TempDir
    Path root;

    private ObjectStore writer;
    private ObjectStore reader;

    @BeforeEach
    void open() {
        writer = ObjectStore.open(StoreFixture.config(root));
        reader = ObjectStore.open(StoreFixture.config(root));
    }

    @AfterEach
    void close() {
        reader.close();
        writer.close();
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 65_536, 3_000_000, 10_000_000})
    void shouldReadInBothProcessesWhatWasWritten(int length) {
        StoredObject object = StoreFixture.put(writer, length, length);

        try (ObjectView own = writer.view(object.descriptor());
                ObjectView foreign = reader.view(object.descriptor())) {
            assertThat(StoreFixture.read(own)).isEqualTo(StoreFixture.content(length, length));
            assertThat(StoreFixture.read(foreign)).isEqualTo(StoreFixture.content(length, length));
            assertThat(foreign.byteBuffer().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(foreign.byteBuffer().isReadOnly()).isTrue();
            assertThat(own.byteBuffer().isReadOnly()).isTrue();
        }
        object.free();
    }

    @Test
    void shouldWriteEveryPrimitiveInLittleEndian() {
        try (ObjectWriter out = writer.writer(0)) {
            out.writeByte(1);
            out.writeShort(2);
            out.writeChar('c');
            out.writeInt(-3);
            out.writeLong(4L << 40);
            out.writeFloat(5.5f);
            out.writeDouble(-6.25);
            out.write(new byte[] {9, 7, 9}, 1, 1);
            out.write(new short[] {9, 8, 9}, 1, 1);
            out.write(new char[] {'x', 'd', 'x'}, 1, 1);
            out.write(new int[] {9, 10, 9}, 1, 1);
            out.write(new long[] {9, 11, 9}, 1, 1);
            out.write(new float[] {9, 12, 9}, 1, 1);
            out.write(new double[] {9, 13, 9}, 1, 1);
            out.write(ByteBuffer.wrap(new byte[] {14, 15}));
            out.buffer(2).put(0, (byte) 16);
            StoredObject object = out.seal();

            try (ObjectView view = reader.view(object.descriptor())) {
                ByteBuffer in = view.byteBuffer();
                assertThat(in.get()).isEqualTo((byte) 1);
                assertThat(in.getShort()).isEqualTo((short) 2);
                assertThat(in.getChar()).isEqualTo('c');
                assertThat(in.getInt()).isEqualTo(-3);
                assertThat(in.getLong()).isEqualTo(4L << 40);
                assertThat(in.getFloat()).isEqualTo(5.5f);
                assertThat(in.getDouble()).isEqualTo(-6.25);
                assertThat(in.get()).isEqualTo((byte) 7);
                assertThat(in.getShort()).isEqualTo((short) 8);
                assertThat(in.getChar()).isEqualTo('d');
                assertThat(in.getInt()).isEqualTo(10);
                assertThat(in.getLong()).isEqualTo(11);
                assertThat(in.getFloat()).isEqualTo(12);
                assertThat(in.getDouble()).isEqualTo(13);
                assertThat(in.get()).isEqualTo((byte) 14);
                assertThat(in.get()).isEqualTo((byte) 15);
                assertThat(in.get()).isEqualTo((byte) 16);
                assertThat(in.remaining()).isEqualTo(1);
            }
            object.free();
        }
    }

    @Test
    void shouldGrowWhileItIsWritten() {
        byte[] part = StoreFixture.content(7, 1_000);
        try (ObjectWriter out = writer.writer(0);
                ObjectWriter behind = writer.writer(1)) {
            for (int i = 0; i < 9_000; i++) {
                out.write(part, 0, part.length);
            }
            assertThat(out.position()).isEqualTo(9_000_000);
            StoredObject object = out.seal();
            try (ObjectView view = reader.view(object.descriptor())) {
                byte[] read = StoreFixture.read(view);
                for (int i = 0; i < 9_000; i++) {
                    assertThat(ByteBuffer.wrap(read, i * 1_000, 1_000)).isEqualTo(ByteBuffer.wrap(part));
                }
            }
            object.free();
            assertThat(behind.position()).isZero();
        }
        assertThat(writer.statistics().value(StoreCounter.USED_BYTES)).isZero();
    }

    @Test
    void shouldTakeExactlyWhatWasAnnounced() {
        try (ObjectWriter out = writer.writer(0)) {
            out.writeInt(1);
            out.reserve(5_000_000);
            assertThat(writer.statistics().value(StoreCounter.USED_BYTES)).isBetween(5_000_000L, 5_010_000L);
            StoredObject object = out.seal();
            assertThat(object.length()).isEqualTo(4);
            assertThat(writer.statistics().value(StoreCounter.USED_BYTES)).isEqualTo(SegmentLayout.GRANULE_BYTES);
            object.free();
        }
    }

    @Test
    void shouldGiveBackWhatWasNotSealed() {
        try (ObjectWriter out = writer.writer(100_000)) {
            out.writeLong(1);
        }
        assertThat(writer.statistics().value(StoreCounter.USED_BYTES)).isZero();
        assertThat(writer.statistics().value(StoreCounter.OBJECTS)).isZero();
    }

    @Test
    void shouldRefuseAWriterThatHasEnded() {
        ObjectWriter out = writer.writer(1);
        StoredObject object = out.seal();
        out.close();
        assertThatThrownBy(() -> out.writeInt(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(out::seal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> out.reserve(1)).isInstanceOf(IllegalStateException.class);
        try (ObjectView view = reader.view(object.descriptor())) {
            assertThat(view.length()).isZero();
        }
        object.free();
    }

    @Test
    void shouldNotOpenAFreedObject() {
        StoredObject object = StoreFixture.put(writer, 1, 100_000);
        object.free();
        object.free();

        assertThatThrownBy(() -> writer.view(object.descriptor())).isInstanceOf(ObjectLostException.class);
        assertThatThrownBy(() -> reader.view(object.descriptor())).isInstanceOf(ObjectLostException.class);
        assertThat(writer.statistics().value(StoreCounter.FREED)).isEqualTo(1);
    }

    @Test
    void shouldKeepTheMemoryOfAFreedObjectWhileItIsViewedOrPinned() {
        StoredObject object = StoreFixture.put(writer, 1, 100_000);
        object.pin();
        ObjectView view = writer.view(object.descriptor());
        object.free();
        StoredObject other = StoreFixture.put(writer, 2, 100_000);

        assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(1, 100_000));
        view.close();
        assertThat(writer.statistics().value(StoreCounter.OBJECTS)).isEqualTo(2);
        object.unpin();
        assertThat(writer.statistics().value(StoreCounter.OBJECTS)).isEqualTo(1);
        assertThatThrownBy(object::unpin).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(object::pin).isInstanceOf(IllegalStateException.class);
        other.free();
    }

    @Test
    void shouldTellAReaderElsewhereThatTheMemoryWasReused() {
        StoredObject object = StoreFixture.put(writer, 1, 100_000);
        try (ObjectView view = reader.view(object.descriptor())) {
            assertThat(view.validate()).isTrue();
            object.free();
            assertThat(view.validate()).isFalse();
            StoredObject next = StoreFixture.put(writer, 2, 100_000);
            assertThat(next.descriptor().offset()).isEqualTo(object.descriptor().offset());
            assertThat(view.validate()).isFalse();
            assertThatThrownBy(view::requireValid).isInstanceOf(ObjectLostException.class);
            next.free();
        }
    }

    @Test
    void shouldRefuseAViewThatIsClosed() {
        StoredObject object = StoreFixture.put(writer, 1, 100);
        for (ObjectStore store : new ObjectStore[] {writer, reader}) {
            ObjectView view = store.view(object.descriptor());
            var buffer = view.directBuffer();
            assertThat(buffer.getByte(99)).isEqualTo(StoreFixture.content(1, 100)[99]);
            assertThatThrownBy(() -> buffer.getLong(93)).isInstanceOf(IndexOutOfBoundsException.class);
            view.close();
            view.close();
            assertThatThrownBy(() -> buffer.getByte(0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(view::byteBuffer).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(view::directBuffer).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(view::validate).isInstanceOf(IllegalStateException.class);
        }
        object.free();
    }

    @Test
    void shouldKeepOpenViewsReadableWhenTheStoreCloses() {
        StoredObject object = StoreFixture.put(writer, 1, 100_000);
        ObjectView own = writer.view(object.descriptor());
        ObjectView foreign = reader.view(object.descriptor());

        writer.close();

        assertThat(StoreFixture.read(own)).isEqualTo(StoreFixture.content(1, 100_000));
        assertThat(StoreFixture.read(foreign)).isEqualTo(StoreFixture.content(1, 100_000));
        own.close();
        foreign.close();
        object.free();
        assertThatThrownBy(() -> writer.writer(1)).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> writer.view(object.descriptor())).isInstanceOf(RuntimeClosedException.class);
    }

    @Test
    void shouldReuseMemoryBeforeItTakesMore() {
        for (int i = 0; i < 100; i++) {
            StoreFixture.put(writer, i, 1_000_000).free();
        }
        assertThat(writer.statistics().value(StoreCounter.COMMITTED_BYTES)).isLessThan(1_200_000);
    }

    @Test
    void shouldLieWhereOnlyTheUserCanEnter() throws IOException {
        assertThat(Files.getPosixFilePermissions(root.resolve("node.store"))).hasSize(3);
    }
}
