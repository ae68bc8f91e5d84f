package io.remex.examples.kitchensink.very.deeply.nested;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.examples.kitchensink.Records;
import java.util.List;
import org.junit.jupiter.api.Test;

class FarAwayTest {
    @Test
    void shouldUseTypesOfAnotherPackage() {
        Records.Flat flat = new Records.Flat(true, (byte) 1, (short) 2, 'c', 4, 5, 6, 7);
        assertThat(FarAwayRemote.ECHO_FLATS.layout()).contains("Records.Flat{a:boolean;b:byte;");
        assertThat(List.of(flat)).containsExactly(flat);
    }

    @Test
    void shouldTellAClassFromTheOneOfTheSameNameInJavaLang() {
        assertThat(FarAwayRemote.ECHO_OWN_DOUBLE.layout()).contains("FarAway.Double{twice:int;}");
        assertThat(FarAwayRemote.HALF.layout()).isEqualTo("(double?;)double?");
    }
}
