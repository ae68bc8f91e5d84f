package io.remex.serialization;

import io.remex.ValueCodecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.fory.exception.DeserializationException;

/** Turns whatever happened inside Fory into a {@link ValueCodecException} that says what to do. */
final class Failures {
    private static final Pattern NOT_REGISTERED =
            Pattern.compile("(?:class |interface |Class |enum )?([\\w.$\\[;/]+) is not registered");
    private static final Pattern OTHER_VERSION =
            Pattern.compile("Read class (?:class )?(\\S+) version \\S+ is not consistent");
    private static final int MAX_CAUSES = 20;

    private Failures() {}

    static ValueCodecException ofWriting(Object value, Throwable failure) {
        return translate(
                failure, "a " + (value == null ? "null" : value.getClass().getName()) + " cannot be encoded");
    }

    static ValueCodecException ofReading(Throwable failure) {
        return translate(failure, "the bytes are not a value of registered classes");
    }

    /** Whether an instance can be used again; after an error of the machine it may have stopped anywhere. */
    static boolean leavesInstanceUsable(Throwable failure) {
        Throwable at = failure;
        for (int i = 0; at != null && i < MAX_CAUSES; i++, at = at.getCause()) {
            if (at instanceof Error) {
                return false;
            }
        }
        return true;
    }

    private static ValueCodecException translate(Throwable failure, String what) {
        Throwable cause = failure;
        Throwable at = failure;
        for (int i = 0; at != null && i < MAX_CAUSES; i++, at = at.getCause()) {
            if (at instanceof ValueCodecException known) {
                return known;
            }
            // Its message is the text of everything read so far: the values of a user do not belong in a log.
            if (at instanceof DeserializationException && at.getCause() != null) {
                cause = at.getCause();
                continue;
            }
            String message = String.valueOf(at.getMessage());
            Matcher unregistered = NOT_REGISTERED.matcher(message);
            if (unregistered.find()) {
                return new ValueCodecException(unregistered(unregistered.group(1)), cause);
            }
            Matcher other = OTHER_VERSION.matcher(message);
            if (other.find()) {
                return new ValueCodecException(
                        "the fields of " + other.group(1)
                                + " differ between the two processes; build both from the same sources",
                        cause);
            }
        }
        return new ValueCodecException(what + ": " + reason(cause), cause);
    }

    private static String unregistered(String name) {
        return name + " may not travel: the compiler did not see it in the signature of a @Remote method. Name it in"
                + " @RemoteSubtypes on the method, the parameter, or the class or field that holds it";
    }

    private static String reason(Throwable failure) {
        Throwable at = failure;
        for (int i = 0; at.getCause() != null && i < MAX_CAUSES; i++) {
            at = at.getCause();
        }
        if (at instanceof StackOverflowError || String.valueOf(at.getMessage()).startsWith("Read depth exceed")) {
            return Nesting.tooDeep(ForyClassSerializer.MAX_DEPTH);
        }
        if (at instanceof OutOfMemoryError) {
            return "it needs more memory than there is";
        }
        if (String.valueOf(at.getMessage()).startsWith("Estimated graph memory")) {
            return "it would take more than " + ForyClassSerializer.MAX_GRAPH_BYTES + " bytes of memory";
        }
        return at.getMessage() == null ? at.getClass().getName() : at.getMessage();
    }
}
