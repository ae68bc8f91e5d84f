package io.remex.client;

import io.remex.codec.ViewScope;
import io.remex.objectstore.ObjectView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The encoded value of a reference, which user code has views of: it stays where it is until the reference is released, or until the
 * reference and all views are forgotten. Any thread.
 */
final class LentValue {
    private final ByteBuffer bytes;
    private final ObjectView view;
    private final ViewScope scope;
    /** The decoded value, if it has references inside; see {@link AbstractRef#keepReferences}. */
    @SuppressWarnings("unused") // only kept
    private volatile Object valueWithReferences;

    /** What keeps the memory: the reference's hold on the object, and the open object, which is pinned if it is this process's. */
    private record Holder(StoredHandle handle, ObjectView view) {}

    private LentValue(ByteBuffer bytes, StoredHandle handle, ObjectView view, String description) {
        this.bytes = bytes;
        this.view = view;
        this.scope = new ViewScope(
                new Holder(handle, view),
                "this buffer shows the value of " + description + ", whose reference was released: copy what is needed"
                        + " for longer");
    }

    /** A value that came inline. */
    static LentValue inline(byte[] encoded, String description) {
        return new LentValue(ByteBuffer.wrap(encoded), null, null, description);
    }

    /** A value in the store; takes over the open object. */
    static LentValue stored(StoredHandle handle, ObjectView view, String description) {
        return new LentValue(view.byteBuffer(), handle, view, description);
    }

    /** All of the encoded value, little endian, with a position of its own. */
    ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Of all views of it. */
    ViewScope scope() {
        return scope;
    }

    void keepReferences(Object value) {
        valueWithReferences = value;
    }

    /** Ends the views, and then what they were of; again: does nothing. */
    void close() {
        scope.close();
        if (view != null) {
            view.close();
        }
    }
}
