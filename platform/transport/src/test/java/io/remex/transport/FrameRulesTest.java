package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.aeron.protocol.NakFlyweight;
import io.aeron.protocol.SetupFlyweight;
import io.aeron.protocol.StatusMessageFlyweight;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameRulesTest {
    private static final int FUZZ_ROUNDS = 200_000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[65_536]);

    private int frame(int offset, int frameLength, int type, int termOffset) {
        DataHeaderFlyweight header = new DataHeaderFlyweight();
        header.wrap(buffer, offset, DataHeaderFlyweight.HEADER_LENGTH);
        header.termOffset(termOffset).sessionId(1).streamId(2).termId(3);
        header.frameLength(frameLength).version(HeaderFlyweight.CURRENT_VERSION).headerType(type);
        return offset + (frameLength + 31 & ~31);
    }

    private int data(int... frameLengths) {
        int offset = 0;
        for (int frameLength : frameLengths) {
            offset = frame(offset, frameLength, HeaderFlyweight.HDR_TYPE_DATA, 4_096 + offset);
        }
        return offset;
    }

    @Test
    void shouldAcceptOneFrameAndSeveralInOneDatagram() {
        int length = data(33, 64, 1_000);
        assertThat(FrameRules.isData(buffer, length)).isTrue();
        assertThat(FrameRules.isData(buffer, 64)).isTrue();
    }

    @Test
    void shouldAcceptHeartbeatsAndPaddingWithoutItsBytes() {
        frame(0, 0, HeaderFlyweight.HDR_TYPE_DATA, 64);
        assertThat(FrameRules.isData(buffer, 32)).isTrue();
        int offset = data(64);
        frame(offset, 100_000, HeaderFlyweight.HDR_TYPE_PAD, 4_096 + offset);
        assertThat(FrameRules.isData(buffer, offset + 32)).isTrue();
        assertThat(FrameRules.isData(buffer, offset + 64))
                .as("bytes behind padding")
                .isFalse();
    }

    @Test
    void shouldRefuseFrameLengthsThatLie() {
        int[] lies = {-1, Integer.MIN_VALUE, 1, 31, 97, 100_000, Integer.MAX_VALUE};
        for (int lie : lies) {
            int length = data(64);
            buffer.putInt(0, lie);
            assertThat(FrameRules.isData(buffer, length)).as("length " + lie).isFalse();
            int both = data(64, 64);
            buffer.putInt(64, lie);
            assertThat(FrameRules.isData(buffer, both))
                    .as("second length " + lie)
                    .isFalse();
        }
    }

    @Test
    void shouldRefuseAZeroLengthThatIsNoHeartbeat() {
        int length = data(64, 64);
        buffer.putInt(64, 0);
        assertThat(FrameRules.isData(buffer, length)).isFalse();
        data(64);
        buffer.putInt(0, 0);
        assertThat(FrameRules.isData(buffer, 64)).isFalse();
    }

    @Test
    void shouldRefuseFramesThatAreNotOneRunOfOneTerm() {
        refusedAfter("term offset", b -> b.putInt(64 + 8, 4_096 + 96));
        refusedAfter("session", b -> b.putInt(64 + 12, 9));
        refusedAfter("stream", b -> b.putInt(64 + 16, 9));
        refusedAfter("term", b -> b.putInt(64 + 20, 9));
        refusedAfter("version", b -> b.putByte(64 + 4, (byte) 1));
        refusedAfter("type", b -> b.putShort(64 + 6, (short) 5));
        refusedAfter("first type", b -> b.putShort(6, (short) 11));
        refusedAfter("negative offset", b -> b.putInt(8, -32));
        refusedAfter("crooked offset", b -> b.putInt(8, 4_097));
        refusedAfter("end of the largest term", b -> b.putInt(8, (1 << 30) - 32));
    }

    private void refusedAfter(String what, Consumer<UnsafeBuffer> change) {
        int length = data(64, 64);
        assertThat(FrameRules.isData(buffer, length)).isTrue();
        change.accept(buffer);
        assertThat(FrameRules.isData(buffer, length)).as(what).isFalse();
    }

    @Test
    void shouldRefuseDatagramsShorterThanAHeader() {
        for (int length = 0; length < 32; length++) {
            data(64);
            assertThat(FrameRules.isData(buffer, length)).isFalse();
        }
    }

    private void setup(int termLength, int mtu) {
        SetupFlyweight setup = new SetupFlyweight(buffer);
        setup.sessionId(1)
                .streamId(2)
                .initialTermId(7)
                .activeTermId(8)
                .termOffset(64)
                .termLength(termLength)
                .mtuLength(mtu);
        setup.version(HeaderFlyweight.CURRENT_VERSION)
                .headerType(HeaderFlyweight.HDR_TYPE_SETUP)
                .frameLength(SetupFlyweight.HEADER_LENGTH);
    }

    @Test
    void shouldAcceptASetupAndRefuseOneThatCannotBe() {
        setup(1 << 20, 1_408);
        assertThat(FrameRules.isSetup(buffer, 40)).isTrue();
        assertThat(FrameRules.isSetup(buffer, 64)).as("datagram").isFalse();
        for (int termLength : new int[] {0, -1, 1 << 15, (1 << 20) + 32, Integer.MIN_VALUE}) {
            setup(termLength, 1_408);
            assertThat(FrameRules.isSetup(buffer, 40)).as("term " + termLength).isFalse();
        }
        for (int mtu : new int[] {0, -32, 32, 1_409, 1 << 20}) {
            setup(1 << 20, mtu);
            assertThat(FrameRules.isSetup(buffer, 40)).as("mtu " + mtu).isFalse();
        }
        setup(1 << 20, 1_408);
        buffer.putInt(24, 6);
        assertThat(FrameRules.isSetup(buffer, 40)).as("a term before the first").isFalse();
    }

    @Test
    void shouldAcceptWordsOfReceiversAndRefuseThoseThatCannotBe() {
        StatusMessageFlyweight status = new StatusMessageFlyweight(buffer);
        status.sessionId(1)
                .streamId(2)
                .consumptionTermId(3)
                .consumptionTermOffset(64)
                .receiverWindowLength(4_096);
        status.version(HeaderFlyweight.CURRENT_VERSION)
                .headerType(HeaderFlyweight.HDR_TYPE_SM)
                .frameLength(StatusMessageFlyweight.HEADER_LENGTH);
        assertThat(FrameRules.isStatus(buffer, 36)).isTrue();
        status.receiverWindowLength(-1);
        assertThat(FrameRules.isStatus(buffer, 36)).isFalse();

        NakFlyweight nak = new NakFlyweight(buffer);
        nak.sessionId(1).streamId(2).termId(3).termOffset(64).length(128);
        nak.version(HeaderFlyweight.CURRENT_VERSION)
                .headerType(HeaderFlyweight.HDR_TYPE_NAK)
                .frameLength(NakFlyweight.HEADER_LENGTH);
        assertThat(FrameRules.isNak(buffer, 28)).isTrue();
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            nak.length(length);
            assertThat(FrameRules.isNak(buffer, 28)).as("length " + length).isFalse();
        }
    }

    /** Whatever comes: an answer, without an exception, and an accepted datagram is a chain of frames that ends where it does. */
    @Test
    void shouldAnswerForAnyBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < FUZZ_ROUNDS; round++) {
            int length = data(32 + random.nextInt(200), 32 + random.nextInt(200));
            int changes = random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                buffer.putByte(random.nextInt(length), (byte) random.nextInt());
            }
            int given = random.nextInt(5) == 0 ? random.nextInt(length + 64) : length;
            if (FrameRules.isData(buffer, given)) {
                assertThat(endOfFrames(given))
                        .as("seed " + seed + ", round " + round)
                        .isEqualTo(given);
            }
            FrameRules.isSetup(buffer, given);
            FrameRules.isStatus(buffer, given);
            FrameRules.isNak(buffer, given);
            FrameRules.isError(buffer, given);
            FrameRules.isRoundTrip(buffer, given);
        }
    }

    /** As a receiver would go through them. */
    private int endOfFrames(int length) {
        int offset = 0;
        while (offset < length) {
            int frameLength = buffer.getInt(offset);
            boolean isPadding = (buffer.getShort(offset + 6) & 0xFFFF) == HeaderFlyweight.HDR_TYPE_PAD;
            offset += isPadding || frameLength == 0 ? 32 : frameLength + 31 & ~31;
        }
        return offset;
    }
}
