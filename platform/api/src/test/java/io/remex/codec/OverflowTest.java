package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values that outgrow the window, and values in several parts. */
class OverflowTest {
    private static final int WINDOW = 1_000;

    private final List<MemorySink> opened = new ArrayList<>();
    private final ValueOutput out = new ValueOutput(WINDOW, "the window", atLeast -> {
        MemorySink sink = new MemorySink(1 << 24, atLeast);
        opened.add(sink);
        return sink;
    });

    /** An object in a heap buffer. */
    private static final class MemorySink implements ValueSink {
        private final ByteBuffer memory;
        private final long atLeast;
        private boolean isAborted;

        MemorySink(int maxBytes, long atLeast) {
            this.memory = ByteBuffer.allocate(maxBytes).order(ByteOrder.LITTLE_ENDIAN);
            this.atLeast = atLeast;
        }

        @Override
        public int maxBytes() {
            return memory.capacity();
        }

        @Override
        public ByteBuffer claim(int length) {
            ByteBuffer claimed = memory.slice(memory.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            memory.position(memory.position() + length);
            return claimed;
        }

        @Override
        public void abort() {
            isAborted = true;
        }

        ByteBuffer content() {
            return memory.duplicate()
                    .flip()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asReadOnlyBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Test
    void shouldStayInTheWindowUpToTheLimit() {
        out.reset(null);
        out.putBytes(new byte[WINDOW], 0, WINDOW);
        assertThat(out.hasOverflowed()).isFalse();
        assertThat(opened).isEmpty();
        out.putByte((byte) 1);
        assertThat(out.hasOverflowed()).isTrue();
        assertThat(out.length()).isEqualTo(WINDOW + 1);
    }

    @Test
    void shouldAnnounceALargeArray() {
        out.reset(null);
        out.putInt(7);
        out.putDoubles(new double[10_000]);
        assertThat(opened.get(0).atLeast).isEqualTo(4 + 80_000);
    }

    @Test
    void shouldGiveTheMemoryBackWhenAValueIsGivenUp() {
        out.reset(null);
        out.putBytes(new byte[5_000], 0, 5_000);
        out.reset(null);
        assertThat(opened.get(0).isAborted).isTrue();
        assertThat(out.hasOverflowed()).isFalse();
        assertThat(out.length()).isZero();
        out.putInt(1);
        assertThat(out.copy()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void shouldRefuseMoreThanAnObjectCanBe() {
        ValueOutput small = new ValueOutput(WINDOW, "the window", atLeast -> new MemorySink(5_000, atLeast));
        small.reset(null);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        small.putLongs(new long[100]);
                    }
                })
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("5000 bytes of an object");
    }

    @Test
    void shouldWriteTheSameBytesWithAndWithoutOverflow() {
        for (long seed = 0; seed < 200; seed++) {
            ValueOutput whole = new ValueOutput(1 << 24, "large");
            whole.reset(null);
            append(whole, new Random(seed));
            out.reset(null);
            append(out, new Random(seed));
            MemorySink sink = (MemorySink) out.takeSink();
            byte[] written = new byte[sink.content().remaining()];
            sink.content().get(written);
            assertThat(written).as("seed %d", seed).isEqualTo(whole.copy());
            ValueInput in = new ValueInput().wrap(new ByteBuffer[] {sink.content()}, null);
            verify(in, new Random(seed), seed);
            in.requireEnd();
        }
    }

    private static void append(ValueOutput target, Random random) {
        for (int i = random.nextInt(40); i >= 0; i--) {
            int size = random.nextInt(4) == 0 ? random.nextInt(5_000) : random.nextInt(100);
            switch (random.nextInt(8)) {
                case 0 -> target.putLong(random.nextLong());
                case 1 -> target.putString(text(random, size));
                case 2 -> ArrayCodecs.DOUBLE.encode(target, random.doubles(size).toArray());
                case 3 -> ArrayCodecs.LONG.encode(target, random.longs(size).toArray());
                case 4 -> ArrayCodecs.INT.encode(target, random.ints(size).toArray());
                case 5 -> ArrayCodecs.BYTE.encode(target, bytes(random, size));
                case 6 -> ArrayCodecs.CHAR.encode(target, text(random, size).toCharArray());
                default -> ArrayCodecs.SHORT.encode(target, shorts(random, size));
            }
        }
    }

    private static void verify(ValueInput in, Random random, long seed) {
        for (int i = random.nextInt(40); i >= 0; i--) {
            int size = random.nextInt(4) == 0 ? random.nextInt(5_000) : random.nextInt(100);
            Object[] pair =
                    switch (random.nextInt(8)) {
                        case 0 -> new Object[] {in.getLong(), random.nextLong()};
                        case 1 -> new Object[] {in.getString(), text(random, size)};
                        case 2 ->
                            new Object[] {
                                ArrayCodecs.DOUBLE.decode(in),
                                random.doubles(size).toArray()
                            };
                        case 3 ->
                            new Object[] {
                                ArrayCodecs.LONG.decode(in), random.longs(size).toArray()
                            };
                        case 4 ->
                            new Object[] {
                                ArrayCodecs.INT.decode(in), random.ints(size).toArray()
                            };
                        case 5 -> new Object[] {ArrayCodecs.BYTE.decode(in), bytes(random, size)};
                        case 6 ->
                            new Object[] {
                                ArrayCodecs.CHAR.decode(in), text(random, size).toCharArray()
                            };
                        default -> new Object[] {ArrayCodecs.SHORT.decode(in), shorts(random, size)};
                    };
            assertThat(pair[0]).as("seed %d", seed).isEqualTo(pair[1]);
        }
    }

    private static String text(Random random, int chars) {
        int bound = random.nextBoolean() ? 0xFF : 0xFFFF;
        StringBuilder text = new StringBuilder();
        random.ints(chars, 0, bound).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static short[] shorts(Random random, int size) {
        short[] shorts = new short[size];
        for (int i = 0; i < size; i++) {
            shorts[i] = (short) random.nextInt();
        }
        return shorts;
    }

    @Test
    void shouldGoOnInTheNextPart() {
        ValueInput in = new ValueInput().wrap(new ByteBuffer[] {part(1), part(), part(2, 3), part()}, null);
        assertThat(in.getByte()).isEqualTo((byte) 1);
        assertThat(in.getShort()).isEqualTo((short) 0x0302);
        in.requireEnd();
    }

    @Test
    void shouldNotReadANumberAcrossTwoParts() {
        ValueInput in = new ValueInput().wrap(new ByteBuffer[] {part(1, 2), part(3, 4, 5, 6)}, null);
        assertThatThrownBy(in::getInt).isInstanceOf(ValueCodecException.class);
        ValueInput array = new ValueInput().wrap(new ByteBuffer[] {part(9), part(new byte[100])}, null);
        assertThatThrownBy(() -> array.getCount(1)).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldFindWhatIsLeftOverInALaterPart() {
        ValueInput in = new ValueInput().wrap(new ByteBuffer[] {part(1), part(2)}, null);
        in.getByte();
        assertThatThrownBy(in::requireEnd)
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("1 bytes");
    }

    @Test
    void shouldForgetThePartsOfTheValueBefore() {
        ValueInput in = new ValueInput().wrap(new ByteBuffer[] {part(1), part(2)}, null);
        in.wrap(new byte[] {5}, null);
        assertThat(in.getByte()).isEqualTo((byte) 5);
        in.requireEnd();
    }

    private static ByteBuffer part(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return part(content);
    }

    private static ByteBuffer part(byte[] content) {
        // behind something else, as a slice of a segment is
        return ByteBuffer.wrap(Arrays.copyOf(new byte[3], 3 + content.length))
                .put(3, content)
                .position(3)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
