package io.remex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemexExceptionTest {

    /** Numbers travel between processes of different versions: one that changes here breaks them. Add, never change. */
    @Test
    void shouldKeepTheNumbersOfCodes() {
        Map<String, Integer> pinned = new LinkedHashMap<>();
        pinned.put("TASK_FAILED", 1);
        pinned.put("TASK_CANCELLED", 2);
        pinned.put("TASK_TIMEOUT", 3);
        pinned.put("GET_TIMEOUT", 4);
        pinned.put("WORKER_LOST", 5);
        pinned.put("OWNER_LOST", 6);
        pinned.put("OBJECT_LOST", 7);
        pinned.put("OBJECT_STORE_FULL", 8);
        pinned.put("VALUE_TOO_LARGE", 9);
        pinned.put("VALUE_CODEC", 10);
        pinned.put("UNKNOWN_FUNCTION", 11);
        pinned.put("INFEASIBLE_TASK", 12);
        pinned.put("BACK_PRESSURE", 13);
        pinned.put("RUNTIME_CLOSED", 14);
        pinned.put("CONFIG", 15);

        Map<String, Integer> actual = new LinkedHashMap<>();
        for (ErrorCode code : ErrorCode.values()) {
            actual.put(code.name(), code.number());
        }
        assertThat(actual).containsExactlyEntriesOf(pinned);
        assertThat(ErrorCode.TASK_FAILED.label()).isEqualTo("RMX-001");
        assertThat(ErrorCode.CONFIG.label()).isEqualTo("RMX-015");
    }

    static Stream<RemexException> exceptions() {
        Throwable cause = new IllegalStateException("why");
        return Stream.of(
                new TaskFailedException("what", cause),
                new TaskCancelledException("what", cause),
                new TaskTimeoutException("what", cause),
                new GetTimeoutException("what", cause),
                new WorkerLostException("what", cause),
                new OwnerLostException("what", cause),
                new ObjectLostException("what", cause),
                new ObjectStoreFullException("what", cause),
                new ValueTooLargeException("what", cause),
                new ValueCodecException("what", cause),
                new UnknownFunctionException("what", cause),
                new InfeasibleTaskException("what", cause),
                new BackPressureException("what", cause),
                new RuntimeClosedException("what", cause),
                new RemexConfigException("what", cause));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void shouldShowKindCodeAndMessage(RemexException exception) {
        assertThat(exception)
                .hasToString(exception.getClass().getSimpleName() + " ["
                        + exception.code().label() + "]: what")
                .hasMessage("what")
                .hasCauseInstanceOf(IllegalStateException.class)
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void shouldHaveOneKindForEachCode() {
        Map<ErrorCode, Class<?>> kinds = new EnumMap<>(ErrorCode.class);
        exceptions().forEach(exception -> kinds.put(exception.code(), exception.getClass()));
        assertThat(kinds.keySet()).containsExactly(ErrorCode.values());
        assertThat(kinds.values()).containsExactlyInAnyOrder(RemexException.class.getPermittedSubclasses());
    }

    @Test
    void shouldKeepTheTextOfAnExceptionThatCannotTravel() {
        RemoteStackTrace trace =
                new RemoteStackTrace("com.acme.Odd", "went wrong", "com.acme.Odd: went wrong\n\tat there\n");
        assertThat(trace)
                .hasMessage("com.acme.Odd: went wrong")
                .hasToString("remote com.acme.Odd: went wrong\n\tat there");
        assertThat(trace.exceptionClass()).isEqualTo("com.acme.Odd");
        assertThat(trace.getStackTrace()).isEmpty();
        assertThat(new RemoteStackTrace("com.acme.Odd", null, "x")).hasMessage("com.acme.Odd");
    }
}
