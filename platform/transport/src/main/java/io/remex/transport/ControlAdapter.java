package io.remex.transport;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.CancelOptions;
import io.remex.protocol.sbe.AttachCallerDecoder;
import io.remex.protocol.sbe.CancelMeans;
import io.remex.protocol.sbe.CancelScope;
import io.remex.protocol.sbe.CancelTaskDecoder;
import io.remex.protocol.sbe.FreeObjectsDecoder;
import io.remex.protocol.sbe.ItemCreditDecoder;
import io.remex.protocol.sbe.LendObjectDecoder;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.ObjectValueDecoder;
import io.remex.protocol.sbe.ReclaimLoansDecoder;
import org.agrona.DirectBuffer;

/** The worker's half of its control stream: polls and decodes. For one thread: the worker's control agent. */
public final class ControlAdapter implements FragmentHandler, AutoCloseable {

    /** Takes the messages of a poll. */
    public interface ControlHandler extends ObjectValueHandler {

        /** Nobody wants this task's result any more. */
        void onCancel(long lease, long laneSequence, long taskSequence, CancelOptions how);

        /** How far a task may go ahead with its items; the windows are at least 1. */
        void onCredit(long lease, long laneSequence, long taskSequence, ItemWindow window);

        /** The sender stands for this caller, which listens on the return stream, until {@link #onSenderGone}. */
        void onAttach(long caller, int sender, int returnStreamId);

        /** The caller lends an object; the bytes are an encoded descriptor, unchecked. */
        void onLend(long caller, Loan loan, byte[] object);

        /** No task of the caller can ask for the object of the loan any more. */
        void onReclaim(long caller, Loan loan);

        /** The caller does not need this object any more; the bytes are an encoded descriptor, unchecked. */
        void onFree(long caller, byte[] object);

        /** A sender has closed its end, or its process is gone. Called by the data plane's own thread. */
        void onSenderGone(int sender);
    }

    private final ReceivingStream subscription;
    private final ControlHandler handler;
    private final MessageView view = new MessageView();
    private final CancelTaskDecoder cancelTask = new CancelTaskDecoder();
    private final AttachCallerDecoder attachCaller = new AttachCallerDecoder();
    private final FreeObjectsDecoder freeObjects = new FreeObjectsDecoder();
    private final ItemCreditDecoder itemCredit = new ItemCreditDecoder();
    private final ObjectValueDecoder objectValue = new ObjectValueDecoder();
    private final LendObjectDecoder lendObject = new LendObjectDecoder();
    private final ReclaimLoansDecoder reclaimLoans = new ReclaimLoansDecoder();

    /** Adds the stream; takes some milliseconds. */
    public ControlAdapter(DataPlane dataPlane, int streamId, ControlHandler handler) {
        this.handler = handler;
        this.subscription = dataPlane.addSubscription(streamId, handler::onSenderGone);
    }

    /** Gives at most {@code limit} messages to the handler; returns how many there were. */
    public int poll(int limit) {
        return subscription.poll(this, limit);
    }

    /** Messages dropped because they were malformed. */
    public long malformedCount() {
        return view.malformedCount();
    }

    @Override
    public void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        switch (view.wrap(buffer, offset, length)) {
            case CancelTaskDecoder.TEMPLATE_ID -> onCancelTask(length);
            case ItemCreditDecoder.TEMPLATE_ID -> onItemCredit(length);
            case AttachCallerDecoder.TEMPLATE_ID -> onAttachCaller(length, header.sessionId());
            case FreeObjectsDecoder.TEMPLATE_ID -> onFreeObjects();
            case LendObjectDecoder.TEMPLATE_ID -> onLendObject(length);
            case ReclaimLoansDecoder.TEMPLATE_ID -> onReclaimLoans();
            case ObjectValueDecoder.TEMPLATE_ID -> ObjectMessages.decode(objectValue, view, handler);
            case -1 -> {
                // counted by the view
            }
            default -> view.onUnknown();
        }
    }

    private void onCancelTask(int length) {
        if (view.holds(CancelTaskDecoder.BLOCK_LENGTH, length, 0)) {
            cancelTask.wrap(
                    view.buffer(),
                    MessageHeaderDecoder.ENCODED_LENGTH,
                    view.header().blockLength(),
                    view.header().version());
            CancelScope scope = cancelTask.scope();
            CancelMeans means = cancelTask.means();
            boolean isScopeKnown = scope == CancelScope.TASK || scope == CancelScope.TASK_AND_CHILDREN;
            if (isScopeKnown && (means == CancelMeans.INTERRUPT || means == CancelMeans.FORCE)) {
                handler.onCancel(
                        cancelTask.lease(),
                        cancelTask.laneSequence(),
                        cancelTask.taskSequence(),
                        new CancelOptions(scope == CancelScope.TASK_AND_CHILDREN, means == CancelMeans.FORCE));
            } else {
                view.onUnknown();
            }
        }
    }

    private void onItemCredit(int length) {
        if (!view.holds(ItemCreditDecoder.BLOCK_LENGTH, length, 0)) {
            return;
        }
        itemCredit.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        if (itemCredit.taken() < 0 || itemCredit.windowItems() < 1 || itemCredit.windowBytes() < 1) {
            view.onUnknown();
            return;
        }
        handler.onCredit(
                itemCredit.lease(),
                itemCredit.laneSequence(),
                itemCredit.taskSequence(),
                new ItemWindow(itemCredit.taken(), itemCredit.windowItems(), itemCredit.windowBytes()));
    }

    private void onAttachCaller(int length, int sender) {
        if (view.holds(AttachCallerDecoder.BLOCK_LENGTH, length, 0)) {
            attachCaller.wrap(
                    view.buffer(),
                    MessageHeaderDecoder.ENCODED_LENGTH,
                    view.header().blockLength(),
                    view.header().version());
            handler.onAttach(attachCaller.caller(), sender, attachCaller.returnStreamId());
        }
    }

    private void onLendObject(int length) {
        if (view.holds(LendObjectDecoder.BLOCK_LENGTH, length, 0)) {
            lendObject.wrap(
                    view.buffer(),
                    MessageHeaderDecoder.ENCODED_LENGTH,
                    view.header().blockLength(),
                    view.header().version());
            byte[] object = new byte[LendObjectDecoder.descriptorLength()];
            lendObject.getDescriptor(object, 0, object.length);
            handler.onLend(
                    lendObject.caller(),
                    new Loan(lendObject.loan(), lendObject.owner(), lendObject.sequence()),
                    object);
        }
    }

    private void onReclaimLoans() {
        if (!view.holdsBlock(ReclaimLoansDecoder.BLOCK_LENGTH)) {
            return;
        }
        reclaimLoans.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        ReclaimLoansDecoder.LoansDecoder loans = reclaimLoans.loans();
        int bytes = loans.count() * loans.actingBlockLength();
        if (!view.holdsGroup(
                loans.actingBlockLength(),
                ReclaimLoansDecoder.LoansDecoder.sbeBlockLength(),
                reclaimLoans.limit(),
                bytes)) {
            return;
        }
        while (loans.hasNext()) {
            loans.next();
            handler.onReclaim(reclaimLoans.caller(), new Loan(loans.loan(), loans.owner(), loans.sequence()));
        }
    }

    private void onFreeObjects() {
        if (!view.holdsBlock(FreeObjectsDecoder.BLOCK_LENGTH)) {
            return;
        }
        freeObjects.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        FreeObjectsDecoder.ObjectsDecoder objects = freeObjects.objects();
        int bytes = objects.count() * objects.actingBlockLength();
        if (!view.holdsGroup(
                objects.actingBlockLength(),
                FreeObjectsDecoder.ObjectsDecoder.sbeBlockLength(),
                freeObjects.limit(),
                bytes)) {
            return;
        }
        while (objects.hasNext()) {
            byte[] object = new byte[FreeObjectsDecoder.ObjectsDecoder.descriptorLength()];
            objects.next().getDescriptor(object, 0, object.length);
            handler.onFree(freeObjects.caller(), object);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
