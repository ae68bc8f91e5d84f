package io.remex.system.functions;

import io.remex.Remote;
import io.remex.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Functions that fail. */
public final class Failing {
    private static final int BLOCK_BYTES = 16 << 20;

    private Failing() {}

    /** A user's exception that methods declare. */
    public static class Declared extends Exception {
        private static final long serialVersionUID = 1L;
        private final int number;

        public Declared(String message, int number) {
            super(message);
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** A user's exception that no method declares. */
    public static final class Undeclared extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Undeclared(String message) {
            super(message);
        }
    }

    /** An exception whose own message fails. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }

    @Remote
    public static long unreadable() {
        throw new Unreadable();
    }

    @Remote
    public static String illegalState(String message) {
        throw new IllegalStateException(message);
    }

    @Remote
    public static void nothingButFailure(String message) {
        throw new IllegalArgumentException(message);
    }

    @Remote
    public static long declared(String message, int number) throws Declared {
        throw new Declared(message, number);
    }

    @Remote
    public static long undeclared(String message) {
        throw new Undeclared(message);
    }

    @Remote
    public static long error(String message) {
        throw new AssertionError(message);
    }

    @Remote
    public static long overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    /** Takes memory until there is none. */
    @Remote
    public static long exhaustMemory() {
        List<byte[]> blocks = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            blocks.add(new byte[BLOCK_BYTES]);
        }
        return blocks.size();
    }

    /** Ends the process that it runs in. */
    @Remote
    public static long exit(int code) {
        System.exit(code);
        return code;
    }

    @Remote
    public static long divide(long dividend, long divisor) {
        return dividend / divisor;
    }

    @Remote
    public static long longMessage(int length) {
        throw new IllegalStateException("\u20ac".repeat(length));
    }

    @Remote
    public static long withoutMessage() {
        throw new IllegalStateException();
    }

    /** Notes the attempt in a file and fails until the given one. */
    @Remote(maxRetries = 5, retryOn = IllegalStateException.class)
    public static int failsUntil(String file, int attempt) throws IOException {
        int current = TaskContext.current().attempt();
        Files.writeString(Path.of(file), current + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (current < attempt) {
            throw new IllegalStateException("attempt " + current);
        }
        return current;
    }

    /** As {@link #failsUntil}, with an exception that is not one to retry on. */
    @Remote(maxRetries = 5, retryOn = IOException.class)
    public static int failsOtherwise(String file) throws IOException {
        Files.writeString(
                Path.of(file),
                TaskContext.current().attempt() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        throw new IllegalStateException("not one to retry on");
    }
}
