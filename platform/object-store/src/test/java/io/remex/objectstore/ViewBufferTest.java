package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.codec.ViewScope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of Agrona's interface: as Agrona's own buffer while it is open, within its bounds, and not at all afterwards. */
class ViewBufferTest {
    private static final int CAPACITY = 64;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    private final ViewScope scope = new ViewScope(null, "closed");
    private ViewBuffer view;
    private UnsafeBuffer model;

    @BeforeEach
    void fill() {
        model = new UnsafeBuffer(bytes);
        model.putStringAscii(0, "12345678");
        model.putStringWithoutLengthAscii(12, "1234567890123456789012345678901234567890");
        model.putStringAscii(40, "7654321", ByteOrder.BIG_ENDIAN);
        view = new ViewBuffer(bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN), scope);
    }

    static List<Method> readers() {
        return Stream.of(DirectBuffer.class.getMethods())
                .filter(method -> method.getName().startsWith("get")
                        || method.getName().startsWith("parse")
                        || method.getName().equals("boundsCheck"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void shouldReadLikeAgronasBuffer(Method reader) throws Exception {
        for (int index : startsOf(reader)) {
            Object[] forView = arguments(reader, index);
            Object[] forModel = arguments(reader, index);
            assertThat(reader.invoke(view, forView)).isEqualTo(reader.invoke(model, forModel));
            assertThat(contents(forView)).isEqualTo(contents(forModel));
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void shouldStayInBounds(Method reader) {
        for (int index : new int[] {-1, CAPACITY, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> reader.invoke(view, arguments(reader, index)))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void shouldReadNothingWhenClosed(Method reader) {
        scope.close();
        assertThatThrownBy(() -> reader.invoke(view, arguments(reader, 0)))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNotTrustLengthsInItsBytes() {
        bytes.putInt(0, Integer.MAX_VALUE);
        assertThatThrownBy(() -> view.getStringAscii(0)).isInstanceOf(IndexOutOfBoundsException.class);
        bytes.putInt(0, -1);
        assertThatThrownBy(() -> view.getStringUtf8(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldBeReadOnlyAndNotBeWrapped() {
        assertThat((Object) view).isNotInstanceOf(MutableDirectBuffer.class);
        assertThat(view.byteBuffer().isReadOnly()).isTrue();
        assertThat(view.byteArray()).isNull();
        assertThat(view.compareTo(model)).isZero();
        assertThat(view.capacity()).isEqualTo(CAPACITY);
        view.checkLimit(CAPACITY);
        assertThatThrownBy(() -> view.checkLimit(CAPACITY + 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.wrap(new byte[1])).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.wrap(0L, 1)).isInstanceOf(UnsupportedOperationException.class);
        scope.close();
        assertThatThrownBy(view::capacity).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(view::byteArray).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(view::addressOffset).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(view::byteBuffer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldServeAnotherBufferAsASource() {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[CAPACITY]);
        copy.putBytes(0, view, 0, CAPACITY);
        assertThat(copy.compareTo(model)).isZero();
    }

    @Test
    void shouldShowBytesOfAnArrayAsAgronasBuffersDo() {
        byte[] array = {9, 1, 2, 3, 9};
        ViewBuffer inline = new ViewBuffer(ByteBuffer.wrap(array, 1, 3).slice().asReadOnlyBuffer(), scope);
        UnsafeBuffer copy = new UnsafeBuffer(new byte[3]);
        copy.putBytes(0, inline, 0, 3);
        assertThat(copy.byteArray()).containsExactly(1, 2, 3);
        assertThat(new UnsafeBuffer(inline, 1, 2).getShort(0, ByteOrder.BIG_ENDIAN))
                .isEqualTo((short) 0x0203);
        assertThatThrownBy(() -> inline.getByte(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Strings with a length in front begin where one is; everything else also at the end. */
    private static int[] startsOf(Method reader) {
        boolean prefixed =
                reader.getName().startsWith("getString") && !reader.getName().contains("Without");
        boolean ordered = Arrays.asList(reader.getParameterTypes()).contains(ByteOrder.class);
        if (prefixed) {
            return ordered ? new int[] {40} : new int[] {0};
        }
        return new int[] {12, 17};
    }

    private static Object[] arguments(Method reader, int index) {
        Class<?>[] types = reader.getParameterTypes();
        Object[] arguments = new Object[types.length];
        int numbers = 0;
        for (int i = 0; i < types.length; i++) {
            if (types[i] == int.class) {
                // index first; then an offset into the destination if there are two more, and the length last
                boolean last = Stream.of(types).skip(i + 1L).noneMatch(type -> type == int.class);
                arguments[i] = numbers++ == 0 ? index : last ? 7 : 1;
            } else if (types[i] == ByteOrder.class) {
                arguments[i] = ByteOrder.BIG_ENDIAN;
            } else if (types[i] == byte[].class) {
                arguments[i] = new byte[8];
            } else if (types[i] == ByteBuffer.class) {
                arguments[i] = ByteBuffer.allocate(8);
            } else if (types[i] == MutableDirectBuffer.class) {
                arguments[i] = new UnsafeBuffer(new byte[8]);
            } else {
                arguments[i] = new StringBuilder();
            }
        }
        return arguments;
    }

    private static List<String> contents(Object... arguments) {
        return Stream.of(arguments)
                .map(argument -> argument instanceof byte[] array
                        ? Arrays.toString(array)
                        : argument instanceof ByteBuffer buffer
                                ? buffer.position() + Arrays.toString(buffer.array())
                                : argument instanceof UnsafeBuffer buffer
                                        ? Arrays.toString(buffer.byteArray())
                                        : argument.toString())
                .toList();
    }
}
