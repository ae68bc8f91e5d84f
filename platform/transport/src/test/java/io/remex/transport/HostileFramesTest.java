package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import io.remex.CancelOptions;
import io.remex.protocol.sbe.CancelTaskEncoder;
import io.remex.protocol.sbe.ItemCreditEncoder;
import io.remex.protocol.sbe.LendObjectEncoder;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ObjectValueEncoder;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.protocol.sbe.PartKind;
import io.remex.protocol.sbe.ReclaimLoansEncoder;
import io.remex.protocol.sbe.TaskEncoder;
import io.remex.protocol.sbe.TaskItemEncoder;
import io.remex.protocol.sbe.TaskResultEncoder;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that no publisher of ours would write: dropped and counted, nothing thrown, nothing read outside of the message. */
class HostileFramesTest {
    private static final int FRAMES = 20_000;
    private static final int GUARD_BYTES = 128;

    private static TestNode node;
    private static TaskAdapter tasks;
    private static ResultAdapter results;
    private static ControlAdapter control;
    private static final Sink SINK = new Sink();

    @BeforeAll
    static void launch() {
        node = new TestNode();
        tasks = new TaskAdapter(node.dataPlane(), PeerNode.SAME, TestNode.newStreamId());
        results = new ResultAdapter(node.dataPlane(), PeerNode.SAME, TestNode.newStreamId(), SINK);
        control = new ControlAdapter(node.dataPlane(), TestNode.newStreamId(), SINK);
        tasks.poll(SINK, 1);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDropNoise(long seed) {
        Random random = new Random(seed);
        long before = malformed();
        SINK.reset();
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = new byte[random.nextInt(80)];
            random.nextBytes(frame);
            offer(frame, i);
        }
        // three adapters; random bytes hit our schema one time in 65,536
        assertThat(malformed() - before + SINK.count).as("seed %d", seed).isEqualTo(3L * FRAMES);
        assertThat(SINK.count).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void shouldStayInsideOfAMessageThatLies(long seed) {
        Random random = new Random(seed);
        long before = malformed();
        SINK.reset();
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = valid(random);
            lie(frame, random);
            offer(cut(frame, random), i);
        }
        assertThat(malformed() - before + SINK.count).as("seed %d", seed).isEqualTo(3L * FRAMES);
        assertThat(SINK.count).as("some lies are harmless").isPositive();
    }

    @Test
    void shouldTakeWhatIsValid() {
        long before = malformed();
        SINK.reset();
        offer(task(5), 0);
        offer(result(5), 0);
        offer(object(5), 0);
        offer(cancel(), 0);
        offer(item(5), 0);
        offer(credit(0, 1, 1), 0);

        // each adapter drops what is not for its stream; outcomes of objects come on two streams
        assertThat(SINK.count).isEqualTo(7);
        assertThat(malformed() - before).isEqualTo(6 * 3 - 7);
    }

    @Test
    void shouldDropAnotherSchema() {
        byte[] frame = task(5);
        new UnsafeBuffer(frame).putShort(4, (short) 7_342);

        assertDropped(frame);
    }

    @Test
    void shouldDropAnUnknownTemplate() {
        byte[] frame = task(5);
        new UnsafeBuffer(frame).putShort(2, (short) 99);

        assertDropped(frame);
    }

    @Test
    void shouldReadALaterVersionWithMoreFields() {
        byte[] old = task(5);
        int block = TaskEncoder.BLOCK_LENGTH;
        byte[] later = new byte[old.length + 8];
        System.arraycopy(old, 0, later, 0, 8 + block);
        System.arraycopy(old, 8 + block, later, 8 + block + 8, old.length - 8 - block);
        UnsafeBuffer buffer = new UnsafeBuffer(later);
        buffer.putShort(0, (short) (block + 8));
        buffer.putShort(6, (short) 1);
        SINK.reset();

        offer(later, 0);

        assertThat(SINK.count).isEqualTo(1);
        assertThat(SINK.lastLength).isEqualTo(5);
    }

    @Test
    void shouldDropABlockThatIsTooShort() {
        byte[] frame = task(5);
        new UnsafeBuffer(frame).putShort(0, (short) (TaskEncoder.BLOCK_LENGTH - 1));

        assertDropped(frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 65_504, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void shouldDropBytesThatCannotBeThere(int length) {
        for (byte[] frame : new byte[][] {task(5), result(5), object(5), item(5)}) {
            int at = frame.length - 5 - Integer.BYTES;
            new UnsafeBuffer(frame).putInt(at, length);

            assertDropped(frame);
        }
    }

    @Test
    void shouldDropCreditThatCannotBe() {
        assertDropped(credit(-1, 1, 1));
        assertDropped(credit(0, 0, 1));
        assertDropped(credit(0, -1, 1));
        assertDropped(credit(0, 1, 0));
        assertDropped(credit(0, 1, Long.MIN_VALUE));
    }

    @Test
    void shouldDropPartsThatCannotBeThere() {
        int groupAt = 8 + TaskEncoder.BLOCK_LENGTH;
        for (int entries : new int[] {4, 1_000, 65_535}) {
            byte[] frame = task(3, 5);
            new UnsafeBuffer(frame).putShort(groupAt + 2, (short) entries);
            assertDropped(frame);
        }
        byte[] shortEntries = task(3, 5);
        new UnsafeBuffer(shortEntries).putShort(groupAt, (short) 8);
        assertDropped(shortEntries);
        byte[] unknownKind = task(3, 5);
        unknownKind[groupAt + 4] = 9;
        assertDropped(unknownKind);
    }

    @Test
    void shouldDropLoansThatCannotBeThere() {
        int groupAt = 8 + ReclaimLoansEncoder.BLOCK_LENGTH;
        for (int entries : new int[] {3, 1_000, 65_535}) {
            byte[] frame = reclaim(2);
            new UnsafeBuffer(frame).putShort(groupAt + 2, (short) entries);
            assertDropped(frame);
        }
        byte[] shortEntries = reclaim(2);
        new UnsafeBuffer(shortEntries).putShort(groupAt, (short) 8);
        assertDropped(shortEntries);
        byte[] cut = new byte[8 + LendObjectEncoder.BLOCK_LENGTH - 1];
        new LendObjectEncoder().wrapAndApplyHeader(new UnsafeBuffer(cut), 0, new MessageHeaderEncoder());
        new UnsafeBuffer(cut).putShort(0, (short) (LendObjectEncoder.BLOCK_LENGTH - 1));
        assertDropped(cut);
    }

    private static byte[] reclaim(int loans) {
        int entryBytes = ReclaimLoansEncoder.LoansEncoder.sbeBlockLength();
        byte[] frame = new byte[8 + ReclaimLoansEncoder.BLOCK_LENGTH + 4 + loans * entryBytes];
        ReclaimLoansEncoder.LoansEncoder entries = new ReclaimLoansEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .caller(1)
                .loansCount(loans);
        for (int i = 0; i < loans; i++) {
            entries.next().loan(i).owner(2).sequence(3);
        }
        return frame;
    }

    @Test
    void shouldReportAnOutcomeOfUnknownKind() {
        byte[] frame = result(5);
        int outcomeAt = 8 + TaskResultEncoder.outcomeEncodingOffset();
        frame[outcomeAt] = 77;
        SINK.reset();

        offer(frame, 0);

        assertThat(SINK.count).isEqualTo(1);
        assertThat(SINK.lastOutcome).isNotIn(OutcomeKind.VALUE, OutcomeKind.FAILURE);
    }

    private static void assertDropped(byte[] frame) {
        SINK.reset();
        long before = malformed();
        offer(frame, 0);
        assertThat(SINK.count).isZero();
        assertThat(malformed() - before).isEqualTo(3);
    }

    private static long malformed() {
        return tasks.malformedCount() + results.malformedCount() + control.malformedCount();
    }

    /** In the middle of a larger buffer, as in a term: what is read outside of the frame would not throw by itself. */
    private static void offer(byte[] frame, int number) {
        UnsafeBuffer term = new UnsafeBuffer(new byte[frame.length + 2 * GUARD_BYTES]);
        term.setMemory(0, term.capacity(), (byte) 0x5A);
        term.putBytes(GUARD_BYTES, frame);
        SINK.number = number;
        SINK.frameLength = frame.length;
        tasks.onFragment(term, GUARD_BYTES, frame.length, null);
        results.onFragment(term, GUARD_BYTES, frame.length, null);
        control.onFragment(term, GUARD_BYTES, frame.length, header());
    }

    /** Of a frame of any sender. */
    private static Header header() {
        Header header = new Header(0, 0);
        header.buffer(new UnsafeBuffer(new byte[DataHeaderFlyweight.HEADER_LENGTH]));
        return header;
    }

    private static byte[] valid(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> task(random.nextInt(3), random.nextInt(40));
            case 1 -> result(random.nextInt(40));
            case 2 -> object(random.nextInt(40));
            case 3 -> item(random.nextInt(40));
            case 4 -> credit(random.nextLong(), random.nextInt(), random.nextLong());
            default -> cancel();
        };
    }

    private static void lie(byte[] frame, Random random) {
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        switch (random.nextInt(4)) {
            case 0 -> buffer.putShort(2 * random.nextInt(4), (short) random.nextInt());
            case 1 -> buffer.putShort(0, (short) random.nextInt(80));
            case 2 -> buffer.putInt(8 + random.nextInt(frame.length - 11), random.nextInt());
            default -> frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
    }

    private static byte[] cut(byte[] frame, Random random) {
        if (random.nextInt(3) > 0) {
            return frame;
        }
        byte[] cut = new byte[random.nextInt(frame.length + 1)];
        System.arraycopy(frame, 0, cut, 0, cut.length);
        return cut;
    }

    private static byte[] task(int length) {
        return task(0, length);
    }

    private static byte[] task(int parts, int length) {
        int entryBytes = TaskEncoder.PartsEncoder.sbeBlockLength();
        byte[] frame = new byte[8 + TaskEncoder.BLOCK_LENGTH + 4 + parts * entryBytes + 4 + length];
        TaskEncoder encoder = new TaskEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .laneSequence(1)
                .taskSequence(2)
                .functionId(3)
                .fingerprint(4)
                .remainingNs(5)
                .attempt(6);
        TaskEncoder.PartsEncoder entries = encoder.partsCount(parts);
        for (int i = 0; i < parts; i++) {
            entries.next().kind(PartKind.STORED).offset(i).length(length);
        }
        encoder.putArguments(new byte[length], 0, length);
        return frame;
    }

    private static byte[] result(int length) {
        byte[] frame = new byte[8 + TaskResultEncoder.BLOCK_LENGTH + 4 + length];
        new TaskResultEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .laneSequence(1)
                .taskSequence(2)
                .runNs(3)
                .outcome(OutcomeKind.VALUE)
                .putPayload(new byte[length], 0, length);
        return frame;
    }

    private static byte[] object(int length) {
        byte[] frame = new byte[8 + ObjectValueEncoder.BLOCK_LENGTH + 4 + length];
        new ObjectValueEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .owner(1)
                .sequence(2)
                .outcome(OutcomeKind.VALUE)
                .putPayload(new byte[length], 0, length);
        return frame;
    }

    private static byte[] item(int length) {
        byte[] frame = new byte[8 + TaskItemEncoder.BLOCK_LENGTH + 4 + length];
        new TaskItemEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .laneSequence(1)
                .taskSequence(2)
                .index(3)
                .outcome(OutcomeKind.VALUE)
                .putPayload(new byte[length], 0, length);
        return frame;
    }

    private static byte[] credit(long taken, int windowItems, long windowBytes) {
        byte[] frame = new byte[8 + ItemCreditEncoder.BLOCK_LENGTH];
        new ItemCreditEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .lease(1)
                .laneSequence(2)
                .taskSequence(3)
                .taken(taken)
                .windowItems(windowItems)
                .windowBytes(windowBytes);
        return frame;
    }

    private static byte[] cancel() {
        byte[] frame = new byte[8 + CancelTaskEncoder.BLOCK_LENGTH];
        new CancelTaskEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame), 0, new MessageHeaderEncoder())
                .lease(1)
                .laneSequence(2)
                .taskSequence(3);
        return frame;
    }

    /** Takes everything and checks that it lies within the frame. */
    private static final class Sink
            implements TaskAdapter.TaskHandler, ResultAdapter.ResultHandler, ControlAdapter.ControlHandler {
        private long count;
        private int number;
        private int frameLength;
        private int lastLength;
        private OutcomeKind lastOutcome;

        void reset() {
            count = 0;
        }

        private void check(DirectBuffer buffer, int offset, int length) {
            count++;
            lastLength = length;
            assertThat(buffer.capacity()).as("frame %d", number).isEqualTo(frameLength);
            assertThat(offset).as("frame %d", number).isBetween(0, frameLength);
            assertThat(length).as("frame %d", number).isBetween(0, frameLength - offset);
        }

        @Override
        public boolean onTask(
                long laneSequence,
                long taskSequence,
                long functionId,
                long fingerprint,
                long remainingNs,
                int attempt,
                TaskPart[] parts,
                DirectBuffer buffer,
                int offset,
                int length) {
            check(buffer, offset, length);
            return true;
        }

        @Override
        public void onResult(
                long laneSequence,
                long taskSequence,
                long runNs,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            lastOutcome = outcome;
            check(buffer, offset, length);
        }

        @Override
        public void onItem(
                long laneSequence,
                long taskSequence,
                long index,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            lastOutcome = outcome;
            check(buffer, offset, length);
        }

        @Override
        public void onCredit(long lease, long laneSequence, long taskSequence, ItemWindow window) {
            count++;
            lastLength = 0;
            assertThat(window.taken()).isNotNegative();
            assertThat(window.items()).isPositive();
            assertThat(window.bytes()).isPositive();
        }

        @Override
        public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
            count++;
            lastLength = payload.length;
            assertThat(payload.length).isLessThanOrEqualTo(frameLength);
        }

        @Override
        public void onCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
            count++;
        }

        @Override
        public void onAttach(long caller, int sender, int returnStreamId) {
            count++;
        }

        @Override
        public void onLend(long caller, Loan loan, byte[] object) {
            count++;
            assertThat(object).hasSize(40);
        }

        @Override
        public void onReclaim(long caller, Loan loan) {
            count++;
        }

        @Override
        public void onFree(long caller, byte[] object) {
            count++;
            assertThat(object).hasSize(40);
        }

        @Override
        public void onSenderGone(int sender) {
            // comes when the test closes its publication
        }
    }
}
