package io.remex.objectstore;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * File operations that an interrupt does not break. A task may be interrupted at any moment, and a channel that its thread is using closes
 * then; so each operation opens its own channel and is made again, and the interrupt is kept for the user's code.
 */
final class Uninterrupted {
    /** An operation that may be made again from its beginning. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws IOException;
    }

    private Uninterrupted() {}

    static <T> T run(Operation<T> operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return operation.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
