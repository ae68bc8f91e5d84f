package io.remex.testkit;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scheduler in the hand of the test: one {@link FakeConversation} for each stream of a caller, a worker or a node. Thread safe. */
public final class FakeScheduler implements SchedulerConnection {
    private final List<FakeConversation<CallerMessage, CallerCommand>> callers = new CopyOnWriteArrayList<>();
    private final List<FakeConversation<WorkerMessage, WorkerCommand>> workers = new CopyOnWriteArrayList<>();

    private final List<FakeConversation<NodeMessage, NodeCommand>> nodes = new CopyOnWriteArrayList<>();

    @Override
    public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
        FakeConversation<CallerMessage, CallerCommand> conversation = new FakeConversation<>(listener);
        callers.add(conversation);
        return conversation;
    }

    @Override
    public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
        FakeConversation<WorkerMessage, WorkerCommand> conversation = new FakeConversation<>(listener);
        workers.add(conversation);
        return conversation;
    }

    /** Waits for the n-th stream of a caller, from 1. */
    public FakeConversation<CallerMessage, CallerCommand> caller(int number) {
        TestNode.await("conversation " + number, () -> callers.size() >= number);
        return callers.get(number - 1);
    }

    /** All streams of workers so far, the oldest first. */
    public List<FakeConversation<WorkerMessage, WorkerCommand>> workers() {
        return List.copyOf(workers);
    }

    /** The newest stream of a worker. */
    public FakeConversation<WorkerMessage, WorkerCommand> lastWorker() {
        return workers.get(workers.size() - 1);
    }

    @Override
    public ControlStream<NodeMessage> openNode(ControlStreamListener<NodeCommand> listener) {
        FakeConversation<NodeMessage, NodeCommand> conversation = new FakeConversation<>(listener);
        nodes.add(conversation);
        return conversation;
    }

    @Override
    public String address() {
        return "fake:1";
    }

    @Override
    public void close() {
        callers.forEach(FakeConversation::close);
        workers.forEach(FakeConversation::close);
        nodes.forEach(FakeConversation::close);
    }
}
