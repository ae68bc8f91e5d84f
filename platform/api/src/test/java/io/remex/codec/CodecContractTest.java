package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import io.remex.codec.CodecCases.Case;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every codec. */
class CodecContractTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MUTATIONS = 2_000;

    static Stream<Case<?>> cases() {
        return CodecCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void shouldRoundTrip(Case<T> codecCase) {
        for (T value : codecCase.values()) {
            byte[] bytes = Codecs.encode(codecCase.codec(), value);
            assertThat(bytes).as("every codec appends a byte").isNotEmpty();
            requireSame(Codecs.decode(codecCase.codec(), bytes), value);
            requireSame(Codecs.decodeDirect(codecCase.codec(), bytes), value);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void shouldLeaveWhatFollowsAlone(Case<T> codecCase) {
        ValueOutput out = new ValueOutput(Integer.MAX_VALUE, "test.limit");
        out.putInt(7);
        codecCase.values().forEach(value -> codecCase.codec().encode(out, value));
        out.putInt(8);
        ValueInput in = new ValueInput().wrap(out.copy(), null);
        assertThat(in.getInt()).isEqualTo(7);
        codecCase.values().forEach(value -> requireSame(codecCase.codec().decode(in), value));
        assertThat(in.getInt()).isEqualTo(8);
        in.requireEnd();
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void shouldRefuseEveryPrefix(Case<T> codecCase) {
        for (T value : codecCase.values()) {
            byte[] bytes = Codecs.encode(codecCase.codec(), value);
            int step = Math.max(1, bytes.length / 500);
            for (int length = 0; length < bytes.length; length += step) {
                byte[] prefix = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> Codecs.decode(codecCase.codec(), prefix))
                        .as("%s of %s bytes of %s", length, bytes.length, value)
                        .isInstanceOf(ValueCodecException.class);
                assertThatThrownBy(() -> Codecs.decodeDirect(codecCase.codec(), prefix))
                        .isInstanceOf(ValueCodecException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void shouldSurviveMutatedBytes(Case<T> codecCase) {
        Random seeds = new Random(20_26);
        for (T value : codecCase.values()) {
            byte[] bytes = Codecs.encode(codecCase.codec(), value);
            for (int round = 0; round < Math.min(MUTATIONS, 20_000_000 / bytes.length); round++) {
                long seed = seeds.nextLong();
                attempt(codecCase.codec(), mutate(bytes, new Random(seed)), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void shouldSurviveRandomBytes(Case<T> codecCase) {
        for (long seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = 1;
            }
            attempt(codecCase.codec(), bytes, "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void shouldNameTheLimitThatAValueExceeds(Case<T> codecCase) {
        for (T value : codecCase.values()) {
            int length = Codecs.encode(codecCase.codec(), value).length;
            ValueOutput exact = new ValueOutput(length, "remex.some.limit");
            codecCase.codec().encode(exact, value);
            assertThat(exact.length()).isEqualTo(length);
            for (int limit : new int[] {0, length / 2, length - 1}) {
                ValueOutput out = new ValueOutput(limit, "remex.some.limit");
                assertThatThrownBy(() -> codecCase.codec().encode(out, value))
                        .isInstanceOf(ValueTooLargeException.class)
                        .hasMessageContaining("remex.some.limit=" + limit);
            }
        }
    }

    @Test
    void shouldHaveALayoutOfItsOwn() {
        Map<String, Long> layouts = CodecCases.all()
                .map(codecCase -> codecCase.codec().layout())
                .collect(Collectors.groupingBy(layout -> layout, LinkedHashMap::new, Collectors.counting()));
        assertThat(layouts.values()).as(layouts.toString()).containsOnly(1L);
        assertThat(CollectionCodecs.map(ValueCodecs.STRING, CollectionCodecs.list(PrimitiveCodecs.BOXED_INT))
                        .layout())
                .isEqualTo("Map<string,List<int?>?>?");
    }

    static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            // The beginning, where the counts are, more often than the rest.
            int at = random.nextInt(random.nextBoolean() ? Math.min(8, bytes.length) : bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> {
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
                    if (at + 4 < bytes.length) {
                        bytes[at + 4] = (byte) random.nextInt(16);
                    }
                }
                default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 4));
            }
        }
        return bytes;
    }

    private static void attempt(Codec<?> codec, byte[] bytes, String what) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        ValueCodecException refused = null;
        try {
            Codecs.decode(codec, bytes);
        } catch (ValueCodecException expected) {
            refused = expected;
        } catch (Throwable other) {
            fail(codec.layout() + ", " + what + ": " + describe(bytes), other);
        }
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        if (allocated > 1 << 20 && allocated > 100L * bytes.length) {
            fail(codec.layout() + ", " + what + " allocated " + allocated + " bytes: " + describe(bytes));
        }
        if (refused != null
                && (refused.getMessage() == null || refused.getMessage().isBlank())) {
            fail(codec.layout() + ", " + what + ": no message", refused);
        }
    }

    private static String describe(byte[] bytes) {
        return bytes.length + " bytes " + Arrays.toString(Arrays.copyOf(bytes, Math.min(200, bytes.length)));
    }

    static void requireSame(Object actual, Object expected) {
        if (expected instanceof Set<?> set) {
            assertThat(new ArrayList<>((Set<?>) actual)).as("order travels").isEqualTo(new ArrayList<>(set));
        }
        if (expected instanceof Map<?, ?> map) {
            assertThat(new ArrayList<>(((Map<?, ?>) actual).keySet())).isEqualTo(new ArrayList<>(map.keySet()));
        }
        if (expected instanceof ByteBuffer sent) {
            assertThat(((ByteBuffer) actual).order()).isEqualTo(sent.order());
        }
        if (expected instanceof Float || expected instanceof Double) {
            assertThat(actual).isEqualTo(expected);
        } else if (expected != null && expected.getClass().isArray()) {
            assertThat(Arrays.deepEquals(new Object[] {actual}, new Object[] {expected}))
                    .isTrue();
        } else {
            assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
        }
    }
}
