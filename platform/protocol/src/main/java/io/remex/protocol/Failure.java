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
    /** Bound of the stack; with the other bounds, and three bytes a character, a failure is less than 60,000 bytes. */
    public static final int MAX_STACK_CHARS = 8_000;

    /** Bound of each message. */
    public static final int MAX_MESSAGE_CHARS = 4_000;

    private static final int MAX_EXCEPTION_BYTES = 6_000;
    private static final int MAX_TYPES = 16;
    private static final int MAX_TYPE_CHARS = 250;

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
        try {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            return new Failure(
                    ErrorCode.TASK_FAILED,
                    function + " threw " + thrown,
                    types,
                    thrown.getMessage(),
                    stack.toString(),
                    exceptionBytes);
        } catch (Throwable t) { // the texts of an exception are user code too
            return new Failure(
                    ErrorCode.TASK_FAILED,
                    function + " threw " + types.get(0) + ", whose message cannot be read: it throws "
                            + t.getClass().getName(),
                    types,
                    null,
                    types.get(0),
                    null);
        }
    }

    /** Appends it. */
    public void encode(ValueOutput out) {
        out.putByte((byte) code.number());
        out.putString(cut(message, MAX_MESSAGE_CHARS));
        int types = Math.min(exceptionTypes.size(), MAX_TYPES); // one that came from elsewhere may have more
        out.putCount(types);
        for (int i = 0; i < types; i++) {
            out.putString(cut(exceptionTypes.get(i), MAX_TYPE_CHARS));
        }
        out.putString(cut(exceptionMessage, MAX_MESSAGE_CHARS));
        out.putString(cutMiddle(stackText));
        byte[] bytes = exceptionBytes == null || exceptionBytes.length > MAX_EXCEPTION_BYTES ? null : exceptionBytes;
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

    private static String cut(String text, int maxChars) {
        return text == null || text.length() <= maxChars ? text : text.substring(0, maxChars) + "\n… cut";
    }

    /** The end of a stack names the first cause, so both ends are kept. */
    private static String cutMiddle(String stack) {
        if (stack == null || stack.length() <= MAX_STACK_CHARS) {
            return stack;
        }
        int half = MAX_STACK_CHARS / 2;
        return stack.substring(0, half) + "\n… cut …\n" + stack.substring(stack.length() - half);
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
