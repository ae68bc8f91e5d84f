package io.remex.testkit.simulation;

import io.remex.transport.DataPlane;
import io.remex.transport.ReceivingStream;
import io.remex.transport.SendingStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The media driver of a node: brings together the ends of streams, as Aeron does. Messages of a stream keep their order; each takes
 * its time. What a killed process leaves is found {@link #CLIENT_LIVENESS_NS} later, what a process closes within milliseconds.
 */
public final class SimulatedNode {
    private static final long CLIENT_LIVENESS_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long MIN_MEET_NS = 100_000;
    private static final long MAX_MEET_NS = 4_000_000;

    private final EventLoop loop;
    private final String id;
    private final Map<Integer, List<Receiver>> receivers = new HashMap<>();
    private final Map<Integer, List<Sender>> senders = new HashMap<>();
    private int nextSession = 1;
    private boolean isAlive = true;

    /** Starts one. */
    public SimulatedNode(EventLoop loop, String id) {
        this.loop = loop;
        this.id = id;
    }

    /** Its name. */
    public String id() {
        return id;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isAlive() {
        return isAlive;
    }

    /** Kills the media driver: no stream of the node works from now on. */
    public void kill() {
        isAlive = false;
        senders.values().forEach(list -> List.copyOf(list).forEach(Sender::cut));
        senders.clear();
        receivers.clear();
    }

    /** Starts the media driver again; processes that were connected to the old one are not to this. */
    public void restart() {
        isAlive = true;
    }

    /** How many ends of streams there are. */
    public int endCount() {
        return senders.values().stream().mapToInt(List::size).sum()
                + receivers.values().stream().mapToInt(List::size).sum();
    }

    /** Ends the connections of some stream of a lane without a word, as a data plane does that loses its peer; the messages on the way are lost. */
    public boolean cutOneStream() {
        List<Sender> connected = new ArrayList<>();
        senders.values()
                .forEach(list -> list.stream()
                        .filter(sender -> sender.isConnected() && !sender.isShared())
                        .forEach(connected::add));
        if (connected.isEmpty()) {
            return false;
        }
        connected.sort((a, b) -> Integer.compare(a.session(), b.session()));
        connected.get(loop.random().nextInt(connected.size())).cut();
        return true;
    }

    /** Connects a process. */
    public DataPlane connect(SimulatedProcess process) {
        Client client = new Client(process);
        process.whenDead(() -> loop.after(CLIENT_LIVENESS_NS, "reap " + id, client::close));
        return client;
    }

    private void meet(Sender sender, Receiver receiver) {
        loop.after(loop.randomNs(MIN_MEET_NS, MAX_MEET_NS), "meet", () -> {
            if (isAlive && !sender.isClosed() && !receiver.isClosed()) {
                sender.connect(receiver);
            }
        });
    }

    void remove(Sender sender) {
        senders.computeIfPresent(sender.streamId(), (id, list) -> without(list, sender));
    }

    void remove(Receiver receiver) {
        receivers.computeIfPresent(receiver.streamId(), (id, list) -> without(list, receiver));
    }

    private static <T> List<T> without(List<T> ends, T end) {
        ends.remove(end);
        return ends.isEmpty() ? null : ends;
    }

    private final class Client implements DataPlane {
        private final SimulatedProcess process;
        private final List<AutoCloseable> ends = new ArrayList<>();
        private final Map<Integer, Sender> shared = new HashMap<>();
        private boolean isClosed;

        Client(SimulatedProcess process) {
            this.process = process;
        }

        private final boolean startedAlive = isAlive;

        @Override
        public boolean isAlive() {
            return startedAlive && SimulatedNode.this.isAlive && !isClosed;
        }

        private Sender addSender(int streamId) {
            Sender sender = new Sender(SimulatedNode.this, streamId, nextSession++);
            ends.add(sender);
            senders.computeIfAbsent(streamId, s -> new ArrayList<>()).add(sender);
            List.copyOf(receivers.getOrDefault(streamId, List.of())).forEach(receiver -> meet(sender, receiver));
            return sender;
        }

        @Override
        public SendingStream addLanePublication(int streamId) {
            return addSender(streamId);
        }

        @Override
        public SendingStream addSharedLanePublication(int streamId) {
            return addSender(streamId);
        }

        /** The ends of one process on one stream are one, as Aeron's shared publications are. */
        @Override
        public SendingStream addControlPublication(int streamId) {
            Sender sender = shared.get(streamId);
            if (sender == null || sender.isClosed()) {
                sender = addSender(streamId);
                sender.share(0);
                shared.put(streamId, sender);
            } else {
                sender.share(1);
            }
            return sender;
        }

        @Override
        public ReceivingStream addSubscription(int streamId) {
            return addSubscription(streamId, session -> {});
        }

        @Override
        public ReceivingStream addSubscription(int streamId, IntConsumer senderGone) {
            Receiver receiver = new Receiver(SimulatedNode.this, process, streamId, senderGone);
            ends.add(receiver);
            receivers.computeIfAbsent(streamId, s -> new ArrayList<>()).add(receiver);
            List.copyOf(senders.getOrDefault(streamId, List.of())).forEach(sender -> meet(sender, receiver));
            return receiver;
        }

        @Override
        public void close() {
            isClosed = true;
            for (AutoCloseable end : List.copyOf(ends)) {
                if (end instanceof Sender sender) {
                    sender.closeAll();
                } else {
                    ((Receiver) end).close();
                }
            }
            ends.clear();
        }
    }
}
