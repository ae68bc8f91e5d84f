package io.remex.transport;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.LogBufferDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.ErrorFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.aeron.protocol.NakFlyweight;
import io.aeron.protocol.RttMeasurementFlyweight;
import io.aeron.protocol.SetupFlyweight;
import io.aeron.protocol.StatusMessageFlyweight;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Which datagrams a media driver may act upon: what each kind of frame must look like, whoever sends it (Aeron's transport protocol
 * specification). Aeron itself takes a frame's word for its length. Pure; data plane.
 */
final class FrameRules {
    private static final int FRAME_ALIGNMENT = FrameDescriptor.FRAME_ALIGNMENT;
    private static final int STATUS_WITH_GROUP_BYTES = StatusMessageFlyweight.HEADER_LENGTH + Long.BYTES;
    private static final int TERM_OFFSET_IN_SETUP = 8;
    private static final int INITIAL_TERM_ID_IN_SETUP = 20;
    private static final int ACTIVE_TERM_ID_IN_SETUP = 24;
    private static final int TERM_LENGTH_IN_SETUP = 28;
    private static final int MTU_IN_SETUP = 32;
    private static final int TERM_OFFSET_IN_STATUS = 20;
    private static final int WINDOW_IN_STATUS = 24;
    private static final int TERM_OFFSET_IN_NAK = 20;
    private static final int LENGTH_IN_NAK = 24;

    private FrameRules() {}

    /** One or more frames of a term, one behind the other; a padding frame comes without its padding, as the last. */
    static boolean isData(DirectBuffer buffer, int length) {
        if (length < DataHeaderFlyweight.HEADER_LENGTH || length > MediaDriverNode.MTU_BYTES) {
            return false;
        }
        int first = intAt(buffer, DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET);
        if (first < 0 || !BitUtil.isAligned(first, FRAME_ALIGNMENT)) {
            return false;
        }
        if (intAt(buffer, 0) == 0) {
            return length == DataHeaderFlyweight.HEADER_LENGTH && isFrameOfTerm(buffer, 0, first); // a heartbeat
        }
        int offset = 0;
        while (offset < length) {
            int next = nextFrame(buffer, offset, length, first);
            if (next < 0) {
                return false;
            }
            offset = next;
        }
        return true;
    }

    /** Where the frame ends in the datagram, or -1. */
    private static int nextFrame(DirectBuffer buffer, int offset, int length, int firstTermOffset) {
        if (length - offset < DataHeaderFlyweight.HEADER_LENGTH || !isFrameOfTerm(buffer, offset, firstTermOffset)) {
            return -1;
        }
        int frameLength = intAt(buffer, offset);
        if (frameLength < DataHeaderFlyweight.HEADER_LENGTH || frameLength > LogBufferDescriptor.TERM_MAX_LENGTH) {
            return -1;
        }
        long inTerm = (long) firstTermOffset + offset + BitUtil.align((long) frameLength, FRAME_ALIGNMENT);
        if (inTerm > LogBufferDescriptor.TERM_MAX_LENGTH) {
            return -1;
        }
        int end = typeAt(buffer, offset) == HeaderFlyweight.HDR_TYPE_PAD
                ? offset + DataHeaderFlyweight.HEADER_LENGTH
                : (int) Math.min(Integer.MAX_VALUE, inTerm - firstTermOffset);
        boolean isLastIfPadding = typeAt(buffer, offset) != HeaderFlyweight.HDR_TYPE_PAD || end == length;
        return end <= length && isLastIfPadding ? end : -1;
    }

    private static boolean isFrameOfTerm(DirectBuffer buffer, int offset, int firstTermOffset) {
        int type = typeAt(buffer, offset);
        return (type == HeaderFlyweight.HDR_TYPE_DATA || type == HeaderFlyweight.HDR_TYPE_PAD)
                && buffer.getByte(offset + HeaderFlyweight.VERSION_FIELD_OFFSET) == HeaderFlyweight.CURRENT_VERSION
                && intAt(buffer, offset + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET) == firstTermOffset + offset
                && isSame(buffer, offset, DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET)
                && isSame(buffer, offset, DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET)
                && isSame(buffer, offset, DataHeaderFlyweight.TERM_ID_FIELD_OFFSET);
    }

    private static boolean isSame(DirectBuffer buffer, int offset, int field) {
        return intAt(buffer, offset + field) == intAt(buffer, field);
    }

    /** The beginning of a stream. */
    static boolean isSetup(DirectBuffer buffer, int length) {
        if (!isControl(buffer, length, HeaderFlyweight.HDR_TYPE_SETUP, SetupFlyweight.HEADER_LENGTH)) {
            return false;
        }
        int termLength = intAt(buffer, TERM_LENGTH_IN_SETUP);
        int termOffset = intAt(buffer, TERM_OFFSET_IN_SETUP);
        int mtu = intAt(buffer, MTU_IN_SETUP);
        return BitUtil.isPowerOfTwo(termLength)
                && termLength >= LogBufferDescriptor.TERM_MIN_LENGTH
                && termLength <= LogBufferDescriptor.TERM_MAX_LENGTH
                && termOffset >= 0
                && termOffset <= termLength
                && BitUtil.isAligned(termOffset, FRAME_ALIGNMENT)
                && intAt(buffer, ACTIVE_TERM_ID_IN_SETUP) - intAt(buffer, INITIAL_TERM_ID_IN_SETUP) >= 0
                && mtu > DataHeaderFlyweight.HEADER_LENGTH
                && mtu <= MediaDriverNode.MTU_BYTES
                && BitUtil.isAligned(mtu, FRAME_ALIGNMENT);
    }

    /** A measurement of the round trip. */
    static boolean isRoundTrip(DirectBuffer buffer, int length) {
        return isControl(buffer, length, HeaderFlyweight.HDR_TYPE_RTTM, RttMeasurementFlyweight.HEADER_LENGTH);
    }

    /** A receiver says how far it has come. */
    static boolean isStatus(DirectBuffer buffer, int length) {
        int expected = length == STATUS_WITH_GROUP_BYTES ? length : StatusMessageFlyweight.HEADER_LENGTH;
        if (!isControl(buffer, length, HeaderFlyweight.HDR_TYPE_SM, expected)) {
            return false;
        }
        int termOffset = intAt(buffer, TERM_OFFSET_IN_STATUS);
        return termOffset >= 0
                && termOffset <= LogBufferDescriptor.TERM_MAX_LENGTH
                && intAt(buffer, WINDOW_IN_STATUS) >= 0;
    }

    /** A receiver asks for what it has not got. */
    static boolean isNak(DirectBuffer buffer, int length) {
        if (!isControl(buffer, length, HeaderFlyweight.HDR_TYPE_NAK, NakFlyweight.HEADER_LENGTH)) {
            return false;
        }
        int termOffset = intAt(buffer, TERM_OFFSET_IN_NAK);
        int missing = intAt(buffer, LENGTH_IN_NAK);
        return termOffset >= 0
                && missing > 0
                && missing <= LogBufferDescriptor.TERM_MAX_LENGTH
                && termOffset <= LogBufferDescriptor.TERM_MAX_LENGTH - missing;
    }

    /** A receiver refuses a stream. */
    static boolean isError(DirectBuffer buffer, int length) {
        if (length < ErrorFlyweight.HEADER_LENGTH
                || length > ErrorFlyweight.MAX_ERROR_FRAME_LENGTH
                || !isControl(buffer, length, HeaderFlyweight.HDR_TYPE_ERR, length)) {
            return false;
        }
        int textLength = intAt(buffer, ErrorFlyweight.ERROR_STRING_FIELD_OFFSET);
        return textLength >= 0 && textLength <= length - ErrorFlyweight.HEADER_LENGTH;
    }

    private static boolean isControl(DirectBuffer buffer, int length, int type, int expected) {
        return length == expected
                && intAt(buffer, 0) == expected
                && buffer.getByte(HeaderFlyweight.VERSION_FIELD_OFFSET) == HeaderFlyweight.CURRENT_VERSION
                && typeAt(buffer, 0) == type;
    }

    private static int typeAt(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + HeaderFlyweight.TYPE_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private static int intAt(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }
}
