package io.remex.protocol.link;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.remex.RemexConfigException;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.NodeCommand;
import io.remex.protocol.control.NodeControlGrpc;
import io.remex.protocol.control.NodeMessage;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerControlGrpc;
import io.remex.protocol.control.WorkerMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Control streams to a scheduler over gRPC. Every stream has a TCP connection of its own, so a stream that is opened again
 * after a loss begins with a fresh attempt to connect and shares nothing with the one that was lost.
 *
 * <p>The connection is not encrypted: the token travels in clear text. That is meant for loopback and for networks that
 * protect themselves (a mesh, a VPN).
 *
 * <p>Threads: one event loop for all streams of this object, one thread that calls all listeners, and one that looks names
 * up; all are daemons. A listener may open, use and close streams, and close this object.
 *
 * <p>A scheduler whose process ends is noticed at once. One that vanishes without a word (power, network, a stopped process)
 * is noticed after {@value #KEEP_ALIVE_TIME_MS} + {@value #KEEP_ALIVE_TIMEOUT_MS} ms.
 */
public final class GrpcSchedulerConnection implements SchedulerConnection {
    /** How long a stream may be silent before the peer is probed, in milliseconds; gRPC allows a client no less. */
    public static final int KEEP_ALIVE_TIME_MS = 10_000;
    /** How long the answer to a probe may take, in milliseconds. */
    public static final int KEEP_ALIVE_TIMEOUT_MS = 2_000;

    /** The metadata entry that carries {@code Bearer <token>}. */
    public static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final int MAX_COMMAND_BYTES = 64 << 20;
    private static final int CLOSE_QUIET_MS = 200;
    private static final int CLOSE_TIMEOUT_MS = 2_000;
    private static final int THREAD_IDLE_MS = 5_000;

    private final String address;
    private final String host;
    private final int port;
    private final Metadata headers;
    private final EventLoopGroup eventLoop;
    private final ThreadPoolExecutor callbacks;
    private final ThreadPoolExecutor lookups;
    private final Set<GrpcControlStream<?, ?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Prepares streams; connects nothing yet.
     *
     * @param address host:port of the scheduler
     * @param token the shared secret, or empty
     * @throws RemexConfigException the address is not of that form, or the token holds something else than visible ASCII
     */
    public GrpcSchedulerConnection(String address, String token) {
        this.address = Objects.requireNonNull(address, "address");
        int colon = address.lastIndexOf(':');
        this.host = hostOf(address, colon);
        this.port = portOf(address, colon);
        this.headers = headers(token);
        this.eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory("remex-control-io", true));
        this.callbacks = daemon("remex-control-callbacks");
        this.lookups = daemon("remex-control-lookup");
    }

    private static ThreadPoolExecutor daemon(String name) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                THREAD_IDLE_MS,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(name, true),
                // only after close, when there is nobody left to be told
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static String hostOf(String address, int colon) {
        String host = colon < 1 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isBlank() || host.indexOf('/') >= 0 || host.indexOf('@') >= 0 || host.indexOf(' ') >= 0) {
            throw wrongAddress(address);
        }
        return host;
    }

    private static int portOf(String address, int colon) {
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw wrongAddress(address);
        }
        throw wrongAddress(address);
    }

    private static RemexConfigException wrongAddress(String address) {
        return new RemexConfigException(
                "remex.address='" + address + "' is not allowed: it must be host:port of the scheduler");
    }

    private static Metadata headers(String token) {
        Metadata headers = new Metadata();
        if (!token.isEmpty()) {
            if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new RemexConfigException(
                        "remex.token holds a character that cannot be sent: it must be visible ASCII without blanks");
            }
            headers.put(AUTHORIZATION, "Bearer " + token);
        }
        return headers;
    }

    @Override
    public ControlStream<WorkerMessage> openWorker(ControlStreamListener<WorkerCommand> listener) {
        return open(WorkerControlGrpc.getSessionMethod(), listener);
    }

    @Override
    public ControlStream<CallerMessage> openCaller(ControlStreamListener<CallerCommand> listener) {
        return open(CallerControlGrpc.getSessionMethod(), listener);
    }

    @Override
    public ControlStream<NodeMessage> openNode(ControlStreamListener<NodeCommand> listener) {
        return open(NodeControlGrpc.getSessionMethod(), listener);
    }

    private <M, C> ControlStream<M> open(MethodDescriptor<M, C> method, ControlStreamListener<C> listener) {
        Objects.requireNonNull(listener, "listener");
        GrpcControlStream<M, C> stream = new GrpcControlStream<>(address, listener, streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
        } else {
            lookups.execute(() -> start(stream, method));
        }
        return stream;
    }

    /** Looks the name up first: gRPC would log a stack trace for a name that does not exist. */
    private <M, C> void start(GrpcControlStream<M, C> stream, MethodDescriptor<M, C> method) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            callbacks.execute(
                    () -> stream.lose("no connection to the scheduler at " + address + ": unknown host " + host));
            return;
        }
        stream.start(this::channel, method, headers);
    }

    private ManagedChannel channel() {
        return NettyChannelBuilder.forAddress(host, port)
                .usePlaintext()
                .eventLoopGroup(eventLoop)
                .channelType(NioSocketChannel.class)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .executor(callbacks)
                .offloadExecutor(lookups)
                .proxyDetector(target -> null)
                .disableRetry()
                .keepAliveTime(KEEP_ALIVE_TIME_MS, TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(MAX_COMMAND_BYTES)
                .build();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        streams.forEach(GrpcControlStream::close);
        // the quiet period lets the channels finish: they still hand tasks to the loop
        eventLoop.shutdownGracefully(CLOSE_QUIET_MS, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        callbacks.shutdown();
        lookups.shutdownNow();
    }

    @Override
    public String toString() {
        return "GrpcSchedulerConnection{" + address + '}';
    }
}
