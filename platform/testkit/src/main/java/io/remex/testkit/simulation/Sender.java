package io.remex.testkit.simulation;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.protocol.DataHeaderFlyweight;
import io.remex.transport.SendingStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The sending end of a simulated stream. */
final class Sender implements SendingStream {
    private static final long MAX_DELAY_NS = 300_000;
    private static final int WINDOW_BYTES = 1 << 20;

    private final SimulatedNode node;
    private final int streamId;
    private final int session;
    private final List<Image> images = new ArrayList<>();
    private int uses = 1;
    private boolean isShared;
    private boolean isClosed;
    private long position;

    Sender(SimulatedNode node, int streamId, int session) {
        this.node = node;
        this.streamId = streamId;
        this.session = session;
    }

    int streamId() {
        return streamId;
    }

    int session() {
        return session;
    }

    /** One process uses it in several places, so many more than before. */
    void share(int more) {
        isShared = true;
        uses += more;
    }

    boolean isShared() {
        return isShared;
    }

    boolean isClosed() {
        return isClosed;
    }

    void connect(Receiver receiver) {
        Image image = new Image(node.loop(), this, receiver);
        images.add(image);
        receiver.add(image);
    }

    void disconnect(Image image) {
        images.remove(image);
    }

    /** Loses all receivers; what is on the way is lost. */
    void cut() {
        for (Image image : List.copyOf(images)) {
            image.cut();
        }
        images.clear();
    }

    @Override
    public boolean isConnected() {
        return !isClosed && !images.isEmpty();
    }

    @Override
    public boolean hasRoom() {
        return isConnected() && waitingBytes() < WINDOW_BYTES;
    }

    private long waitingBytes() {
        long most = 0;
        for (Image image : images) {
            most = Math.max(most, image.waitingBytes());
        }
        return most;
    }

    /** The message counts as sent at once: whoever claims commits before the next event. */
    @Override
    public long tryClaim(int lengthBytes, BufferClaim claim) {
        if (isClosed) {
            return Publication.CLOSED;
        }
        if (images.isEmpty()) {
            return Publication.NOT_CONNECTED;
        }
        if (waitingBytes() >= WINDOW_BYTES) {
            return Publication.BACK_PRESSURED;
        }
        int frameBytes = lengthBytes + DataHeaderFlyweight.HEADER_LENGTH;
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[frameBytes]);
        buffer.putInt(DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, session);
        claim.wrap(buffer, 0, frameBytes);
        long arrivesNs = node.loop().nowNs() + node.loop().randomNs(200, MAX_DELAY_NS);
        for (Image image : images) {
            image.send(buffer, arrivesNs);
        }
        position += frameBytes;
        return position;
    }

    @Override
    public void close() {
        if (--uses == 0) {
            closeAll();
        }
    }

    /** Ends it, however many share it: receivers get what was sent, then hear of the end. */
    void closeAll() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        node.remove(this);
        for (Image image : List.copyOf(images)) {
            image.endAfter(node.loop().randomNs(100_000, 5_000_000));
        }
        images.clear();
    }
}
