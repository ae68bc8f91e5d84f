package io.remex.client;

import io.remex.codec.ValueInput;

/** Decodes values that tasks have in themselves, without an object for it: one for each thread, used again. */
final class SmallValueReader {
    private static final ThreadLocal<SmallValueReader> READERS = ThreadLocal.withInitial(SmallValueReader::new);

    private final byte[] bytes = new byte[TaskRef.SMALL_BYTES];
    private final ValueInput in = new ValueInput();
    private boolean isBusy;

    /** The value of a task that was completed with a small one. */
    static <R> R read(TaskRef<R> task) {
        SmallValueReader reader = READERS.get();
        if (reader.isBusy) {
            reader = new SmallValueReader(); // a constructor of the user's reads another result
        }
        return reader.decode(task);
    }

    private <R> R decode(TaskRef<R> task) {
        isBusy = true;
        try {
            in.wrap(bytes, task.copySmall(bytes), null);
            R value = task.codec().decode(in);
            in.requireEnd();
            return value;
        } finally {
            isBusy = false;
        }
    }
}
