package io.remex.client;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A scheduler that says what the test says and keeps what it hears; one conversation a stream. */
final class FakeScheduler implements SchedulerConnection {
    private final List<Conversation> conversations = new ArrayList<>();

    /** One stream of a caller. */
    static final class Conversation implements ControlStream<CallerMessage> {
        private final ControlStreamListener<CallerCommand> listener;
        private final List<CallerMessage> heard = new ArrayList<>();
        private boolean isClosed;

        Conversation(ControlStreamListener<CallerCommand> listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void send(CallerMessage message) {
            if (!isClosed && !message.hasHeartbeat()) {
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

        /** Everything but heartbeats, in order. */
        synchronized List<CallerMessage> heard() {
            return List.copyOf(heard);
        }

        synchronized void forget() {
            heard.clear();
        }

        void say(CallerCommand.Builder command) {
            listener.onCommand(command.build());
        }

        void lose(String reason) {
            listener.onLost(reason);
        }

        /** Waits for the first message that is so. */
        CallerMessage await(String what, Predicate<CallerMessage> condition) {
            TestNode.await(what, () -> heard().stream().anyMatch(condition));
            return heard().stream().filter(condition).findFirst().orElseThrow();
        }
    }

    @Override
    public synchronized ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
        Conversation conversation = new Conversation(listener);
        conversations.add(conversation);
        return conversation;
    }

    @Override
    public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
        throw new UnsupportedOperationException("a caller opens no worker's stream");
    }

    synchronized List<Conversation> conversations() {
        return List.copyOf(conversations);
    }

    /** Waits for the n-th conversation, from 1. */
    Conversation conversation(int number) {
        TestNode.await("conversation " + number, () -> conversations().size() >= number);
        return conversations().get(number - 1);
    }

    @Override
    public String address() {
        return "fake:1";
    }

    @Override
    public void close() {
        conversations().forEach(Conversation::close);
    }
}
