package io.remex.examples.kitchensink;

import io.remex.Remote;

/** Primitives, their boxes, texts, and arrays of them. */
public final class Primitives {
    private Primitives() {}

    @Remote
    public static boolean echoBoolean(boolean value) {
        return value;
    }

    @Remote
    public static Boolean echoBoxedBoolean(Boolean value) {
        return value;
    }

    @Remote
    public static boolean[] echoBooleans(boolean[] value) {
        return value;
    }

    @Remote
    public static Boolean[] echoBoxedBooleans(Boolean[] value) {
        return value;
    }

    @Remote
    public static byte echoByte(byte value) {
        return value;
    }

    @Remote
    public static Byte echoBoxedByte(Byte value) {
        return value;
    }

    @Remote
    public static byte[] echoBytes(byte[] value) {
        return value;
    }

    @Remote
    public static Byte[] echoBoxedBytes(Byte[] value) {
        return value;
    }

    @Remote
    public static short echoShort(short value) {
        return value;
    }

    @Remote
    public static Short echoBoxedShort(Short value) {
        return value;
    }

    @Remote
    public static short[] echoShorts(short[] value) {
        return value;
    }

    @Remote
    public static Short[] echoBoxedShorts(Short[] value) {
        return value;
    }

    @Remote
    public static char echoChar(char value) {
        return value;
    }

    @Remote
    public static Character echoBoxedChar(Character value) {
        return value;
    }

    @Remote
    public static char[] echoChars(char[] value) {
        return value;
    }

    @Remote
    public static Character[] echoBoxedChars(Character[] value) {
        return value;
    }

    @Remote
    public static int echoInt(int value) {
        return value;
    }

    @Remote
    public static Integer echoBoxedInt(Integer value) {
        return value;
    }

    @Remote
    public static int[] echoInts(int[] value) {
        return value;
    }

    @Remote
    public static Integer[] echoBoxedInts(Integer[] value) {
        return value;
    }

    @Remote
    public static long echoLong(long value) {
        return value;
    }

    @Remote
    public static Long echoBoxedLong(Long value) {
        return value;
    }

    @Remote
    public static long[] echoLongs(long[] value) {
        return value;
    }

    @Remote
    public static Long[] echoBoxedLongs(Long[] value) {
        return value;
    }

    @Remote
    public static float echoFloat(float value) {
        return value;
    }

    @Remote
    public static Float echoBoxedFloat(Float value) {
        return value;
    }

    @Remote
    public static float[] echoFloats(float[] value) {
        return value;
    }

    @Remote
    public static Float[] echoBoxedFloats(Float[] value) {
        return value;
    }

    @Remote
    public static double echoDouble(double value) {
        return value;
    }

    @Remote
    public static Double echoBoxedDouble(Double value) {
        return value;
    }

    @Remote
    public static double[] echoDoubles(double[] value) {
        return value;
    }

    @Remote
    public static Double[] echoBoxedDoubles(Double[] value) {
        return value;
    }

    @Remote
    public static String echoString(String value) {
        return value;
    }

    @Remote
    public static String[] echoStrings(String[] value) {
        return value;
    }

    @Remote
    public static Void echoVoid(Void value) {
        return value;
    }

    @Remote
    public static double[][][] echoCube(double[][][] value) {
        return value;
    }

    @Remote
    public static String[][] echoTexts(String[][] value) {
        return value;
    }

    @Remote
    public static Integer[][] echoBoxes(Integer[][] value) {
        return value;
    }
}
