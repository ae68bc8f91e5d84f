package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ErrorCode;
import io.remex.RemexException;
import io.remex.RemoteStackTrace;
import io.remex.TaskFailedException;
import io.remex.protocol.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureExceptionsTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void shouldMakeTheExceptionOfEachCode(ErrorCode code) {
        RemexException exception = FailureExceptions.exception(Failure.of(code, "what happened"));

        assertThat(exception.code()).isEqualTo(code);
        assertThat(exception).hasMessageContaining("what happened");
        String name = exception.getClass().getSimpleName().replace("Exception", "");
        String expected = code == ErrorCode.CONFIG ? "REMEXCONFIG" : code.name().replace("_", "");
        assertThat(name.toUpperCase(Locale.ROOT)).isEqualTo(expected);
    }

    @Test
    void shouldMakeAFreshExceptionEachTime() {
        Failure failure = Failure.of(ErrorCode.WORKER_LOST, "gone");

        assertThat(FailureExceptions.exception(failure)).isNotSameAs(FailureExceptions.exception(failure));
    }

    @Test
    void shouldGiveBackExceptionsOfTheJdkAsThemselves() {
        for (Throwable original : List.of(
                new IllegalStateException("no"),
                new IOException("disk"),
                new ArithmeticException("/ by zero"),
                new StackOverflowError(),
                new InterruptedException(),
                new OutOfMemoryError("heap"))) {
            RemexException exception = FailureExceptions.exception(Failure.ofUserCode("f", original, null));

            assertThat(exception).isInstanceOf(TaskFailedException.class);
            assertThat(exception.getCause()).hasSameClassAs(original).hasMessage(original.getMessage());
            assertThat(exception.getCause().getSuppressed()[0]).isInstanceOf(RemoteStackTrace.class);
        }
    }

    @Test
    void shouldDescribeAnExceptionThatCannotTravel() {
        RemexException exception = FailureExceptions.exception(Failure.ofUserCode("f", new OwnException("mine"), null));

        assertThat(exception.getCause())
                .isInstanceOf(RemoteStackTrace.class)
                .hasMessageContaining(OwnException.class.getName())
                .hasMessageContaining("mine");
    }

    @Test
    void shouldDescribeAnExceptionWhoseBytesAreDamaged() {
        RemexException exception =
                FailureExceptions.exception(Failure.ofUserCode("f", new OwnException("mine"), new byte[] {1, 2, 3}));

        assertThat(exception.getCause()).isInstanceOf(RemoteStackTrace.class);
    }

    private static final class OwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnException(String message) {
            super(message);
        }
    }
}
