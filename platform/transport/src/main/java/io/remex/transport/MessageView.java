package io.remex.transport;

import io.remex.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One message in a view of exactly its own bytes, so that nothing decoded from it can reach beyond. A message that is not of this
 * schema, is too short, or has lengths that do not fit is malformed: dropped and counted.
 */
final class MessageView {
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long malformedCount;

    /** Looks at a fragment; returns its template id, or -1 if it is not a message of this schema. */
    int wrap(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            malformedCount++;
            return -1;
        }
        view.wrap(buffer, offset, length);
        header.wrap(view, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.blockLength() > length - MessageHeaderDecoder.ENCODED_LENGTH) {
            malformedCount++;
            return -1;
        }
        return header.templateId();
    }

    /** The message's bytes. */
    UnsafeBuffer buffer() {
        return view;
    }

    /** Its header. */
    MessageHeaderDecoder header() {
        return header;
    }

    /** Whether the root block has at least the fields of version 0, and {@code length} bytes can follow {@code limit}. */
    boolean holds(int minimumBlockBytes, int limit, int length) {
        if (header.blockLength() < minimumBlockBytes || length < 0 || length > view.capacity() - limit) {
            malformedCount++;
            return false;
        }
        return true;
    }

    /** Whether the root block is long enough and a length field can follow it. */
    boolean holdsBlock(int minimumBlockBytes) {
        int end = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        return holds(minimumBlockBytes, end, Integer.BYTES);
    }

    /** Whether the entries of a group are long enough, and {@code length} bytes can follow {@code limit}. */
    boolean holdsGroup(int entryBytes, int minimumEntryBytes, int limit, int length) {
        if (entryBytes < minimumEntryBytes || length < 0 || length > view.capacity() - limit) {
            malformedCount++;
            return false;
        }
        return true;
    }

    void onUnknown() {
        malformedCount++;
    }

    /** How many messages were dropped. */
    long malformedCount() {
        return malformedCount;
    }
}
