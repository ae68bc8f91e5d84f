package io.remex.objectstore;

import java.lang.ref.Reference;

/**
 * An object that this process has written. It exists until {@link #free()}, or until this handle is forgotten: whoever gives a descriptor away keeps
 * the handle for as long as somebody may read.
 *
 * <p>A <em>pinned</em> object stays where it is in memory. This process's own views pin; readers in other processes cannot, so the owner pins
 * for them, for example while a task that has the descriptor is in flight. For any thread.
 */
public final class StoredObject {
    private final Arena arena;
    private final ObjectEntry entry;
    private final LeakDetector.Guard guard;

    StoredObject(Arena arena, ObjectEntry entry, LeakDetector leaks) {
        this.arena = arena;
        this.entry = entry;
        this.guard = leaks.guard(
                this, "object " + entry.generation + " with " + entry.length + " bytes", () -> arena.free(entry));
    }

    /** Its name, for {@link ObjectStore#view} in this and other processes; the same for as long as it exists. */
    public ObjectDescriptor descriptor() {
        return entry.descriptor;
    }

    /** Length of the payload in bytes. */
    public int length() {
        return entry.length;
    }

    /**
     * Keeps the object where it is until {@link #unpin()}; pins are counted.
     *
     * @throws IllegalStateException it was freed
     */
    public void pin() {
        arena.pin(entry);
        Reference.reachabilityFence(this);
    }

    /**
     * Takes one pin back.
     *
     * @throws IllegalStateException it is not pinned
     */
    public void unpin() {
        arena.unpin(entry);
        Reference.reachabilityFence(this);
    }

    /** Whether it may be written to a file when memory runs short; it may unless this says no. */
    public void spillable(boolean allowed) {
        arena.spillable(entry, allowed);
        Reference.reachabilityFence(this);
    }

    /** Gives the object up. Its memory is used again when the last pin and the last view of this process are gone. Again: does nothing. */
    public void free() {
        guard.close();
    }

    @Override
    public String toString() {
        return "StoredObject[" + entry.descriptor + ']';
    }
}
