package io.remex.worker;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import java.util.ArrayList;
import java.util.List;

/** A scheduler that says what the test says and keeps what it hears; one conversation a stream. */
final class FakeScheduler implements SchedulerConnection {
    private final List<Conversation> conversations = new ArrayList<>();

    /** One stream of a worker. */
    static final class Conversation implements ControlStream<WorkerMessage> {
        private final ControlStreamListener<WorkerCommand> listener;
        private final List<WorkerMessage> heard = new ArrayList<>();
        private boolean isClosed;

        Conversation(ControlStreamListener<WorkerCommand> listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void send(WorkerMessage message) {
            if (!isClosed) {
                heard.add(message);
            }
        }

        @Override
        public synchronized void close() {
            isClosed = true;
        }

        synchronized boolean isClosed() {
            return isClosed;
        }

        synchronized List<WorkerMessage> heard() {
            return List.copyOf(heard);
        }

        /** Takes the oldest message that was not taken. */
        synchronized WorkerMessage take() {
            return heard.remove(0);
        }

        void say(WorkerCommand.Builder command) {
            listener.onCommand(command.build());
        }

        void lose(String reason) {
            listener.onLost(reason);
        }
    }

    @Override
    public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
        Conversation conversation = new Conversation(listener);
        conversations.add(conversation);
        return conversation;
    }

    @Override
    public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
        throw new UnsupportedOperationException("a worker opens no caller's stream");
    }

    List<Conversation> conversations() {
        return conversations;
    }

    Conversation last() {
        return conversations.get(conversations.size() - 1);
    }

    @Override
    public String address() {
        return "fake:1";
    }

    @Override
    public void close() {
        conversations.forEach(Conversation::close);
    }
}
