package io.remex.objectstore;

/**
 * What an arena knows about an object of its own. Guarded by the arena's lock.
 *
 * <p>An object is in memory ({@link #block} is set), in a file ({@link #inFile}), or both: the file of an object that came back is kept, so that
 * readers in other processes, who have its old place, still find it, and so that it can leave again without being written. Its
 * memory and file go when it is freed and the last pin is gone.
 */
final class ObjectEntry {
    final long generation;
    final int length;
    /** Null while the object is in its file only. */
    Block block;
    /** Where it was put at first; readers elsewhere know it by this. */
    final ObjectDescriptor descriptor;

    int pins;
    boolean freed;
    boolean spillable = true;
    boolean inFile;
    /** Order of use, from the arena's count of uses. */
    long lastUse;

    ObjectEntry(ObjectDescriptor descriptor, Block block) {
        this.descriptor = descriptor;
        this.generation = descriptor.generation();
        this.length = (int) descriptor.length();
        this.block = block;
    }

    boolean isEvictable() {
        return block != null && pins == 0 && !freed && spillable;
    }
}
