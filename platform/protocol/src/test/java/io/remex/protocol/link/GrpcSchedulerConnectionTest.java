package io.remex.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.remex.RemexConfigException;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerHeartbeat;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Cluster;
import io.remex.protocol.control.DescribeCluster;
import io.remex.protocol.control.WorkerCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcSchedulerConnectionTest {
    private final EchoScheduler scheduler = new EchoScheduler();
    private Server server;
    private GrpcSchedulerConnection connection;

    @AfterEach
    void stop() throws InterruptedException {
        if (connection != null) {
            connection.close();
        }
        if (server != null) {
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldCarryMessagesInOrderBothWays() throws Exception {
        connection = connect("");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        ControlStream<CallerMessage> stream = connection.openCaller(listener);

        for (int i = 0; i < 2_000; i++) {
            stream.send(describe(i));
        }

        for (int i = 0; i < 2_000; i++) {
            assertThat(listener.next().getCluster().getRequest()).isEqualTo(i);
        }
    }

    @Test
    void shouldSendFromWithinTheListener() throws Exception {
        connection = connect("");
        AtomicReference<ControlStream<CallerMessage>> stream = new AtomicReference<>();
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(100);
        stream.set(connection.openCaller(new ControlStreamListener<>() {
            @Override
            public void onCommand(CallerCommand command) {
                await(opened);
                done.countDown();
                stream.get().send(describe(command.getCluster().getRequest() + 1));
            }

            @Override
            public void onLost(String reason) {}
        }));
        opened.countDown();
        stream.get().send(describe(0));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldNameTheAddressWhenNobodyIsThere() throws Exception {
        int port = freePort();
        connection = new GrpcSchedulerConnection("127.0.0.1:" + port, "");
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();

        connection.openWorker(listener);

        assertThat(listener.lostReason())
                .contains("127.0.0.1:" + port, "Connection refused")
                .doesNotContain("\n");
    }

    @Test
    void shouldConnectAtOnceWhenTheSchedulerCameBack() throws Exception {
        int port = freePort();
        connection = new GrpcSchedulerConnection("127.0.0.1:" + port, "");
        for (int i = 0; i < 5; i++) {
            RecordingListener<CallerCommand> refused = new RecordingListener<>();
            connection.openCaller(refused);
            assertThat(refused.lostReason()).contains("Connection refused");
        }
        start(port, "");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();

        connection.openCaller(listener).send(describe(7));

        assertThat(listener.next().getCluster().getRequest()).isEqualTo(7);
    }

    @Test
    void shouldSayThatTheNameIsUnknown() throws Exception {
        connection = new GrpcSchedulerConnection("no-such-host.invalid:7400", "");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();

        connection.openCaller(listener);

        assertThat(listener.lostReason()).contains("no-such-host.invalid:7400", "unknown host");
    }

    @Test
    void shouldSayWhichKeyToSetWhenTheTokenIsWrong() throws Exception {
        start(0, "right");
        connection = new GrpcSchedulerConnection(serverAddress(), "wrong");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();

        connection.openCaller(listener);

        assertThat(listener.lostReason()).contains("remex.token", serverAddress());
    }

    @Test
    void shouldSendTheToken() throws Exception {
        connection = connect("s3cret");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();

        connection.openCaller(listener).send(describe(1));

        assertThat(listener.next().getCluster().getRequest()).isEqualTo(1);
    }

    @Test
    void shouldTellTheListenerWhenTheSchedulerGoes() throws Exception {
        connection = connect("");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        connection.openCaller(listener).send(describe(1));
        listener.next();

        server.shutdownNow();

        assertThat(listener.lostReason()).contains(connection.address());
    }

    @Test
    void shouldPassOnTheReasonWhenTheSchedulerEndsTheStream() throws Exception {
        connection = connect("");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        connection.openCaller(listener).send(describe(1));
        listener.next();

        scheduler
                .observers
                .take()
                .onError(Status.ABORTED
                        .withDescription("replaced\nby a newer stream")
                        .asException());

        assertThat(listener.lostReason()).contains("replaced · by a newer stream");
    }

    @Test
    void shouldNotBeFooledBySomethingElseOnThePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection = new GrpcSchedulerConnection("127.0.0.1:" + socket.getLocalPort(), "");
            RecordingListener<CallerCommand> listener = new RecordingListener<>();
            connection.openCaller(listener);
            try (Socket peer = socket.accept()) {
                peer.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                peer.getOutputStream().flush();
                assertThat(listener.lostReason()).contains(connection.address()).doesNotContain("\n");
            }
        }
    }

    @Test
    void shouldNotCallTheListenerAfterClose() throws Exception {
        connection = connect("");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        ControlStream<CallerMessage> stream = connection.openCaller(listener);
        stream.send(describe(1));
        listener.next();

        stream.close();
        stream.close();
        stream.send(describe(2));

        assertThat(scheduler.ended.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(listener.lost).isNotDone();
        assertThat(listener.commands).isEmpty();
    }

    @Test
    void shouldGiveUpAStreamWhosePeerDoesNotRead() throws Exception {
        connection = connect("");
        scheduler.silent = true;
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        ControlStream<CallerMessage> stream = connection.openCaller(listener);
        scheduler.observers.take();

        CallerMessage message = CallerMessage.newBuilder()
                .setHeartbeat(CallerHeartbeat.getDefaultInstance())
                .build();
        for (int i = 0; i < 1_000_000 && !listener.lost.isDone(); i++) {
            stream.send(message);
        }

        assertThat(listener.lostReason()).contains("does not read");
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
        connection = connect("");
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        connection.openCaller(listener).send(describe(1));
        listener.next();
        assertThat(ownThreads()).isNotEmpty().allMatch(Thread::isDaemon);
        List<Thread> threads = ownThreads();

        connection.close();

        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void shouldBeClosableFromWithinAListener() throws Exception {
        connection = connect("");
        CountDownLatch closed = new CountDownLatch(1);
        ControlStream<CallerMessage> stream = connection.openCaller(new ControlStreamListener<>() {
            @Override
            public void onCommand(CallerCommand command) {
                connection.close();
                closed.countDown();
            }

            @Override
            public void onLost(String reason) {}
        });

        stream.send(describe(1));

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":7400",
                "localhost:",
                "localhost:0",
                "localhost:70000",
                "http://host:80",
                "a b:1"
            })
    void shouldRefuseAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> new GrpcSchedulerConnection(address, ""))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void shouldRefuseATokenThatCannotBeSentWithoutShowingIt() {
        assertThatThrownBy(() -> new GrpcSchedulerConnection("localhost:1", "two words"))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("remex.token")
                .hasMessageNotContaining("two words");
    }

    private GrpcSchedulerConnection connect(String token) throws IOException {
        start(0, token);
        return new GrpcSchedulerConnection(serverAddress(), token);
    }

    private void start(int port, String token) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(scheduler)
                .intercept(new TokenCheck(token))
                .build()
                .start();
    }

    private String serverAddress() {
        return "127.0.0.1:" + server.getPort();
    }

    private static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("remex-control"))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static CallerMessage describe(long request) {
        return CallerMessage.newBuilder()
                .setDescribe(DescribeCluster.newBuilder().setRequest(request))
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers each describe with its number. */
    private static final class EchoScheduler extends CallerControlGrpc.CallerControlImplBase
            implements BindableService {
        final BlockingQueue<StreamObserver<CallerCommand>> observers = new LinkedBlockingQueue<>();
        final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        volatile boolean silent;

        @Override
        public StreamObserver<CallerMessage> session(StreamObserver<CallerCommand> commands) {
            observers.add(commands);
            if (silent) {
                ((ServerCallStreamObserver<CallerCommand>) commands).disableAutoRequest();
            }
            return new StreamObserver<>() {
                @Override
                public void onNext(CallerMessage message) {
                    commands.onNext(CallerCommand.newBuilder()
                            .setCluster(Cluster.newBuilder()
                                    .setRequest(message.getDescribe().getRequest()))
                            .build());
                }

                @Override
                public void onError(Throwable error) {
                    ended.add("error");
                }

                @Override
                public void onCompleted() {
                    ended.add("completed");
                }
            };
        }
    }

    private record TokenCheck(String token) implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String sent = headers.get(GrpcSchedulerConnection.AUTHORIZATION);
            if (token.isEmpty() ? sent == null : ("Bearer " + token).equals(sent)) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED.withDescription("no"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
