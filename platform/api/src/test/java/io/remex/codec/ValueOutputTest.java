package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueOutputTest {
    private final ValueOutput out = new ValueOutput(1_000, "remex.inline.limit");

    @Test
    void shouldWriteLittleEndian() {
        out.putShort((short) 0x0102);
        out.putInt(0x01020304);
        out.putLong(0x0102030405060708L);
        assertThat(out.copy()).containsExactly(2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void shouldWriteTextsAsTheLayoutSays() {
        out.putString("ab");
        out.putString("\u20AC");
        out.putString("");
        out.putString(null);
        assertThat(out.copy()).containsExactly(1 + (2 << 1), 'a', 'b', 1 + (1 << 1 | 1), 0xAC, 0x20, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_152, 268_435_455, 268_435_456, Integer.MAX_VALUE})
    void shouldWriteCountsInOneToFiveBytes(int count) {
        out.putCount(count);
        assertThat(out.length())
                .isEqualTo(Math.max(1, (31 - Integer.numberOfLeadingZeros(Math.max(1, count))) / 7 + 1));
        assertThat(new ValueInput().wrap(out.copy(), null).getCount()).isEqualTo(count);
    }

    @Test
    void shouldGrowUpToTheLimitAndNoFurther() {
        out.putBytes(new byte[1_000], 0, 1_000);
        assertThat(out.length()).isEqualTo(1_000);
        assertThatThrownBy(() -> out.putByte((byte) 1))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("remex.inline.limit=1000")
                .hasMessageContaining("1001");
        assertThat(out.length()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {997, 1_001, 100_000})
    void shouldNameTheLimitForAnyLength(int length) {
        out.putInt(1);
        assertThatThrownBy(() -> out.putBytes(new byte[length], 0, length))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("remex.inline.limit");
        assertThatThrownBy(() -> out.putDoubles(new double[length]))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("remex.inline.limit");
        assertThat(out.length()).isEqualTo(4);
    }

    @Test
    void shouldNameTheLimitForALongText() {
        assertThatThrownBy(() -> out.putString("x".repeat(2_000)))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("remex.inline.limit=1000");
    }

    @Test
    void shouldForgetEverythingWhenReset() {
        out.reset(null);
        for (int i = 0; i < ValueOutput.MAX_DEPTH; i++) {
            out.enter();
        }
        assertThatThrownBy(out::enter).isInstanceOf(ValueCodecException.class).hasMessageContaining("1000 levels");
        out.putInt(1);
        out.reset(null);
        assertThat(out.length()).isZero();
        out.enter();
        out.leave();
    }

    @Test
    void shouldRefuseReferencesWithoutACarrier() {
        assertThatThrownBy(out::references)
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("ObjectRef");
    }

    @Test
    void shouldBeUsableAgainAfterACodecFailed() {
        Codec<List<String>> codec = CollectionCodecs.list(ValueCodecs.STRING);
        assertThatThrownBy(() -> codec.encode(out, List.of("a", "x".repeat(5_000))))
                .isInstanceOf(ValueTooLargeException.class);
        out.reset(null);
        codec.encode(out, List.of("b"));
        ValueInput in = new ValueInput().wrap(out.copy(), null);
        assertThat(codec.decode(in)).containsExactly("b");
    }
}
