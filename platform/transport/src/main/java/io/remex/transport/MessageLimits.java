package io.remex.transport;

import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ObjectValueEncoder;
import io.remex.protocol.sbe.TaskEncoder;
import io.remex.protocol.sbe.TaskResultEncoder;

/** How much fits one message; a message is never fragmented. */
public final class MessageLimits {
    private static final int FRAME_HEADER_BYTES = 32;
    private static final int LARGEST_BLOCK_BYTES = Math.max(
            TaskEncoder.BLOCK_LENGTH, Math.max(TaskResultEncoder.BLOCK_LENGTH, ObjectValueEncoder.BLOCK_LENGTH));

    /** The most bytes of a message, its header included. */
    public static final int MAX_MESSAGE_BYTES = MediaDriverNode.MTU_BYTES - FRAME_HEADER_BYTES;

    /** The most bytes that the arguments of a task, or a result, may have in a message: a little under 64 KiB; larger ones go to the object store. */
    public static final int INLINE_LIMIT_BYTES = (MAX_MESSAGE_BYTES
                    - MessageHeaderEncoder.ENCODED_LENGTH
                    - LARGEST_BLOCK_BYTES
                    - TaskEncoder.PartsEncoder.sbeHeaderSize()
                    - Integer.BYTES)
            & ~63;

    /** What the limit is called in errors. */
    public static final String INLINE_LIMIT_NAME = "the inline limit";

    private MessageLimits() {}
}
