package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.ProvidedCodec;
import io.remex.codec.ValueCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.codec.ViewScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectBufferCodecTest {
    private static final Codec<DirectBuffer> CODEC = new ProvidedCodec<>(DirectBuffer.class);

    private final ViewScope scope = new ViewScope(null, "closed for the test");

    static Stream<DirectBuffer> buffers() {
        byte[] array = {9, 1, 2, 3, 9};
        ByteBuffer direct = ByteBuffer.allocateDirect(5).put(array).flip();
        return Stream.of(
                new UnsafeBuffer(array, 1, 3),
                new UnsafeBuffer(direct, 1, 3),
                new UnsafeBuffer(new UnsafeBuffer(array), 1, 3),
                new ViewBuffer(direct.slice(1, 3).asReadOnlyBuffer(), new ViewScope(null, "")),
                new ViewBuffer(ByteBuffer.wrap(array, 1, 3).slice().asReadOnlyBuffer(), new ViewScope(null, "")));
    }

    private static byte[] encoded(DirectBuffer value) {
        ValueOutput out = new ValueOutput(Integer.MAX_VALUE, "test");
        CODEC.encode(out, value);
        return out.copy();
    }

    private static byte[] bytes(DirectBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private ValueInput lending(ByteBuffer source) {
        ValueInput in = new ValueInput().wrap(source.order(ByteOrder.LITTLE_ENDIAN), 0, source.capacity(), null);
        in.lendViews(() -> scope);
        return in;
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldWriteTheBytesOfAnyBuffer(DirectBuffer buffer) {
        byte[] encoded = encoded(buffer);
        assertThat(encoded).containsExactly(1, 3, 1, 2, 3);
        assertThat(bytes(CODEC.decode(new ValueInput().wrap(encoded, null)))).containsExactly(1, 2, 3);
        assertThat(bytes(CODEC.decode(lending(ByteBuffer.wrap(encoded))))).containsExactly(1, 2, 3);
    }

    @Test
    void shouldShowWhereTheBytesLieWhileTheScopeIsOpen() {
        ByteBuffer source = ByteBuffer.allocateDirect(5).put(encoded(new UnsafeBuffer(new byte[] {1, 2, 3})));
        DirectBuffer view = CODEC.decode(lending(source));
        source.put(2, (byte) 7);
        assertThat(bytes(view)).as("no copy").containsExactly(7, 2, 3);
        scope.close();
        assertThatThrownBy(() -> view.getByte(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed for the test");
        assertThatThrownBy(() -> encoded(view)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCopyWhatIsNotLent() {
        byte[] source = encoded(new UnsafeBuffer(new byte[] {1, 2, 3}));
        DirectBuffer copy = CODEC.decode(new ValueInput().wrap(source, null));
        source[2] = 7;
        assertThat(bytes(copy)).containsExactly(1, 2, 3);
    }

    @Test
    void shouldCarryNothingAndEmptyBuffers() {
        assertThat(CODEC.decode(lending(ByteBuffer.wrap(encoded(null))))).isNull();
        assertThat(CODEC.decode(lending(ByteBuffer.wrap(encoded(new UnsafeBuffer(new byte[0])))))
                        .capacity())
                .isZero();
    }

    @Test
    void shouldRefuseALengthThatIsNotThere() {
        for (byte[] hostile : new byte[][] {{1, 3, 1, 2}, {1, -1, -1, -1, -1, 7}, {2}, {1}, {}}) {
            assertThatThrownBy(() -> CODEC.decode(lending(ByteBuffer.wrap(hostile))))
                    .isInstanceOf(ValueCodecException.class);
        }
    }

    @Test
    void shouldFindViewsInsideOtherValues() {
        assertThat(DirectBufferCodec.lendsViews(CODEC)).isTrue();
        assertThat(DirectBufferCodec.lendsViews(CollectionCodecs.list(CODEC))).isTrue();
        assertThat(DirectBufferCodec.lendsViews(ValueCodecs.BYTE_BUFFER)).isFalse();
    }
}
