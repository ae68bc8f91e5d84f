/**
 * Objects of any size in the shared memory of a node: written once by one process, read in place by all.
 *
 * <p>Each process has one <em>arena</em>: a directory of {@linkplain io.remex.objectstore.SegmentLayout segment files} that only it writes. An
 * {@link io.remex.objectstore.ObjectDescriptor} names an object; whoever has it opens an {@link io.remex.objectstore.ObjectView}. No memory is
 * shared between two writers, so that a process that dies damages nothing, and its arena is removed by the next one that looks
 * ({@link io.remex.objectstore.StoreSweeper}).
 *
 * <p>What other processes wrote, and descriptors, are checked before use. Files are trusted to keep their length: they lie in a directory
 * that only this user can enter.
 *
 * <p>Threads: the store has none of its own, except the one of the {@link java.lang.ref.Cleaner} that finds forgotten objects
 * ({@code remex-store-cleaner}). All state of an arena is guarded by one lock; payload is copied outside of it.
 *
 * <p>This is the control plane's style of code: objects have at least some tens of kilobytes, so one allocation for each does not count.
 */
package io.remex.objectstore;
