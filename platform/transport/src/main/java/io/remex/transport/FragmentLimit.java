package io.remex.transport;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.Header;
import org.agrona.collections.Int2IntHashMap;

/**
 * Keeps a sender from making its receiver collect fragments without end: a message that outgrows {@link
 * MessageLimits#MAX_MESSAGE_BYTES} is dropped. For one thread at a time.
 */
final class FragmentLimit {
    private static final int NOTHING = -1;
    private static final int TOO_MUCH = MessageLimits.MAX_MESSAGE_BYTES + 1;

    private final Int2IntHashMap bytesBySession = new Int2IntHashMap(NOTHING);
    private int before;

    static boolean isWhole(Header header) {
        return (header.flags() & FrameDescriptor.UNFRAGMENTED) == FrameDescriptor.UNFRAGMENTED;
    }

    /** Counts a fragment; returns false if its message is too long, at every further fragment of it too. */
    boolean accepts(Header header, int length) {
        byte flags = header.flags();
        int session = header.sessionId();
        boolean begins = (flags & FrameDescriptor.BEGIN_FRAG_FLAG) != 0;
        before = begins ? 0 : Math.max(0, bytesBySession.get(session));
        int bytes = Math.min(TOO_MUCH, before + length);
        if ((flags & FrameDescriptor.END_FRAG_FLAG) != 0) {
            bytesBySession.remove(session);
        } else {
            bytesBySession.put(session, bytes);
        }
        return bytes < TOO_MUCH;
    }

    /** The fragment that was just accepted, the last of its message, will come again. */
    void comesAgain(Header header) {
        bytesBySession.put(header.sessionId(), before);
    }

    /** A sender is gone. */
    void forget(int session) {
        bytesBySession.remove(session);
    }
}
