package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.remex.ValueCodecException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueInputTest {

    private static ValueInput input(int... bytes) {
        byte[] source = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            source[i] = (byte) bytes[i];
        }
        return new ValueInput().wrap(source, null);
    }

    @Test
    void shouldRefuseABooleanThatIsNeither() {
        assertThatThrownBy(() -> input(2).getBoolean())
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("2");
        assertThatThrownBy(() -> input(-1).getPresence()).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldRefuseCountsThatAreNegativeOrTooLong() {
        assertThat(input(0xFF, 0xFF, 0xFF, 0xFF, 0x07).getCount()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> input(0xFF, 0xFF, 0xFF, 0xFF, 0x08).getCount())
                .isInstanceOf(ValueCodecException.class);
        assertThatThrownBy(() -> input(0xFF, 0xFF, 0xFF, 0xFF, 0x7F).getCount())
                .isInstanceOf(ValueCodecException.class);
        assertThatThrownBy(() -> input(0x80, 0x80, 0x80, 0x80, 0x80, 0x00).getCount())
                .isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldCompareCountsWithTheBytesThatAreThere() {
        assertThat(input(2, 0, 0).getCount(1)).isEqualTo(2);
        assertThatThrownBy(() -> input(3, 0, 0).getCount(1))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("a count of 3");
        assertThatThrownBy(() -> input(1, 0, 0).getCount(8)).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldSayWhatIsLeftOver() {
        ValueInput in = input(1, 2, 3);
        in.getByte();
        assertThatThrownBy(in::requireEnd)
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("2 bytes");
        assertThat(in.remaining()).isEqualTo(2);
    }

    @Test
    void shouldReadOnlyItsPartOfABuffer() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).order(ByteOrder.LITTLE_ENDIAN);
        ValueInput in = new ValueInput().wrap(buffer, 1, 2, null);
        assertThat(in.getShort()).isEqualTo((short) 0x0201);
        assertThatThrownBy(in::getByte).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldRefuseBuffersItCannotRead() {
        ByteBuffer big = ByteBuffer.allocate(4);
        assertThatThrownBy(() -> new ValueInput().wrap(big, 0, 4, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("little endian");
        ByteBuffer buffer = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        for (int[] range : new int[][] {{-1, 1}, {0, 5}, {4, 1}, {1, -1}, {1, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> new ValueInput().wrap(buffer, range[0], range[1], null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldRefuseToClaimWhatIsNotThere(int length) {
        assertThatThrownBy(() -> input(1, 2, 3).getBuffer(length)).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldRefuseReferencesWithoutACarrier() {
        assertThatThrownBy(() -> input().references())
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("ObjectRef");
    }

    @Test
    void shouldBeReusableAfterAFailure() {
        ValueInput in = new ValueInput();
        Tree.TreeCodec codec = new Tree.TreeCodec();
        byte[] chain = chainOfTrees(2_000);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> codec.decode(in.wrap(chain, null)))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("1000 levels");
        }
        assertThat(codec.decode(in.wrap(chainOfTrees(400), null)).value()).isZero();
    }

    @Test
    void shouldBoundTheDepthOfValues() {
        Tree.TreeCodec codec = new Tree.TreeCodec();
        Tree deepest = null;
        for (int i = 0; i < ValueOutput.MAX_DEPTH / 2; i++) {
            deepest = new Tree(i, deepest == null ? null : List.of(deepest));
        }
        Tree allowed = deepest;
        assertThat(Codecs.roundTrip(codec, allowed)).isEqualTo(allowed);
        Tree tooDeep = new Tree(0, List.of(new Tree(0, List.of(allowed))));
        assertThatThrownBy(() -> Codecs.encode(codec, tooDeep))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("1000 levels");
    }

    @Test
    void shouldNotLetNestedCountsClaimTheSameBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Tree.TreeCodec codec = new Tree.TreeCodec();
        byte[] bytes = new byte[64 << 10];
        int at = 0;
        // Each level says that its list has as many elements as bytes are left.
        while (at + 9 < 5_000) {
            bytes[at] = 1;
            bytes[at + 5] = 1;
            int count = bytes.length - at - 9;
            bytes[at + 6] = (byte) (count & 0x7F | 0x80);
            bytes[at + 7] = (byte) (count >> 7 & 0x7F | 0x80);
            bytes[at + 8] = (byte) (count >> 14);
            at += 9;
        }
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> Codecs.decode(codec, bytes)).isInstanceOf(ValueCodecException.class);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(8L << 20);
    }

    private static byte[] chainOfTrees(int levels) {
        byte[] bytes = new byte[levels * 7 + 6];
        for (int at = 0; at < levels * 7; at += 7) {
            bytes[at] = 1;
            bytes[at + 5] = 1;
            bytes[at + 6] = 1;
        }
        bytes[levels * 7] = 1;
        return bytes;
    }
}
