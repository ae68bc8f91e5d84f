package io.remex.spi;

import io.remex.CancelOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks without outcome that one running task has submitted, so that they can be cancelled with it. Made by the worker for each run
 * of a task that submits any, filled by the runtime that has the children. Thread safe.
 */
public final class ChildTasks {
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    /** Null while the parent is not cancelled. */
    private volatile CancelOptions cancelledBy;

    /** A task that was submitted by a task. */
    public interface Child {
        /** The task that has submitted it was cancelled with its children. Called at least once; must not block. */
        void onParentCancelled(CancelOptions how);
    }

    /** One more child; cancelled at once if its parent is. */
    public void add(Child child) {
        children.add(child);
        CancelOptions how = cancelledBy;
        if (how != null) {
            child.onParentCancelled(how);
        }
    }

    /** The child has its outcome. */
    public void remove(Child child) {
        children.remove(child);
    }

    /** Cancels all that are there and all that are still to come. */
    public void cancel(CancelOptions how) {
        cancelledBy = how;
        children.forEach(child -> child.onParentCancelled(how));
    }
}
