package io.remex.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ErrorCode;
import io.remex.ValueCodecException;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    private static final int LIMIT_BYTES = 65_000;
    private static final int MAX_EXCEPTION_BYTES = 6_000;

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void shouldKeepTheCodeOnItsWay(ErrorCode code) {
        Failure failure = Failure.of(code, "what happened");

        assertThat(travel(failure)).isEqualTo(failure);
    }

    @Test
    void shouldSayEverythingOfWhatUserCodeThrew() {
        IOException thrown = new IOException("disk", new IllegalStateException("cause"));

        Failure failure = travel(Failure.ofUserCode("Acme.price", thrown, new byte[] {1, 2, 3}));

        assertThat(failure.code()).isEqualTo(ErrorCode.TASK_FAILED);
        assertThat(failure.message()).isEqualTo("Acme.price threw java.io.IOException: disk");
        assertThat(failure.exceptionTypes())
                .containsExactly("java.io.IOException", "java.lang.Exception", "java.lang.Throwable");
        assertThat(failure.exceptionMessage()).isEqualTo("disk");
        assertThat(failure.stackText()).contains("FailureTest", "Caused by: java.lang.IllegalStateException: cause");
        assertThat(failure.exceptionBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldMatchAnExceptionByAnyOfItsClasses() {
        Failure failure = Failure.ofUserCode("f", new java.io.FileNotFoundException("x"), null);

        assertThat(failure.isOneOf(List.of(IllegalStateException.class, IOException.class)))
                .isTrue();
        assertThat(failure.isOneOf(List.of(RuntimeException.class))).isFalse();
        assertThat(failure.isOneOf(List.of())).isFalse();
        assertThat(Failure.of(ErrorCode.WORKER_LOST, "x").isOneOf(List.of(Throwable.class)))
                .isFalse();
    }

    @Test
    void shouldFitItsBoundWhateverIsThrown() {
        String wide = "\u20ac".repeat(100_000);
        Failure failure = new Failure(
                ErrorCode.TASK_FAILED,
                wide,
                Collections.nCopies(100, "a.very.long.name." + wide),
                wide,
                wide,
                new byte[MAX_EXCEPTION_BYTES]);

        ValueOutput out = encode(failure);

        assertThat(out.length()).isBetween(40_000, 60_000);
        Failure arrived = Failure.decode(new ValueInput().wrap(out.copy(), null));
        assertThat(arrived.stackText()).contains("cut").endsWith("\u20ac");
        assertThat(arrived.stackText()).hasSizeLessThan(Failure.MAX_STACK_CHARS + 20);
        assertThat(arrived.message()).hasSizeLessThan(Failure.MAX_MESSAGE_CHARS + 20);
        assertThat(arrived.exceptionBytes()).hasSize(MAX_EXCEPTION_BYTES);
    }

    @Test
    void shouldLeaveAnExceptionBehindThatIsTooLarge() {
        Failure failure =
                new Failure(ErrorCode.TASK_FAILED, "m", List.of("T"), "m", "s", new byte[MAX_EXCEPTION_BYTES + 1]);

        assertThat(travel(failure).exceptionBytes()).isNull();
    }

    @Test
    void shouldDescribeAnExceptionThatCannotBePrinted() {
        Failure failure = travel(Failure.ofUserCode("f", new UnprintableException(), null));

        assertThat(failure.message())
                .contains("f threw " + UnprintableException.class.getName(), "UnsupportedOperationException");
        assertThat(failure.exceptionTypes()).contains(RuntimeException.class.getName());
    }

    @Test
    void shouldKeepAbsentTextsAbsent() {
        Failure failure = travel(new Failure(ErrorCode.CONFIG, null, List.of(), null, null, null));

        assertThat(failure.message()).isNull();
        assertThat(failure.stackText()).isNull();
        assertThat(failure.exceptionBytes()).isNull();
    }

    @Test
    void shouldTakeAnUnknownCodeForAFailedTask() {
        byte[] bytes =
                encode(Failure.of(ErrorCode.WORKER_LOST, "later version")).copy();
        bytes[0] = 99;

        assertThat(Failure.decode(new ValueInput().wrap(bytes, null)).code()).isEqualTo(ErrorCode.TASK_FAILED);
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] bytes = encode(Failure.ofUserCode("f", new IllegalStateException("x"), new byte[] {5}))
                .copy();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Failure.decode(new ValueInput().wrap(cut, null)))
                    .as("length %d", cut.length)
                    .isInstanceOf(ValueCodecException.class);
        }
    }

    @Test
    void shouldEitherReadOrRefuseDamagedBytes() {
        byte[] bytes = encode(Failure.ofUserCode("f", new IllegalStateException("x"), new byte[] {5}))
                .copy();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                damaged[random.nextInt(Math.min(200, damaged.length))] = (byte) random.nextInt();
            }
            readOrRefuse(damaged, i);
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            readOrRefuse(noise, i);
        }
    }

    private static void readOrRefuse(byte[] bytes, int iteration) {
        try {
            assertThat(Failure.decode(new ValueInput().wrap(bytes, null)).code())
                    .isNotNull();
        } catch (ValueCodecException e) {
            assertThat(e.getMessage()).as("iteration %d", iteration).isNotBlank();
        }
    }

    private static Failure travel(Failure failure) {
        return Failure.decode(new ValueInput().wrap(encode(failure).copy(), null));
    }

    private static ValueOutput encode(Failure failure) {
        ValueOutput out = new ValueOutput(LIMIT_BYTES, "the limit");
        out.reset(null);
        failure.encode(out);
        return out;
    }

    private static final class UnprintableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }
}
