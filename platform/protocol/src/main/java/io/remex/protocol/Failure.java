package io.remex.protocol;

import io.remex.ErrorCode;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How a task failed, in the form that travels.
 *
 * @param code what kind of error the caller sees
 * @param message for people
 * @param exceptionTypes class names of what user code threw, the most specific first; empty if it was not user code
 * @param exceptionMessage message of what user code threw, or null
 * @param stackText its printed stack with causes, or null
 * @param exceptionBytes the exception itself where its class may travel, or null
 */
public record Failure(
        ErrorCode code,
        String message,
        List<String> exceptionTypes,
        String exceptionMessage,
        String stackText,
        byte[] exceptionBytes) {
    /** Bound of each text; a stack beyond it is cut. */
    public static final int MAX_TEXT_CHARS = 12_000;

    private static final int MAX_TYPES = 32;

    public Failure {
        exceptionTypes = List.copyOf(exceptionTypes);
    }

    /** A failure of the system. */
    public static Failure of(ErrorCode code, String message) {
        return new Failure(code, message, List.of(), null, null, null);
    }

    /**
     * A failure of user code.
     *
     * @param exceptionBytes the exception in the form of the class serializer, or null
     */
    public static Failure ofUserCode(String function, Throwable thrown, byte[] exceptionBytes) {
        List<String> types = new ArrayList<>();
        for (Class<?> type = thrown.getClass();
                type != Object.class && types.size() < MAX_TYPES;
                type = type.getSuperclass()) {
            types.add(type.getName());
        }
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return new Failure(
                ErrorCode.TASK_FAILED,
                function + " threw " + thrown,
                types,
                thrown.getMessage(),
                stack.toString(),
                exceptionBytes);
    }

    /** Appends it. */
    public void encode(ValueOutput out) {
        out.putByte((byte) code.number());
        out.putString(cut(message));
        out.putCount(exceptionTypes.size());
        exceptionTypes.forEach(out::putString);
        out.putString(cut(exceptionMessage));
        out.putString(cut(stackText));
        byte[] bytes = exceptionBytes == null || exceptionBytes.length > MAX_TEXT_CHARS ? null : exceptionBytes;
        if (out.putPresence(bytes)) {
            out.putCount(bytes.length);
            out.putBytes(bytes, 0, bytes.length);
        }
    }

    /**
     * Reads what {@link #encode} appended.
     *
     * @throws io.remex.ValueCodecException the bytes are damaged
     */
    public static Failure decode(ValueInput in) {
        ErrorCode code = code(in.getByte());
        String message = in.getString();
        int count = in.getCount(1);
        List<String> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = in.getString();
            types.add(type == null ? "" : type);
        }
        String exceptionMessage = in.getString();
        String stackText = in.getString();
        byte[] bytes = null;
        if (in.getPresence()) {
            bytes = new byte[in.getCount(Byte.BYTES)];
            in.getBytes(bytes, 0, bytes.length);
        }
        return new Failure(code, message, types, exceptionMessage, stackText, bytes);
    }

    /** Whether user code threw one of the classes, or a subclass. */
    public boolean isOneOf(Iterable<Class<? extends Throwable>> classes) {
        for (Class<? extends Throwable> type : classes) {
            if (exceptionTypes.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS) + "\n… cut";
    }

    private static ErrorCode code(int number) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.number() == number) {
                return code;
            }
        }
        return ErrorCode.TASK_FAILED;
    }
}
