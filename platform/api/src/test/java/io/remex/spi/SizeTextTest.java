package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {
    @ParameterizedTest
    @CsvSource({"0,0", "65536,65536", "1b,1", "3KiB,3072", "512 mib,536870912", "4GIB,4294967296", "1TiB,1099511627776"
    })
    void shouldParseSizes(String text, long bytes) {
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5GiB", "1GB", "9223372036854775807", "8388608TiB", "GiB", "30%"})
    void shouldNameWhatIsNotASize(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeText.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void shouldParseShares() {
        assertThat(SizeText.parseShare(" 30%")).isEqualTo(30);
        assertThat(SizeText.parseShare("100 %")).isEqualTo(100);
        assertThat(SizeText.isShare("30% ")).isTrue();
        assertThat(SizeText.isShare("30")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "0%", "101%", "-3%", "30", "1e1%"})
    void shouldNameWhatIsNotAShare(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeText.parseShare(text))
                .withMessageContaining("'" + text + "'");
    }
}
