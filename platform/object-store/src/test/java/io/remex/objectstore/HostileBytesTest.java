package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectLostException;
import io.remex.ValueCodecException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever another process wrote, or says, a reader gets the object or an exception. */
class HostileBytesTest {
    private static final int LENGTH = 20_000;

    @TempDir
    Path root;

    private ObjectStore writer;
    private ObjectStore reader;
    private StoredObject object;
    private Path file;

    @BeforeEach
    void open() {
        writer = ObjectStore.open(checking());
        object = StoreFixture.put(writer, 1, LENGTH);
        file = Segment.file(
                new StoreDirectory(root.resolve("node.store")).arena(writer.arenaId()),
                object.descriptor().segment());
        reader = ObjectStore.open(checking());
    }

    @AfterEach
    void close() {
        reader.close();
        writer.close();
        assertThat(root).isEmptyDirectory();
    }

    private StoreConfig checking() {
        StoreConfig base = StoreFixture.config(root);
        StoreConfig.Memory memory = new StoreConfig.Memory(
                64 * StoreFixture.MIB, 1L << 40, 1L << 20, base.memory().fullTimeout());
        return new StoreConfig(base.directory(), memory, base.spill(), new StoreConfig.Checks(true, false));
    }

    @Test
    void shouldReadTheObjectAsLongAsNothingIsDamaged() {
        try (ObjectView view = reader.view(object.descriptor())) {
            assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(1, LENGTH));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldSurviveRandomBytesInHeaderAndTable(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] head = new byte[SegmentLayout.TABLE_OFFSET + 4 * BlockLayout.BYTES];
        try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
            segment.readFully(head);
            for (int round = 0; round < 300; round++) {
                byte[] damaged = head.clone();
                int damages = 1 + random.nextInt(8);
                for (int i = 0; i < damages; i++) {
                    int at = random.nextBoolean()
                            ? random.nextInt(SegmentLayout.HEADER_BYTES)
                            : SegmentLayout.TABLE_OFFSET + random.nextInt(BlockLayout.BYTES);
                    damaged[at] = (byte) random.nextInt();
                }
                segment.seek(0);
                segment.write(damaged);
                assertSameOrLost(object.descriptor(), "seed " + seed + ", round " + round);
            }
            segment.seek(0);
            segment.write(head);
        }
        shouldReadTheObjectAsLongAsNothingIsDamaged();
    }

    /** Each round a reader that has not mapped the segment yet, so that it looks at the header again. */
    private void assertSameOrLost(ObjectDescriptor descriptor, String when) {
        ObjectStore fresh = ObjectStore.open(checking());
        try (ObjectView view = fresh.view(descriptor)) {
            assertThat(StoreFixture.read(view)).as(when).isEqualTo(StoreFixture.content(1, LENGTH));
        } catch (ObjectLostException lost) {
            assertThat(lost.getMessage()).as(when).isNotBlank();
        } finally {
            fresh.close();
        }
    }

    @Test
    void shouldNotMapAFileOfAnotherLength() throws IOException {
        ObjectDescriptor descriptor = object.descriptor();
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, SegmentLayout.HEADER_BYTES, 4_096, whole.length - 1, whole.length + 4_096}) {
            Path other = file.resolveSibling("77.segment");
            byte[] copy = Arrays.copyOf(whole, length);
            if (length >= SegmentLayout.HEADER_BYTES) {
                ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(SegmentLayout.NUMBER_OFFSET, 77);
            }
            Files.write(other, copy);
            ObjectDescriptor there = new ObjectDescriptor(
                    descriptor.arena(), 77, descriptor.generation(), descriptor.offset(), descriptor.length());
            assertThatThrownBy(() -> reader.view(there))
                    .as("length " + length)
                    .isInstanceOf(ObjectLostException.class)
                    .hasMessageContaining("77.segment is damaged");
        }
        assertThat(reader.statistics().value(StoreCounter.DAMAGED_READS)).isEqualTo(6);
        assertThat(reader.statistics().value(StoreCounter.FOREIGN_SEGMENTS)).isZero();
    }

    @Test
    void shouldNotFollowALinkToAnotherFile() throws IOException {
        Path link = file.resolveSibling("78.segment");
        Files.createSymbolicLink(link, file);
        ObjectDescriptor descriptor = object.descriptor();
        ObjectDescriptor there = new ObjectDescriptor(
                descriptor.arena(), 78, descriptor.generation(), descriptor.offset(), descriptor.length());
        assertThatThrownBy(() -> reader.view(there)).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldNoticeAChangedPayload() throws IOException {
        try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
            int at = object.descriptor().offset() + LENGTH / 2;
            segment.seek(at);
            int old = segment.read();
            segment.seek(at);
            segment.write(old ^ 1);
        }
        for (ObjectStore store : new ObjectStore[] {reader, writer}) {
            assertThatThrownBy(() -> store.view(object.descriptor()))
                    .isInstanceOf(ObjectLostException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldSurviveDescriptorsThatWereMadeUp(long seed) {
        Random random = new Random(seed);
        ObjectDescriptor real = object.descriptor();
        for (int round = 0; round < 5_000; round++) {
            long arena = random.nextInt(4) == 0 ? random.nextLong() : real.arena();
            int segment = random.nextInt(3) == 0 ? 1 + random.nextInt(100) : real.segment();
            long generation = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : real.generation();
            int granule = random.nextInt(4) == 0 ? random.nextInt(SegmentLayout.MAX_GRANULES) : random.nextInt(300);
            int offset = random.nextBoolean() ? real.offset() : granule * SegmentLayout.GRANULE_BYTES;
            long length = random.nextInt(3) == 0 ? random.nextInt(3_000_000) : real.length();
            ObjectDescriptor madeUp;
            try {
                madeUp = new ObjectDescriptor(arena, segment, generation, offset, length);
            } catch (IllegalArgumentException e) {
                continue;
            }
            for (ObjectStore store : new ObjectStore[] {reader, writer}) {
                try (ObjectView view = store.view(madeUp)) {
                    assertThat(madeUp).as("seed " + seed + ", round " + round).isEqualTo(real);
                    assertThat(view.length()).isEqualTo(LENGTH);
                } catch (ObjectLostException lost) {
                    assertThat(madeUp).as("seed " + seed + ", round " + round).isNotEqualTo(real);
                }
            }
        }
    }

    @Test
    void shouldSurviveAPointerToNowhere() throws IOException {
        object.free();
        Path pointer = file.resolveSibling("spill.path");
        for (byte[] content : new byte[][] {
            {}, {0}, {'/', 0}, new byte[5_000], "/nowhere".getBytes(StandardCharsets.UTF_8), {(byte) 0xC3}
        }) {
            Files.write(pointer, content);
            assertThatThrownBy(() -> reader.view(object.descriptor())).isInstanceOf(ObjectLostException.class);
        }
    }

    @Test
    void shouldDecodeWhatItEncodes() {
        ObjectDescriptor descriptor = object.descriptor();
        byte[] encoded = descriptor.encode();
        assertThat(encoded).hasSize(ObjectDescriptor.ENCODED_BYTES);
        assertThat(ObjectDescriptor.decode(encoded, 0)).isEqualTo(descriptor);
        byte[] inTheMiddle = new byte[100];
        System.arraycopy(encoded, 0, inTheMiddle, 50, encoded.length);
        assertThat(ObjectDescriptor.decode(inTheMiddle, 50)).isEqualTo(descriptor);
    }

    @Test
    void shouldNotDecodeWhatIsDamaged() {
        byte[] encoded = object.descriptor().encode();
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            byte[] damaged = encoded.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ObjectDescriptor.decode(damaged, 0))
                    .as("bit " + bit)
                    .isInstanceOf(ValueCodecException.class);
        }
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> ObjectDescriptor.decode(cut, 0)).isInstanceOf(ValueCodecException.class);
        }
        assertThatThrownBy(() -> ObjectDescriptor.decode(encoded, 1)).isInstanceOf(ValueCodecException.class);
        assertThatThrownBy(() -> ObjectDescriptor.decode(encoded, -1)).isInstanceOf(ValueCodecException.class);
        assertThatThrownBy(() -> ObjectDescriptor.decode(encoded, Integer.MAX_VALUE))
                .isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldNotDecodeNumbersThatTheStoreCannotHaveMade() {
        assertImpossible(0, 1, 1 << 20, 10);
        assertImpossible(-1, 1, 1 << 20, 10);
        assertImpossible(1, 0, 1 << 20, 10);
        assertImpossible(1, -5, 1 << 20, 10);
        assertImpossible(1, 1, 0, 10);
        assertImpossible(1, 1, -4_096, 10);
        assertImpossible(1, 1, (1 << 20) + 1, 10);
        assertImpossible(1, 1, 1 << 20, -1);
        assertImpossible(1, 1, 1 << 20, ObjectStore.MAX_OBJECT_BYTES + 1L);
        assertImpossible(1, 1, 1 << 30, ObjectStore.MAX_OBJECT_BYTES);
        assertImpossible(1, 1, Integer.MAX_VALUE - 4_095, Long.MAX_VALUE);
    }

    private static void assertImpossible(int segment, long generation, int offset, long length) {
        ByteBuffer bytes = ByteBuffer.wrap(new ObjectDescriptor(5, 1, 1, 1 << 20, 10).encode())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(4, segment).putLong(16, generation).putLong(24, length).putInt(32, offset);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.array(), 0, 36);
        bytes.putInt(36, (int) checksum.getValue());
        assertThatThrownBy(() -> ObjectDescriptor.decode(bytes.array(), 0))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("no object can be at");
    }
}
