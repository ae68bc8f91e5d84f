package io.remex.protocol.link;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;

/** A scheduler that streams can be opened to. Thread safe. */
public interface SchedulerConnection extends AutoCloseable {

    /** Opens a worker's stream. Never blocks; a scheduler that is not there is reported to the listener as lost. */
    ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener);

    /** Opens a caller's stream. Never blocks; a scheduler that is not there is reported to the listener as lost. */
    ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener);

    /** Opens a node's stream. Never blocks; a scheduler that is not there is reported to the listener as lost. */
    ControlStream<NodeMessage> openNode(ControlStreamListener<NodeCommand> listener);

    /** Where the scheduler is, for messages to people. */
    String address();

    /** Ends all streams without a word to their listeners. Idempotent. */
    @Override
    void close();
}
