package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.GetTimeoutException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemoteStackTrace;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.UnknownFunctionException;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.Failing;
import io.remex.system.functions.FailingRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** User code that throws, retries, functions that nobody offers. */
abstract class FailureContract extends ApiContract {
    FailureContract(ApiSystem system) {
        super(system);
    }

    private static TaskFailedException failure(ObjectRef<?> ref) {
        TaskFailedException failure = catchThrowableOfType(TaskFailedException.class, () -> ref.get(SOON));
        assertThat(failure).as("the failure of %s", ref).isNotNull();
        assertThat(failure.code()).isEqualTo(ErrorCode.TASK_FAILED);
        return failure;
    }

    @Test
    void shouldKeepTypeMessageAndStackOfExceptionsOfTheJdk() {
        init();
        TaskFailedException failure = failure(FailingRemote.illegalState("broken"));
        assertThat(failure).hasMessageContaining("Failing.illegalState").hasMessageContaining("broken");
        assertThat(failure.getCause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(stackText(failure)).contains("Failing.illegalState(Failing.java:");
        assertThat(failure(FailingRemote.divide(1, 0)).getCause())
                .isExactlyInstanceOf(ArithmeticException.class)
                .hasMessage("/ by zero");
        assertThat(failure(FailingRemote.withoutMessage()).getCause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(null);
    }

    private static String stackText(TaskFailedException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof RemoteStackTrace remote) {
            return remote.stackText();
        }
        assertThat(cause.getSuppressed()).hasAtLeastOneElementOfType(RemoteStackTrace.class);
        return ((RemoteStackTrace) cause.getSuppressed()[0]).stackText();
    }

    @Test
    void shouldFailVoidTasksVisibly() {
        init();
        assertThat(failure(FailingRemote.nothingButFailure("no")).getCause())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
    }

    @Test
    void shouldBringDeclaredExceptionsOfUsersAsThemselvesOrAsText() {
        init();
        TaskFailedException failure = failure(FailingRemote.declared("mine", 42));
        if (failure.getCause() instanceof Failing.Declared declared) {
            assertThat(declared).hasMessage("mine");
            assertThat(declared.number()).isEqualTo(42);
        } else {
            assertThat(failure.getCause()).isInstanceOf(RemoteStackTrace.class).hasMessageContaining("mine");
        }
        assertThat(stackText(failure))
                .contains(Failing.Declared.class.getName())
                .contains("Failing.declared");
    }

    @Test
    void shouldBringUndeclaredExceptionsOfUsersAsText() {
        init();
        TaskFailedException failure = failure(FailingRemote.undeclared("hidden"));
        RemoteStackTrace remote = (RemoteStackTrace) failure.getCause();
        assertThat(remote.exceptionClass()).isEqualTo(Failing.Undeclared.class.getName());
        assertThat(remote).hasMessageContaining("hidden");
        assertThat(remote.stackText()).contains("Failing.undeclared");
    }

    @Test
    void shouldReportErrorsAndGoOn() {
        init();
        assertThat(failure(FailingRemote.error("assertion")).getCause())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("assertion");
        assertThat(failure(FailingRemote.overflow(0)).getCause()).isExactlyInstanceOf(StackOverflowError.class);
        assertThat(failure(FailingRemote.longMessage(200_000)).getCause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("\u20ac\u20ac");
        assertThat(failure(FailingRemote.unreadable()))
                .hasMessageContaining(Failing.Unreadable.class.getName())
                .hasMessageContaining("cannot be read");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldMakeAFreshExceptionForEachReader() {
        init();
        ObjectRef<String> ref = FailingRemote.illegalState("broken");
        assertThat(failure(ref)).isNotSameAs(failure(ref));
    }

    @Test
    void shouldRunAgainAfterExceptionsToRetryOn() throws IOException {
        init();
        Path file = directory.resolve("attempts");
        assertThat(FailingRemote.failsUntil(file.toString(), 3).get(SOON)).isEqualTo(3);
        assertThat(Files.readAllLines(file)).containsExactly("1", "2", "3");
    }

    @Test
    void shouldGiveUpAfterSoManyRetries() throws IOException {
        init();
        Path file = directory.resolve("attempts");
        ObjectRef<Integer> ref = FailingRemote.failsUntil(TaskOptions.none().maxRetries(2), file.toString(), 9);
        assertThat(failure(ref).getCause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("attempt 3");
        assertThat(Files.readAllLines(file)).containsExactly("1", "2", "3");
    }

    @Test
    void shouldNotRunAgainAfterOtherExceptions() throws IOException {
        init();
        Path file = directory.resolve("attempts");
        assertThat(failure(FailingRemote.failsOtherwise(file.toString())).getCause())
                .isExactlyInstanceOf(IllegalStateException.class);
        assertThat(Files.readAllLines(file)).containsExactly("1");
    }

    @Test
    void shouldRetryOnSubclassesOfWhatTheCallNames() throws IOException {
        init();
        Path file = directory.resolve("attempts");
        ObjectRef<Integer> ref = Remex.task(Failing::failsUntil, file.toString(), 2)
                .retryOn(RuntimeException.class)
                .maxRetries(1)
                .remote();
        assertThat(ref.get(SOON)).isEqualTo(2);
        assertThat(Files.readAllLines(file)).containsExactly("1", "2");
    }

    @Test
    void shouldFailAtOnceWhenNobodyOffersTheFunctionAndToldToFail() {
        init(ConfigKey.UNKNOWN_FUNCTION, "fail");
        assertThatThrownBy(() -> StrangeFunction.submit(5).get(SOON))
                .isInstanceOf(UnknownFunctionException.class)
                .hasMessageContaining("com.acme.Strange")
                .hasMessageContaining("Arithmetic.fibonacci");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldWaitForAWorkerThatOffersTheFunction() {
        init();
        ObjectRef<Long> waiting = StrangeFunction.submit(5);
        assertThatThrownBy(() -> waiting.get(A_WHILE)).isInstanceOf(GetTimeoutException.class);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(waiting.cancel()).isTrue();
    }

    @Test
    void shouldSayThatTheSourcesDifferWhenAnotherVersionIsOffered() {
        init();
        assertThatThrownBy(() -> StrangeFunction.submitOtherVersionOfAdd(5).get(SOON))
                .isInstanceOf(UnknownFunctionException.class)
                .hasMessageContaining("Arithmetic.add")
                .hasMessageContaining("layout")
                .hasMessageContaining("same sources");
    }

    @Test
    void shouldFailDependantsWithTheFailureOfTheirArgument() {
        init();
        ObjectRef<String> failed = FailingRemote.illegalState("root");
        ObjectRef<String> first = ArithmeticRemote.join(failed, "b", "c");
        ObjectRef<String> second = ArithmeticRemote.join("a", first, "c");
        for (ObjectRef<String> ref : List.of(first, second)) {
            assertThat(failure(ref).getCause())
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("root");
        }
    }
}
