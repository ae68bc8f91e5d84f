package io.remex.testkit.simulation;

import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import io.remex.transport.ReceivingStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** The receiving end of a simulated stream. */
final class Receiver implements ReceivingStream {
    private static final int POSITION_BITS = 16;

    private final SimulatedNode node;
    private final SimulatedProcess process;
    private final int streamId;
    private final IntConsumer senderGone;
    private final List<Image> images = new ArrayList<>();
    private final Header header = new Header(0, POSITION_BITS);
    private boolean isClosed;

    Receiver(SimulatedNode node, SimulatedProcess process, int streamId, IntConsumer senderGone) {
        this.node = node;
        this.process = process;
        this.streamId = streamId;
        this.senderGone = senderGone;
    }

    int streamId() {
        return streamId;
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isClosed() {
        return isClosed;
    }

    void add(Image image) {
        images.add(image);
    }

    void removeIfOver(Image image) {
        if (image.isOver() && images.remove(image) && process.isAlive()) {
            senderGone.accept(image.session());
        }
    }

    @Override
    public boolean isConnected() {
        return !isClosed && !images.isEmpty();
    }

    @Override
    public int poll(FragmentHandler handler, int limit) {
        return controlledPoll(
                (buffer, offset, length, fragmentHeader) -> {
                    handler.onFragment(buffer, offset, length, fragmentHeader);
                    return ControlledFragmentHandler.Action.CONTINUE;
                },
                limit);
    }

    @Override
    public int controlledPoll(ControlledFragmentHandler handler, int limit) {
        int count = 0;
        for (int i = 0; i < images.size() && count < limit; i++) {
            Image image = images.get(i);
            count += poll(image, handler, limit - count);
            removeIfOver(image);
        }
        return count;
    }

    private int poll(Image image, ControlledFragmentHandler handler, int limit) {
        int count = 0;
        for (UnsafeBuffer frame = image.peek(); frame != null && count < limit; frame = image.peek()) {
            header.buffer(frame).offset(0);
            int length = frame.capacity() - DataHeaderFlyweight.HEADER_LENGTH;
            if (handler.onFragment(frame, DataHeaderFlyweight.HEADER_LENGTH, length, header)
                    == ControlledFragmentHandler.Action.ABORT) {
                break;
            }
            image.take();
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            node.remove(this);
            images.forEach(image -> image.onReceiverClosed(node.loop().randomNs(100_000, 5_000_000)));
            images.clear();
        }
    }
}
