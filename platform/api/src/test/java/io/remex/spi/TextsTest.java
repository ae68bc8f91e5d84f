package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, amounts and hashes: the texts that annotations, options and configuration share. */
class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "7ns, PT0.000000007S",
        "250us, PT0.00025S",
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "1h, PT1H",
        "0s, PT0S",
        "PT1M30S, PT1M30S",
        "pt2s, PT2S",
        "' 10 S ', PT10S",
        "P1D, PT24H",
        "999999999999h, PT999999999999H",
        "999999999999us, PT277H46M39.999999S"
    })
    void shouldReadDurations(String text, String iso) {
        assertThat(TimeText.parse(text)).isEqualTo(Duration.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "s",
                "-1s",
                "-PT1S",
                "PT-1S",
                "1.5s",
                "1s 2s",
                "1 d",
                "1000000000000s",
                "PT99999999999999999999S",
                "\u0661s",
                "NaN"
            })
    void shouldSayHowToWriteADuration(String text) {
        assertThatThrownBy(() -> TimeText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("\"30s\"");
    }

    @Test
    void shouldReadAmounts() {
        assertThat(Amounts.parse("")).isEmpty();
        assertThat(Amounts.parse("  ")).isEmpty();
        assertThat(Amounts.parse("fpga=1")).isEqualTo(Map.of("fpga", 1.0));
        assertThat(Amounts.parse(" fpga = 1 ,a.b-c_d= 2.5e3")).isEqualTo(Map.of("fpga", 1.0, "a.b-c_d", 2_500.0));
        assertThat(Amounts.parse("x=0")).isEqualTo(Map.of("x", 0.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fpga", "=1", "1a=2", "a b=1", ",", "a=1,", "a=1,,b=2", "\u00E9=1"})
    void shouldSayHowToWriteAmounts(String text) {
        assertThatThrownBy(() -> Amounts.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fpga=1, licence=0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fpga=", "fpga=one", "fpga=-1", "fpga=NaN", "fpga=Infinity", "fpga=1e16", "fpga=1=2"})
    void shouldNameTheAmountThatIsWrong(String text) {
        assertThatThrownBy(() -> Amounts.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fpga")
                .hasMessageContaining("0");
    }

    @Test
    void shouldRefuseAResourceThatIsThereTwice() {
        assertThatThrownBy(() -> Amounts.parse("a=1, b=1, a=2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' is there twice");
    }

    /** First eight bytes of the published test vectors of SHA-256. */
    @Test
    void shouldHashAsEverywhereElse() {
        assertThat(StableHash.of("")).isEqualTo(0xe3b0c44298fc1c14L);
        assertThat(StableHash.of("abc")).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(StableHash.of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
                .isEqualTo(0x248d6a61d20638b8L);
        assertThat(StableHash.of("com.acme.Pricing#price(Lcom/acme/Option;D)D"))
                .isEqualTo(StableHash.of("com.acme.Pricing#price(Lcom/acme/Option;D)D"))
                .isNotEqualTo(StableHash.of("com.acme.Pricing#price(Lcom/acme/Option;)D"));
    }
}
