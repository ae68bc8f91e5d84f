package io.remex.client;

import io.remex.objectstore.ObjectDescriptor;
import io.remex.transport.ControlPublisher;
import io.remex.transport.DataPlane;
import io.remex.transport.PeerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This caller's end of a worker's control stream, for as long as it has a lane to the worker or the worker holds objects for it:
 * the worker frees what it holds when this end is gone. Belongs to the control thread, except where it says otherwise.
 */
final class WorkerLink {
    private final CallerRuntime runtime;
    private final Address address;
    private final ControlPublisher publisher;
    private final AtomicInteger held = new AtomicInteger();
    private final Queue<byte[]> freed = new ConcurrentLinkedQueue<>();
    private int lanes;
    private volatile boolean isAttached;

    /** Where the worker's control stream is: its id is the worker's own choice, so it says little without the node. */
    record Address(PeerNode node, int streamId) {}

    /** Adds the stream; takes some milliseconds. */
    WorkerLink(CallerRuntime runtime, DataPlane dataPlane, Address address) {
        this.runtime = runtime;
        this.address = address;
        this.publisher = new ControlPublisher(dataPlane, address.node(), address.streamId());
    }

    Address address() {
        return address;
    }

    void onLaneAdded() {
        lanes++;
    }

    void onLaneRemoved() {
        lanes--;
    }

    /** Tells the worker whose end this is; returns whether it has been told. */
    boolean attach() {
        if (!isAttached && publisher.isConnected()) {
            isAttached = publisher.sendAttach(runtime.callerId()) > 0;
        }
        return isAttached;
    }

    /** Any thread: the worker named an object of its own, which it holds until nobody here does. */
    StoredValue adopt(byte[] payload) {
        ObjectDescriptor descriptor = ObjectDescriptor.decode(payload, 0);
        held.incrementAndGet();
        return StoredValue.heldElsewhere(descriptor, () -> freed.add(payload), this::isGone);
    }

    /** Tells the worker what is not needed any more, as far as the stream has room. */
    void flush() {
        while (!freed.isEmpty()) {
            List<byte[]> batch = new ArrayList<>();
            for (byte[] object : freed) {
                batch.add(object);
                if (batch.size() == ControlPublisher.MAX_FREED) {
                    break;
                }
            }
            if (isGone()) {
                held.addAndGet(-batch.size());
            } else if (publisher.sendFree(runtime.callerId(), batch) > 0) {
                held.addAndGet(-batch.size());
            } else {
                return;
            }
            batch.forEach(object -> freed.poll()); // they are the first ones, and nobody else takes any
        }
    }

    /** Any thread: whether the worker's process is gone, and what it held with it. */
    boolean isGone() {
        return isAttached && !publisher.isConnected();
    }

    /** Whether there is no lane and nothing held; then it can be closed. */
    boolean isUnused() {
        return lanes == 0 && held.get() == 0;
    }

    /** Whether no lane is left and the worker is gone. */
    boolean isOver() {
        return lanes == 0 && isGone();
    }

    void close() {
        publisher.close();
    }
}
