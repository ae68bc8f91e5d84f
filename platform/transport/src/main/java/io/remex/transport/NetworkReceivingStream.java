package io.remex.transport;

import io.aeron.ControlledFragmentAssembler;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.UnavailableImageHandler;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The receiving half of a stream from other nodes: puts messages that came in fragments together before they are handed on, up to {@link
 * FragmentLimit}. It is polled in one of the two ways, always with the same kind of handler.
 */
final class NetworkReceivingStream implements ReceivingStream {
    private final Subscription subscription;
    private final Queue<Integer> gone = new ConcurrentLinkedQueue<>();
    private final FragmentLimit limit = new FragmentLimit();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage, 0);
    private final ControlledFragmentAssembler controlledAssembler =
            new ControlledFragmentAssembler(this::onControlledMessage, 0);
    private final FragmentHandler fragments = this::onFragment;
    private final ControlledFragmentHandler controlledFragments = this::onControlledFragment;
    private FragmentHandler handler;
    private ControlledFragmentHandler controlledHandler;

    /** @param subscribe adds the subscription, with word of each sender that goes */
    NetworkReceivingStream(Function<UnavailableImageHandler, Subscription> subscribe) {
        this.subscription = subscribe.apply(image -> gone.add(image.sessionId()));
    }

    @Override
    public boolean isConnected() {
        return subscription.isConnected();
    }

    @Override
    public int poll(FragmentHandler target, int fragmentLimit) {
        handler = target;
        forgetSendersThatAreGone();
        return subscription.poll(fragments, fragmentLimit);
    }

    @Override
    public int controlledPoll(ControlledFragmentHandler target, int fragmentLimit) {
        controlledHandler = target;
        forgetSendersThatAreGone();
        return subscription.controlledPoll(controlledFragments, fragmentLimit);
    }

    private void forgetSendersThatAreGone() {
        for (Integer session = gone.poll(); session != null; session = gone.poll()) {
            drop(session);
        }
    }

    private void drop(int session) {
        limit.forget(session);
        assembler.freeSessionBuffer(session);
        controlledAssembler.freeSessionBuffer(session);
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        if (FragmentLimit.isWhole(header)) {
            handler.onFragment(buffer, offset, length, header);
        } else if (limit.accepts(header, length)) {
            assembler.onFragment(buffer, offset, length, header);
        } else {
            assembler.freeSessionBuffer(header.sessionId());
        }
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
        handler.onFragment(buffer, offset, length, header);
    }

    private Action onControlledFragment(DirectBuffer buffer, int offset, int length, Header header) {
        if (FragmentLimit.isWhole(header)) {
            return controlledHandler.onFragment(buffer, offset, length, header);
        }
        if (!limit.accepts(header, length)) {
            controlledAssembler.freeSessionBuffer(header.sessionId());
            return Action.CONTINUE;
        }
        Action action = controlledAssembler.onFragment(buffer, offset, length, header);
        if (action == Action.ABORT) {
            limit.comesAgain(header);
        }
        return action;
    }

    private Action onControlledMessage(DirectBuffer buffer, int offset, int length, Header header) {
        return controlledHandler.onFragment(buffer, offset, length, header);
    }

    @Override
    public void close() {
        CloseHelper.quietClose(subscription);
    }
}
