package io.remex.objectstore;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * The protocol of {@link BlockLayout}: a writer takes an object's memory back and puts the next one there while readers read. Run by
 * {@link GenerationStressTest}.
 */
public final class GenerationStress {
    private static final int ENTRY = BlockLayout.entryOffset(0);
    private static final int FIRST = ENTRY + BlockLayout.BYTES;
    private static final int SECOND = FIRST + 64;
    private static final int LENGTH = SECOND + Long.BYTES;
    private static final long STALE = -1;

    private GenerationStress() {}

    private static UnsafeBuffer segmentWithObjectOne() {
        UnsafeBuffer segment = new UnsafeBuffer(new byte[LENGTH]);
        put(segment, 1);
        return segment;
    }

    private static void put(UnsafeBuffer segment, long generation) {
        segment.putLong(FIRST, generation);
        segment.putLong(SECOND, generation);
        BlockLayout.publish(segment, ENTRY, generation, 16, 0, 0);
    }

    private static void replace(UnsafeBuffer segment) {
        BlockLayout.retract(segment, ENTRY);
        put(segment, 2);
    }

    private static void read(UnsafeBuffer segment, long generation, JJ_Result result) {
        result.r1 = STALE;
        result.r2 = STALE;
        if (BlockLayout.generationBefore(segment, ENTRY) == generation) {
            long second = segment.getLong(SECOND);
            long first = segment.getLong(FIRST);
            if (BlockLayout.generationAfter(segment, ENTRY) == generation) {
                result.r1 = first;
                result.r2 = second;
            }
        }
    }

    /** Whoever has the old object's descriptor reads the old object or learns that it is gone. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the object")
    @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "found to be gone")
    @Outcome(expect = Expect.FORBIDDEN, desc = "bytes of the next object")
    public static class OldReader {
        private final UnsafeBuffer segment = segmentWithObjectOne();

        @Actor
        public void write() {
            replace(segment);
        }

        @Actor
        public void read(JJ_Result result) {
            GenerationStress.read(segment, 1, result);
        }
    }

    /** Whoever has the new object's descriptor reads the new object, if it is there already. */
    @JCStressTest
    @State
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "the object")
    @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "not there yet")
    @Outcome(expect = Expect.FORBIDDEN, desc = "bytes of the object before")
    public static class NewReader {
        private final UnsafeBuffer segment = segmentWithObjectOne();

        @Actor
        public void write() {
            replace(segment);
        }

        @Actor
        public void read(JJ_Result result) {
            GenerationStress.read(segment, 2, result);
        }
    }
}
