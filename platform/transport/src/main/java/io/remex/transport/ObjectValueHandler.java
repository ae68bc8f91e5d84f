package io.remex.transport;

import io.remex.protocol.sbe.OutcomeKind;

/** Takes the outcomes of objects whose references travelled before. */
@FunctionalInterface
public interface ObjectValueHandler {

    /** The outcome of one object; the payload belongs to the receiver. Called inside a poll: hands it on, never runs user code. */
    void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload);
}
