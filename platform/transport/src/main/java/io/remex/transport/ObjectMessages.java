package io.remex.transport;

import io.aeron.logbuffer.BufferClaim;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ObjectValueDecoder;
import io.remex.protocol.sbe.ObjectValueEncoder;
import io.remex.protocol.sbe.OutcomeKind;

/** {@code ObjectValue} as it stands on both the result and the control stream. */
final class ObjectMessages {
    private ObjectMessages() {}

    static int lengthBytes(int payloadBytes) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + ObjectValueEncoder.BLOCK_LENGTH
                + ObjectValueEncoder.payloadHeaderLength()
                + payloadBytes;
    }

    static void encode(
            ObjectValueEncoder encoder,
            MessageHeaderEncoder header,
            BufferClaim claim,
            long owner,
            long sequence,
            OutcomeKind outcome,
            byte[] payload,
            int length) {
        encoder.wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                .owner(owner)
                .sequence(sequence)
                .outcome(outcome)
                .putPayload(payload, 0, length);
    }

    static void decode(ObjectValueDecoder decoder, MessageView view, ObjectValueHandler handler) {
        if (!view.holdsBlock(ObjectValueDecoder.BLOCK_LENGTH)) {
            return;
        }
        decoder.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        int length = decoder.payloadLength();
        int offset = decoder.limit() + ObjectValueDecoder.payloadHeaderLength();
        if (view.holds(ObjectValueDecoder.BLOCK_LENGTH, offset, length)) {
            byte[] payload = new byte[length];
            view.buffer().getBytes(offset, payload);
            handler.onObjectValue(decoder.owner(), decoder.sequence(), decoder.outcome(), payload);
        }
    }
}
