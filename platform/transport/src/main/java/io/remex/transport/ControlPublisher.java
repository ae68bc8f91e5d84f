package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.remex.CancelOptions;
import io.remex.protocol.sbe.AttachCallerEncoder;
import io.remex.protocol.sbe.CancelMeans;
import io.remex.protocol.sbe.CancelScope;
import io.remex.protocol.sbe.CancelTaskEncoder;
import io.remex.protocol.sbe.FreeObjectsEncoder;
import io.remex.protocol.sbe.ItemCreditEncoder;
import io.remex.protocol.sbe.LendObjectEncoder;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ObjectValueEncoder;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.protocol.sbe.ReclaimLoansEncoder;
import java.util.List;

/** A caller's half of a worker's control stream. For one thread: the caller's control thread. */
public final class ControlPublisher implements AutoCloseable {
    /** The most objects of one message. */
    public static final int MAX_FREED = 1_000;

    private final SendingStream publication;
    private final BufferClaim claim = new BufferClaim();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CancelTaskEncoder cancelTask = new CancelTaskEncoder();
    private final AttachCallerEncoder attachCaller = new AttachCallerEncoder();
    private final FreeObjectsEncoder freeObjects = new FreeObjectsEncoder();
    private final ItemCreditEncoder itemCredit = new ItemCreditEncoder();
    private final ObjectValueEncoder objectValue = new ObjectValueEncoder();
    private final LendObjectEncoder lendObject = new LendObjectEncoder();
    private final ReclaimLoansEncoder reclaimLoans = new ReclaimLoansEncoder();

    /** Adds the stream; takes some milliseconds. */
    public ControlPublisher(DataPlane dataPlane, PeerNode peer, int streamId) {
        this.publication = dataPlane.addControlPublication(peer, streamId);
    }

    /** Whether the worker listens. */
    public boolean isConnected() {
        return publication.isConnected();
    }

    /** Says that nobody wants a result any more; returns a position or a negative constant of {@link Publication}. */
    public long sendCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
        long position =
                publication.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + CancelTaskEncoder.BLOCK_LENGTH, claim);
        if (position > 0) {
            cancelTask
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .lease(lease)
                    .laneSequence(laneSequence)
                    .taskSequence(taskSequence)
                    .scope(how.recursive() ? CancelScope.TASK_AND_CHILDREN : CancelScope.TASK)
                    .means(how.force() ? CancelMeans.FORCE : CancelMeans.INTERRUPT);
            return publication.commit(claim, position);
        }
        return position;
    }

    /** Says how far a task may go ahead with its items; returns a position or a negative constant of {@link Publication}. */
    public long sendCredit(long lease, long laneSequence, long taskSequence, ItemWindow window) {
        long position =
                publication.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + ItemCreditEncoder.BLOCK_LENGTH, claim);
        if (position > 0) {
            itemCredit
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .lease(lease)
                    .laneSequence(laneSequence)
                    .taskSequence(taskSequence)
                    .taken(window.taken())
                    .windowItems(window.items())
                    .windowBytes(window.bytes());
            claim.commit();
        }
        return position;
    }

    /**
     * Says whose end of the stream this is; returns a position or a negative constant of {@link Publication}.
     *
     * @param returnStreamId where the caller listens
     */
    public long sendAttach(long caller, int returnStreamId) {
        long position =
                publication.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + AttachCallerEncoder.BLOCK_LENGTH, claim);
        if (position > 0) {
            attachCaller
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .caller(caller)
                    .returnStreamId(returnStreamId);
            return publication.commit(claim, position);
        }
        return position;
    }

    /**
     * Lends the stored outcome of an object that was referred to; returns a position or a negative constant of {@link Publication}.
     *
     * @param object its encoded descriptor
     */
    public long sendLend(long caller, Loan loan, byte[] object) {
        long position =
                publication.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + LendObjectEncoder.BLOCK_LENGTH, claim);
        if (position > 0) {
            lendObject
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .caller(caller)
                    .loan(loan.number())
                    .owner(loan.owner())
                    .sequence(loan.sequence())
                    .putDescriptor(object, 0, object.length);
            return publication.commit(claim, position);
        }
        return position;
    }

    /**
     * Asks for loans that no task can claim any more, at most {@link #MAX_FREED}; returns a position or a negative constant of {@link
     * Publication}.
     */
    public long sendReclaim(long caller, List<Loan> loans) {
        int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH
                + ReclaimLoansEncoder.BLOCK_LENGTH
                + ReclaimLoansEncoder.LoansEncoder.sbeHeaderSize()
                + loans.size() * ReclaimLoansEncoder.LoansEncoder.sbeBlockLength();
        long position = publication.tryClaim(messageBytes, claim);
        if (position > 0) {
            reclaimLoans
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .caller(caller);
            ReclaimLoansEncoder.LoansEncoder entries = reclaimLoans.loansCount(loans.size());
            for (Loan loan : loans) {
                entries.next().loan(loan.number()).owner(loan.owner()).sequence(loan.sequence());
            }
            return publication.commit(claim, position);
        }
        return position;
    }

    /**
     * Says that the caller needs some objects of the worker no more, at most {@link #MAX_FREED}; returns a position or a negative
     * constant of {@link Publication}.
     *
     * @param objects encoded descriptors
     */
    public long sendFree(long caller, List<byte[]> objects) {
        int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH
                + FreeObjectsEncoder.BLOCK_LENGTH
                + FreeObjectsEncoder.ObjectsEncoder.sbeHeaderSize()
                + objects.size() * FreeObjectsEncoder.ObjectsEncoder.sbeBlockLength();
        long position = publication.tryClaim(messageBytes, claim);
        if (position > 0) {
            freeObjects
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .caller(caller);
            FreeObjectsEncoder.ObjectsEncoder entries = freeObjects.objectsCount(objects.size());
            for (byte[] object : objects) {
                entries.next().putDescriptor(object, 0, object.length);
            }
            return publication.commit(claim, position);
        }
        return position;
    }

    /** Sends the outcome of an object that was referred to; returns a position or a negative constant of {@link Publication}. */
    public long sendObject(long owner, long sequence, OutcomeKind outcome, byte[] payload, int length) {
        long position = publication.tryClaim(ObjectMessages.lengthBytes(length), claim);
        if (position > 0) {
            ObjectMessages.encode(objectValue, header, claim, owner, sequence, outcome, payload, length);
            return publication.commit(claim, position);
        }
        return position;
    }

    @Override
    public void close() {
        publication.close();
    }
}
