package io.remex.objectstore;

import io.remex.ObjectLostException;
import io.remex.codec.ViewScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/**
 * An object that is open for reading, in place. Whoever opened it closes it, on any thread; a view that is forgotten is closed when the garbage collector
 * finds it, so keep the view for as long as its buffers are used.
 *
 * <p>A view of an object of this process pins it: it stays what it is until the view is closed. Memory of another process can change under a view
 * if its owner frees the object although somebody reads. So, after reading and before using what was read: {@link #requireValid()}.
 *
 * <p>After {@link #close()} the view and its {@link #directBuffer()} throw {@link IllegalStateException}. A {@link #byteBuffer()} cannot; to use one
 * that was kept is harmless to the process, as its memory stays mapped, but shows whatever is there by then.
 */
public final class ObjectView implements AutoCloseable {
    private final ObjectDescriptor descriptor;
    private final ByteBuffer payload;
    private final ViewScope scope;
    private final ViewBuffer directBuffer;
    private final BooleanSupplier valid;
    private final LeakDetector.Guard guard;

    ObjectView(
            ObjectDescriptor descriptor,
            ByteBuffer payload,
            BooleanSupplier valid,
            Runnable release,
            LeakDetector leaks) {
        this.descriptor = descriptor;
        this.payload = payload.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        this.scope = new ViewScope(null, "this view of object " + descriptor.generation() + " is closed");
        this.directBuffer = new ViewBuffer(this.payload, scope);
        this.valid = valid;
        String what = "a view of object " + descriptor.generation() + " with " + descriptor.length() + " bytes";
        this.guard = leaks.guard(this, what, release);
    }

    /** Which object it is. */
    public ObjectDescriptor descriptor() {
        return descriptor;
    }

    /** Length of the payload in bytes. */
    public int length() {
        return (int) descriptor.length();
    }

    /** The payload: read-only, little endian, with a position of its own. */
    public ByteBuffer byteBuffer() {
        scope.requireOpen();
        return payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The payload as a buffer that fails after {@link #close()}; little endian. The same for each call, for any thread. */
    public DirectBuffer directBuffer() {
        scope.requireOpen();
        return directBuffer;
    }

    /**
     * Whether everything read so far was of this object. False is for good: open the object again, which finds it where it is by now or
     * says why it is lost.
     */
    public boolean validate() {
        scope.requireOpen();
        return valid.getAsBoolean();
    }

    /**
     * Checks that everything read so far was of this object.
     *
     * @throws ObjectLostException its memory has been given to something else meanwhile
     */
    public void requireValid() {
        if (!validate()) {
            throw new ObjectLostException(
                    "object " + descriptor.generation() + " was freed or spilled by its owner while it was read");
        }
    }

    /** Ends the view; again: does nothing. */
    @Override
    public void close() {
        scope.close();
        guard.close();
    }
}
