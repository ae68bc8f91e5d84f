package io.remex.spi;

import io.remex.ObjectId;

/**
 * A runtime's half of references that cross process boundaries: whoever sends a message with references in it later delivers
 * their outcomes to the same receiver. A {@link io.remex.RemexRuntime} that supports references in values implements it.
 */
public interface ObjectExchange {

    /** Delivers one outcome to the process that the reference was sent to. */
    @FunctionalInterface
    interface Delivery {

        /** Called once for each exported reference, when its outcome is known, on any thread; must not block for long. */
        void deliver(ObjectId id, Outcome outcome);
    }

    /** How an object ended. */
    enum OutcomeKind {
        /** The payload is the encoded value. */
        VALUE,
        /** The payload is an encoded failure. */
        FAILURE,
        /** The payload is the descriptor of an object of the store that holds the encoded value. */
        STORED
    }

    /**
     * An outcome on its way to another process.
     *
     * @param kind what the payload is
     * @param payload its bytes
     * @param release gives a stored object back, which stays until then; called once, by whoever delivers, when the receiver does not
     *     need it any more or never got it
     */
    record Outcome(OutcomeKind kind, byte[] payload, Runnable release) {}

    /** An object that another process has lent to this one, equal to any other that is the same loan. Any thread. */
    interface Loan {

        /** Nobody here uses the object any more; called once. */
        void giveBack();

        /** Whether the process that lent it is gone, and the object with it. */
        boolean isLenderGone();
    }

    /** The caller that this runtime is: the owner of what its tasks make. */
    long callerId();

    /** A carrier for the messages that are exchanged with one process. */
    ReferenceCarrier carrier(Delivery delivery);

    /** An outcome that was delivered to this process; those of unknown references are kept for a while, within a bound. */
    void onObjectValue(ObjectId id, OutcomeKind kind, byte[] payload);

    /**
     * An outcome that is stored, and stays until the loan is given back.
     *
     * @param descriptor where it is, unchecked
     */
    void onObjectLent(ObjectId id, byte[] descriptor, Loan loan);

    /** No task that the object was lent for can ask for it any more: unless a reference is there that has it, it is given back. */
    void onLoanReclaimed(ObjectId id, Loan loan);

    /** The process behind a delivery is gone: references that came from it and have no outcome yet never get one. */
    void onPeerLost(Delivery delivery, String reason);

    /** Tasks that this runtime sent on the lane of a lease began, or ended, to wait, and others may run in their place. */
    void onSlotsWaiting(long lease, int change);
}
