package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSpecTest {

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 1, 3, 1_000_002})
    void shouldRejectPathsThatAreNotPairsOrTooMany(int paths) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchSpec(1, 0, 0, paths))
                .withMessageContaining(String.valueOf(paths));
    }

    @Test
    void shouldRejectNegativeNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSpec(1, -1, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSpec(1, 0, -1, 2));
    }
}
