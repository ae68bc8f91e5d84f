package io.remex.transport;

import io.remex.RemexConfigException;
import java.util.function.IntConsumer;

/**
 * A process's connection to the media driver of its node. Streams are added on the control thread of their owner, one at a time;
 * each takes some milliseconds. Owned by a runtime or a worker, which closes it; the streams end with it. An interface so that a
 * simulation can bring streams of its own under the same publishers and adapters.
 */
public interface DataPlane extends AutoCloseable {

    /**
     * Connects to the driver of the directory.
     *
     * @param laneTermBytes size of a term of a lane's streams
     * @throws RemexConfigException there is no live driver
     */
    static DataPlane connect(NodeDirectory directory, int laneTermBytes) {
        return AeronDataPlane.connect(directory, laneTermBytes);
    }

    /** Whether the driver still answers. When it does not, every stream of this process is dead. */
    boolean isAlive();

    /** The sending half of a task stream; for one thread at a time. */
    SendingStream addLanePublication(int streamId);

    /** The sending half of a result stream; for any thread. */
    SendingStream addSharedLanePublication(int streamId);

    /** The sending half of a control or a return stream, with a session of its own; for one thread at a time. */
    SendingStream addControlPublication(int streamId);

    /** The receiving half of a stream; for one thread at a time. */
    ReceivingStream addSubscription(int streamId);

    /**
     * The receiving half of a stream, with word of each sender that goes.
     *
     * @param senderGone gets the sender's session id, from the data plane's own thread, which must not be held up
     */
    ReceivingStream addSubscription(int streamId, IntConsumer senderGone);

    @Override
    void close();
}
