package io.remex.objectstore;

/** What a store counts. Levels say how it is now, the others how often something happened since it was opened. */
public enum StoreCounter {
    /** Objects sealed. */
    SEALED,
    /** Objects freed, whatever by. */
    FREED,
    /** Objects written to a file to make room. */
    SPILLED,
    /** Objects whose memory was taken back without writing, because their file was still there. */
    EVICTED,
    /** Spilled objects that came back into memory. */
    RESTORED,
    /** Spilled objects of other processes that were read. */
    SPILL_READS,
    /** Times that an object could not be spilled because a file failed. */
    SPILL_FAILURES,
    /** Times that an object was not spilled because of {@code remex.store.spill-limit}. */
    SPILL_LIMIT_HITS,
    /** Allocations that had to wait for room. */
    FULL_WAITS,
    /** Allocations that ended with an {@code ObjectStoreFullException}. */
    FULL_FAILURES,
    /** Views of other processes' objects that were found to be of something else by now. */
    STALE_READS,
    /** Objects of other processes that could not be opened because what lies there is damaged. */
    DAMAGED_READS,
    /** Objects and views that were forgotten, and found by the garbage collector. */
    LEAKED,
    /** Level: objects, spilled ones included. */
    OBJECTS,
    /** Level: bytes of memory that objects and writers have. */
    USED_BYTES,
    /** Level: bytes of shared memory that this process has taken. */
    COMMITTED_BYTES,
    /** Level: segments of this process. */
    SEGMENTS,
    /** Level: bytes in spill files. */
    SPILL_BYTES,
    /** Level: segments of other processes that are mapped. */
    FOREIGN_SEGMENTS
}
