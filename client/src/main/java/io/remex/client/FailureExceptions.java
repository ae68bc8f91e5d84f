package io.remex.client;

import io.remex.BackPressureException;
import io.remex.GetTimeoutException;
import io.remex.InfeasibleTaskException;
import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import io.remex.OwnerLostException;
import io.remex.RemexConfigException;
import io.remex.RemexException;
import io.remex.RemoteStackTrace;
import io.remex.RuntimeClosedException;
import io.remex.TaskCancelledException;
import io.remex.TaskFailedException;
import io.remex.TaskTimeoutException;
import io.remex.UnknownFunctionException;
import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import io.remex.WorkerLostException;
import io.remex.codec.RegisteredClasses;
import io.remex.protocol.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Makes of a failure that travelled the exception that the reader of a reference gets; a fresh one each time. */
final class FailureExceptions {
    /** Exceptions of the JDK that are made again as themselves; each from its message. */
    private static final Map<String, Function<String, Throwable>> JDK_EXCEPTIONS = Map.ofEntries(
            Map.entry("java.lang.Exception", Exception::new),
            Map.entry("java.lang.RuntimeException", RuntimeException::new),
            Map.entry("java.lang.Error", Error::new),
            Map.entry("java.lang.AssertionError", AssertionError::new),
            Map.entry("java.lang.OutOfMemoryError", OutOfMemoryError::new),
            Map.entry("java.lang.StackOverflowError", StackOverflowError::new),
            Map.entry("java.lang.ArithmeticException", ArithmeticException::new),
            Map.entry("java.lang.ArrayIndexOutOfBoundsException", ArrayIndexOutOfBoundsException::new),
            Map.entry("java.lang.ClassCastException", ClassCastException::new),
            Map.entry("java.lang.IllegalArgumentException", IllegalArgumentException::new),
            Map.entry("java.lang.IllegalStateException", IllegalStateException::new),
            Map.entry("java.lang.IndexOutOfBoundsException", IndexOutOfBoundsException::new),
            Map.entry("java.lang.InterruptedException", InterruptedException::new),
            Map.entry("java.lang.NegativeArraySizeException", NegativeArraySizeException::new),
            Map.entry("java.lang.NullPointerException", NullPointerException::new),
            Map.entry("java.lang.NumberFormatException", NumberFormatException::new),
            Map.entry("java.lang.SecurityException", SecurityException::new),
            Map.entry("java.lang.UnsupportedOperationException", UnsupportedOperationException::new),
            Map.entry("java.io.IOException", IOException::new),
            Map.entry("java.io.FileNotFoundException", FileNotFoundException::new),
            Map.entry("java.time.DateTimeException", DateTimeException::new),
            Map.entry("java.util.ConcurrentModificationException", ConcurrentModificationException::new),
            Map.entry("java.util.NoSuchElementException", NoSuchElementException::new),
            Map.entry("java.util.concurrent.TimeoutException", TimeoutException::new));

    private FailureExceptions() {}

    /** The exception of a failure. */
    static RemexException exception(Failure failure) {
        String message = failure.message();
        return switch (failure.code()) {
            case TASK_FAILED -> new TaskFailedException(message, cause(failure));
            case TASK_CANCELLED -> new TaskCancelledException(message);
            case TASK_TIMEOUT -> new TaskTimeoutException(message);
            case GET_TIMEOUT -> new GetTimeoutException(message);
            case WORKER_LOST -> new WorkerLostException(message);
            case OWNER_LOST -> new OwnerLostException(message);
            case OBJECT_LOST -> new ObjectLostException(message);
            case OBJECT_STORE_FULL -> new ObjectStoreFullException(message);
            case VALUE_TOO_LARGE -> new ValueTooLargeException(message);
            case VALUE_CODEC -> new ValueCodecException(message);
            case UNKNOWN_FUNCTION -> new UnknownFunctionException(message);
            case INFEASIBLE_TASK -> new InfeasibleTaskException(message);
            case BACK_PRESSURE -> new BackPressureException(message);
            case RUNTIME_CLOSED -> new RuntimeClosedException(message);
            case CONFIG -> new RemexConfigException(message);
        };
    }

    private static Throwable cause(Failure failure) {
        if (failure.exceptionTypes().isEmpty()) {
            return null;
        }
        String type = failure.exceptionTypes().get(0);
        RemoteStackTrace remote = new RemoteStackTrace(type, failure.exceptionMessage(), failure.stackText());
        Throwable original = original(failure, type);
        if (original == null) {
            return remote;
        }
        original.addSuppressed(remote);
        return original;
    }

    private static Throwable original(Failure failure, String type) {
        Function<String, Throwable> known = JDK_EXCEPTIONS.get(type);
        if (known != null) {
            return known.apply(failure.exceptionMessage());
        }
        if (failure.exceptionBytes() != null) {
            try {
                Object value = RegisteredClasses.serializer().deserialize(failure.exceptionBytes());
                return value instanceof Throwable thrown ? thrown : null;
            } catch (ValueCodecException | RemexConfigException e) {
                return null; // the text says what the class cannot
            }
        }
        return null;
    }
}
