package io.remex.examples.options;

/**
 * The counter-based random number generator Philox4x32-10: a keyed bijection that turns a 128-bit counter into 128
 * random bits. It has no state, so a number is found from its coordinates alone, whoever asks for it and in any order.
 *
 * <p>Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, <em>Parallel Random Numbers: As Easy as 1, 2, 3</em>, SC'11.
 */
final class Philox4x32 {
    /** Words in a counter and in an output block. */
    static final int WORDS = 4;

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    private Philox4x32() {}

    /** Writes the four random words that belong to a counter and a key into {@code block}. */
    static void block(int counter0, int counter1, int counter2, int counter3, long key, int[] block) {
        int c0 = counter0;
        int c1 = counter1;
        int c2 = counter2;
        int c3 = counter3;
        int key0 = (int) key;
        int key1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & UNSIGNED);
            long product1 = MULTIPLIER_1 * (c2 & UNSIGNED);
            c0 = (int) (product1 >>> 32) ^ c1 ^ key0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ key1;
            c3 = (int) product0;
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
        block[0] = c0;
        block[1] = c1;
        block[2] = c2;
        block[3] = c3;
    }
}
