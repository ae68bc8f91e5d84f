package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The known answers are those of the authors' Random123 library, file {@code kat_vectors}, lines {@code philox4x32 10}. */
class Philox4x32Test {

    @Test
    void shouldGiveTheKnownAnswerForZeros() {
        assertThat(block(0, 0, 0, 0, 0L)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    @Test
    void shouldGiveTheKnownAnswerForOnes() {
        assertThat(block(-1, -1, -1, -1, -1L)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    }

    @Test
    void shouldGiveTheKnownAnswerForDigitsOfPi() {
        assertThat(block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0_a4093822L))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static int[] block(int counter0, int counter1, int counter2, int counter3, long key) {
        int[] block = new int[Philox4x32.WORDS];
        Philox4x32.block(counter0, counter1, counter2, counter3, key, block);
        return block;
    }
}
