package io.remex.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.UnsafeBuffer;

/** What one receiver has of one sender: the messages on the way, in their order. */
final class Image {
    private final EventLoop loop;
    private final Sender sender;
    private final Receiver receiver;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long lastArrivalNs;
    private long waitingBytes;
    private boolean isEnding;

    private record Message(UnsafeBuffer frame, long arrivesNs) {}

    Image(EventLoop loop, Sender sender, Receiver receiver) {
        this.loop = loop;
        this.sender = sender;
        this.receiver = receiver;
        this.lastArrivalNs = loop.nowNs();
    }

    int session() {
        return sender.session();
    }

    long waitingBytes() {
        return waitingBytes;
    }

    void send(UnsafeBuffer frame, long arrivesNs) {
        lastArrivalNs = arrivesNs - lastArrivalNs < 0 ? lastArrivalNs : arrivesNs;
        messages.add(new Message(frame, lastArrivalNs));
        waitingBytes += frame.capacity();
        receiver.process().event(lastArrivalNs, "arrival", () -> {}); // gives the threads that poll their turn
    }

    /** The next message that is there, or null. */
    UnsafeBuffer peek() {
        Message next = messages.peek();
        return next == null || next.arrivesNs() - loop.nowNs() > 0 ? null : next.frame();
    }

    void take() {
        waitingBytes -= messages.remove().frame().capacity();
    }

    /** The sender has gone: once everything is read it is over. */
    void endAfter(long delayNs) {
        loop.at(loop.nowNs() + delayNs, receiver.process(), "end of stream", () -> {
            isEnding = true;
            receiver.removeIfOver(this);
        });
    }

    boolean isOver() {
        return isEnding && messages.isEmpty();
    }

    /** Over at once, with what is on the way. */
    void cut() {
        messages.clear();
        waitingBytes = 0;
        isEnding = true;
        receiver.removeIfOver(this);
    }

    /** The receiver has gone. */
    void onReceiverClosed(long delayNs) {
        messages.clear();
        waitingBytes = 0;
        loop.after(delayNs, "receiver gone", () -> sender.disconnect(this));
    }
}
