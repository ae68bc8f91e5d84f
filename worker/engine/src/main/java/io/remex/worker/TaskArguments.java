package io.remex.worker;

import io.remex.ObjectLostException;
import io.remex.ValueCodecException;
import io.remex.codec.ValueInput;
import io.remex.codec.ViewScope;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.ObjectStore;
import io.remex.objectstore.ObjectView;
import io.remex.spi.ReferenceCarrier;
import io.remex.transport.TaskPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of the task that a slot runs: inline, or in parts of which some lie in the store and are read in place. What shows
 * their bytes as a view does so until the task has ended. Data plane; belongs to the slot's thread.
 */
final class TaskArguments {
    private final ObjectStore store;
    private final ValueInput input = new ValueInput();
    private final List<ObjectView> views = new ArrayList<>(0);
    /** That of the views which user code has of the arguments; null while it has none. */
    private ViewScope scope;

    TaskArguments(ObjectStore store) {
        this.store = store;
        input.onEnd(this::requireValid);
        input.lendViews(this::scope);
    }

    private ViewScope scope() {
        if (scope == null) {
            scope = new ViewScope(
                    null, "this buffer is an argument of a task that has ended: copy what is needed for longer");
        }
        return scope;
    }

    /**
     * Begins to read.
     *
     * @throws ValueCodecException parts reach beyond what there is; nothing was read
     * @throws ObjectLostException an object is not there any more
     * @throws io.remex.ObjectStoreFullException an object was spilled, and there is no room to bring it back
     */
    ValueInput open(ByteBuffer inline, int offset, int length, TaskPart[] parts, ReferenceCarrier references) {
        if (parts.length == 0) {
            return input.wrap(inline, offset, length, references);
        }
        ByteBuffer[] buffers = new ByteBuffer[parts.length];
        int at = offset;
        for (int i = 0; i < parts.length; i++) {
            TaskPart part = parts[i];
            if (part.isInline()) {
                requireInside(part, offset + length - at);
                buffers[i] = inline.slice(at, part.length()).order(ByteOrder.LITTLE_ENDIAN);
                at += part.length();
            } else {
                ObjectView view = store.view(ObjectDescriptor.decode(part.object(), 0));
                views.add(view);
                requireInside(part, view.length());
                buffers[i] =
                        view.byteBuffer().limit(part.offset() + part.length()).position(part.offset());
            }
        }
        return input.wrap(buffers, references);
    }

    private static void requireInside(TaskPart part, int bytes) {
        if (part.offset() < 0 || part.length() < 0 || part.length() > bytes - part.offset()) {
            throw new ValueCodecException("a part of the arguments is at " + part.offset() + " with " + part.length()
                    + " bytes, of " + bytes);
        }
    }

    /** Whether something has to be closed at the end: what lies in the store, or what user code has views of. */
    boolean areLent() {
        return !views.isEmpty() || scope != null;
    }

    /**
     * Checks that what was read was still the caller's.
     *
     * @throws ObjectLostException it was not
     */
    void requireValid() {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).requireValid();
        }
    }

    /** Ends the reading: views that user code kept fail from now on. */
    void close() {
        if (scope != null) {
            scope.close();
            scope = null;
        }
        for (int i = 0; i < views.size(); i++) {
            views.get(i).close();
        }
        views.clear();
    }
}
