package io.remex.codec;

import static io.remex.codec.PrimitiveCodecs.nullable;

import java.util.function.IntFunction;

/** Codecs of arrays, of one dimension each: a count, then the elements. An array of arrays has the codec of one as its element's. */
public final class ArrayCodecs {
    public static final Codec<boolean[]> BOOLEAN = nullable(new BooleanArrayCodec());
    public static final Codec<byte[]> BYTE = nullable(new ByteArrayCodec());
    public static final Codec<short[]> SHORT = nullable(new ShortArrayCodec());
    public static final Codec<char[]> CHAR = nullable(new CharArrayCodec());
    public static final Codec<int[]> INT = nullable(new IntArrayCodec());
    public static final Codec<long[]> LONG = nullable(new LongArrayCodec());
    public static final Codec<float[]> FLOAT = nullable(new FloatArrayCodec());
    public static final Codec<double[]> DOUBLE = nullable(new DoubleArrayCodec());

    private ArrayCodecs() {}

    /**
     * The codec of an array of references.
     *
     * @param element the codec of the elements, which may be null
     * @param factory makes an array of the given length
     */
    public static <E> Codec<E[]> of(Codec<E> element, IntFunction<E[]> factory) {
        return nullable(new ReferenceArrayCodec<>(element, factory));
    }

    private record ReferenceArrayCodec<E>(Codec<E> element, IntFunction<E[]> factory) implements Codec<E[]> {
        @Override
        public void encode(ValueOutput out, E[] value) {
            out.enter();
            out.putCount(value.length);
            for (E item : value) {
                element.encode(out, item);
            }
            out.leave();
        }

        @Override
        public E[] decode(ValueInput in) {
            in.enter();
            int length = in.getCount(1);
            E[] value = factory.apply(length);
            for (int i = 0; i < length; i++) {
                value[i] = element.decode(in);
            }
            in.leave();
            return value;
        }

        @Override
        public String layout() {
            return element.layout() + "[]";
        }
    }

    private static final class BooleanArrayCodec implements Codec<boolean[]> {
        @Override
        public void encode(ValueOutput out, boolean[] value) {
            out.putCount(value.length);
            for (boolean item : value) {
                out.putBoolean(item);
            }
        }

        @Override
        public boolean[] decode(ValueInput in) {
            boolean[] value = new boolean[in.getCount(Byte.BYTES)];
            for (int i = 0; i < value.length; i++) {
                value[i] = in.getBoolean();
            }
            return value;
        }

        @Override
        public String layout() {
            return "boolean[]";
        }
    }

    private static final class ByteArrayCodec implements Codec<byte[]> {
        @Override
        public void encode(ValueOutput out, byte[] value) {
            out.putCount(value.length);
            out.putBytes(value, 0, value.length);
        }

        @Override
        public byte[] decode(ValueInput in) {
            byte[] value = new byte[in.getCount(Byte.BYTES)];
            in.getBytes(value, 0, value.length);
            return value;
        }

        @Override
        public String layout() {
            return "byte[]";
        }
    }

    private static final class ShortArrayCodec implements Codec<short[]> {
        @Override
        public void encode(ValueOutput out, short[] value) {
            out.putCount(value.length);
            out.putShorts(value);
        }

        @Override
        public short[] decode(ValueInput in) {
            short[] value = new short[in.getCount(Short.BYTES)];
            in.getShorts(value);
            return value;
        }

        @Override
        public String layout() {
            return "short[]";
        }
    }

    private static final class CharArrayCodec implements Codec<char[]> {
        @Override
        public void encode(ValueOutput out, char[] value) {
            out.putCount(value.length);
            out.putChars(value);
        }

        @Override
        public char[] decode(ValueInput in) {
            char[] value = new char[in.getCount(Character.BYTES)];
            in.getChars(value);
            return value;
        }

        @Override
        public String layout() {
            return "char[]";
        }
    }

    private static final class IntArrayCodec implements Codec<int[]> {
        @Override
        public void encode(ValueOutput out, int[] value) {
            out.putCount(value.length);
            out.putInts(value);
        }

        @Override
        public int[] decode(ValueInput in) {
            int[] value = new int[in.getCount(Integer.BYTES)];
            in.getInts(value);
            return value;
        }

        @Override
        public String layout() {
            return "int[]";
        }
    }

    private static final class LongArrayCodec implements Codec<long[]> {
        @Override
        public void encode(ValueOutput out, long[] value) {
            out.putCount(value.length);
            out.putLongs(value);
        }

        @Override
        public long[] decode(ValueInput in) {
            long[] value = new long[in.getCount(Long.BYTES)];
            in.getLongs(value);
            return value;
        }

        @Override
        public String layout() {
            return "long[]";
        }
    }

    private static final class FloatArrayCodec implements Codec<float[]> {
        @Override
        public void encode(ValueOutput out, float[] value) {
            out.putCount(value.length);
            out.putFloats(value);
        }

        @Override
        public float[] decode(ValueInput in) {
            float[] value = new float[in.getCount(Float.BYTES)];
            in.getFloats(value);
            return value;
        }

        @Override
        public String layout() {
            return "float[]";
        }
    }

    private static final class DoubleArrayCodec implements Codec<double[]> {
        @Override
        public void encode(ValueOutput out, double[] value) {
            out.putCount(value.length);
            out.putDoubles(value);
        }

        @Override
        public double[] decode(ValueInput in) {
            double[] value = new double[in.getCount(Double.BYTES)];
            in.getDoubles(value);
            return value;
        }

        @Override
        public String layout() {
            return "double[]";
        }
    }
}
