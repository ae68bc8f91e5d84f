package io.remex.testkit.simulation;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.protocol.link.SchedulerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The control plane: streams to the scheduler that keep the order of their messages and delay them, or break; as TCP does. Two
 * streams of one peer are not in order with each other: what a broken one had on its way may arrive after its successor has begun.
 */
public final class SimulatedNetwork {
    /** A peer that answers no keep-alive is given up; see GrpcTransportSettings and GrpcSchedulerConnection. */
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(5);

    private final EventLoop loop;
    private final Map<SimulatedProcess, Long> cutOffUntilNs = new HashMap<>();
    private final List<Link<?, ?>> links = new ArrayList<>();
    private SimulatedProcess scheduler;
    private SchedulerConnection acceptor;
    private long maxDelayNs = 2_000_000;
    private UnaryOperator<Object> wire = message -> message;

    public SimulatedNetwork(EventLoop loop) {
        this.loop = loop;
    }

    /** Every message passes through this; null loses it. Plants mistakes that a correct network does not make. */
    public void tamper(UnaryOperator<Object> newWire) {
        wire = newWire;
    }

    /** Messages take up to so long from now on. */
    public void maxDelayNs(long newMaxDelayNs) {
        maxDelayNs = newMaxDelayNs;
    }

    /** A scheduler listens; all streams to an earlier one broke with it. */
    public void listen(SimulatedProcess process, SchedulerConnection newAcceptor) {
        scheduler = process;
        acceptor = newAcceptor;
        process.whenDead(() -> List.copyOf(links).forEach(link -> link.breakAfter(delayNs(), "connection reset")));
    }

    private long delayNs() {
        return loop.randomNs(20_000, maxDelayNs);
    }

    /** No message of the process gets through for so long, either way; its streams break if that is too long. */
    public void cutOff(SimulatedProcess process, long durationNs) {
        cutOffUntilNs.put(process, loop.nowNs() + durationNs);
        if (durationNs > KEEP_ALIVE_NS) {
            List.copyOf(links).stream()
                    .filter(link -> link.client == process)
                    .forEach(link -> link.breakAfter(KEEP_ALIVE_NS, "keep-alive failed"));
        }
    }

    /** Breaks what streams the process has. */
    public void reset(SimulatedProcess process) {
        List.copyOf(links).stream()
                .filter(link -> link.client == process)
                .forEach(link -> link.breakAfter(0, "connection reset"));
    }

    /** How many streams there are. */
    public int linkCount() {
        return links.size();
    }

    /** The way of a process to whichever scheduler listens; a process may have several. */
    public SchedulerConnection connection(SimulatedProcess client) {
        return new Connection(client);
    }

    private final class Connection implements SchedulerConnection {
        private final SimulatedProcess client;

        Connection(SimulatedProcess client) {
            this.client = client;
        }

        @Override
        public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
            return new Link<WorkerMessage, WorkerCommand>(this, listener, SchedulerConnection::openWorker);
        }

        @Override
        public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
            return new Link<CallerMessage, CallerCommand>(this, listener, SchedulerConnection::openCaller);
        }

        @Override
        public ControlStream<NodeMessage> openNode(ControlStreamListener<NodeCommand> listener) {
            return new Link<NodeMessage, NodeCommand>(this, listener, SchedulerConnection::openNode);
        }

        @Override
        public String address() {
            return "simulated:1";
        }

        @Override
        public void close() {
            List.copyOf(links).stream().filter(link -> link.connection == this).forEach(Link::close);
        }
    }

    private interface Opening<M, C> {
        ControlStream<M> open(SchedulerConnection acceptor, ControlStreamListener<C> listener);
    }

    private final class Link<M, C> implements ControlStream<M>, ControlStreamListener<C> {
        private final Connection connection;
        private final SimulatedProcess client;
        private final SimulatedProcess server;
        private final ControlStreamListener<C> listener;
        private ControlStream<M> accepted;
        private long lastUpNs = loop.nowNs();
        private long lastDownNs = loop.nowNs();
        private boolean isClosed;
        /** As the scheduler's side sees it: nothing that was sent before comes any more. */
        private boolean isBroken;

        Link(Connection connection, ControlStreamListener<C> listener, Opening<M, C> opening) {
            this.connection = connection;
            this.client = connection.client;
            this.server = scheduler;
            this.listener = listener;
            links.add(this);
            if (server == null || !server.isAlive()) {
                breakAfter(delayNs(), "connection refused");
                return;
            }
            SchedulerConnection target = acceptor;
            up("connect", () -> {
                if (!isBroken) {
                    accepted = opening.open(target, this);
                }
            });
            client.whenDead(() -> breakAfter(delayNs(), "connection reset"));
            client.whenStopped(this::watchKeepAlive);
        }

        /** A stopped process answers no keep-alive, and the other side gives it up. */
        private void watchKeepAlive() {
            loop.after(KEEP_ALIVE_NS, "keep-alive", () -> {
                if (client.isStopped()) {
                    breakAfter(0, "keep-alive failed");
                }
            });
        }

        private long passableNs() {
            long cutOff = cutOffUntilNs.getOrDefault(client, loop.nowNs());
            return cutOff - loop.nowNs() > 0 ? cutOff : loop.nowNs();
        }

        private void up(String label, Runnable action) {
            long atNs = passableNs() + delayNs();
            lastUpNs = atNs - lastUpNs < 0 ? lastUpNs : atNs;
            server.event(lastUpNs, label, action);
        }

        private void down(String label, Runnable action) {
            long atNs = passableNs() + delayNs();
            lastDownNs = atNs - lastDownNs < 0 ? lastDownNs : atNs;
            client.event(lastDownNs, label, action);
        }

        @Override
        @SuppressWarnings("unchecked") // what tampers keeps the type
        public void send(M message) {
            M passed = (M) wire.apply(message);
            if (isClosed || passed == null || server == null) {
                return;
            }
            up("to scheduler", () -> {
                if (accepted != null && !isBroken) {
                    accepted.send(passed);
                }
            });
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                links.remove(this);
                if (server != null) {
                    up("close", this::closeAccepted);
                }
            }
        }

        private void closeAccepted() {
            isBroken = true;
            if (accepted != null) {
                accepted.close();
            }
        }

        @Override
        @SuppressWarnings("unchecked") // what tampers keeps the type
        public void onCommand(C command) {
            C passed = (C) wire.apply(command);
            if (passed != null) {
                down("from scheduler", () -> {
                    if (!isClosed) {
                        listener.onCommand(passed);
                    }
                });
            }
        }

        /** The scheduler has ended it. */
        @Override
        public void onLost(String reason) {
            down("ended", () -> lose(reason));
        }

        private void lose(String reason) {
            if (!isClosed) {
                isClosed = true;
                links.remove(this);
                listener.onLost(reason);
            }
        }

        void breakAfter(long delayNs, String reason) {
            loop.after(delayNs, "break", () -> {
                links.remove(this);
                if (server != null) {
                    server.event(loop.nowNs(), "reset", this::closeAccepted);
                }
                client.event(loop.nowNs() + delayNs(), "reset", () -> lose(reason));
            });
        }
    }
}
