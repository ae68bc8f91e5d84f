package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.remex.RemexConfig;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.GrpcSchedulerConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcSessionsTest {
    static {
        QuietLog.on();
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SchedulerService service =
            new SchedulerService(RemexConfig.builder().build());
    private final GrpcSessions sessions = new GrpcSessions(service);
    private Server server;
    private GrpcSchedulerConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(sessions.workers())
                .addService(sessions.callers())
                .intercept(new TokenInterceptor("s3cret", service.counters()))
                .build()
                .start();
        connection = connect("s3cret");
    }

    @AfterEach
    void stop() throws InterruptedException {
        connection.close();
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        service.close();
    }

    @Test
    void shouldLeaseAWorkerToACaller() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        ControlStream<WorkerMessage> workerStream = connection.openWorker(worker);
        workerStream.send(Messages.register("w1", 1));
        assertThat(worker.next().hasAccepted()).isTrue();
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        ControlStream<CallerMessage> callerStream = connection.openCaller(caller);
        callerStream.send(Messages.open(7));
        assertThat(caller.next().hasOpened()).isTrue();
        long catalog = caller.next().getCatalogs().getCatalogs(0).getCatalog();

        callerStream.send(Messages.demand(catalog, 2));
        OpenLane lane = worker.next().getOpenLane();
        workerStream.send(Messages.laneOpened(lane.getLease()));
        assertThat(caller.next().getGranted().getLease()).isEqualTo(lane.getLease());

        workerStream.close();
        assertThat(caller.next().getLost().getReason()).contains("connection is lost");
    }

    @Test
    void shouldSayWhyAWorkerIsRejectedAndEndItsStream() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        connection
                .openWorker(listener)
                .send(Messages.message(Messages.registration("w1", 1).setProtocolVersion(99)));

        assertThat(listener.next().getRejected().getReason()).contains("version 99");
        assertThat(listener.lostReason()).contains("version 99");
    }

    @Test
    void shouldRefuseAWrongToken() throws Exception {
        for (String token : new String[] {"", "wrong"}) {
            try (GrpcSchedulerConnection stranger = connect(token)) {
                RecordingListener<CallerCommand> listener = new RecordingListener<>();
                stranger.openCaller(listener).send(Messages.open(1));
                assertThat(listener.lostReason()).contains("remex.token");
            }
        }
        assertThat(service.counters().value(ControlCounter.UNAUTHENTICATED)).isEqualTo(2);
        assertThat(service.counters().value(ControlCounter.STREAMS_OPENED)).isZero();
    }

    @Test
    void shouldGiveUpAPeerThatNeverReads() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        connection.openWorker(worker).send(Messages.message(largeRegistration()));
        assertThat(worker.next().hasAccepted()).isTrue();
        ManagedChannel channel = rawChannel();
        try {
            ClientCall<CallerMessage, CallerCommand> call =
                    channel.newCall(CallerControlGrpc.getSessionMethod(), CallOptions.DEFAULT);
            // never asks for a message
            call.start(new ClientCall.Listener<>() {}, authorized());
            call.sendMessage(Messages.open(1));
            // each answer has some 50 kB
            for (int i = 0; i < 2_000; i++) {
                call.sendMessage(Messages.describe(i));
            }

            await().atMost(PATIENCE).until(() -> overflows() == 1);
            await().atMost(PATIENCE).until(() -> service.view().join().callers().isEmpty());
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void shouldSurviveGarbageInsteadOfMessages() throws Exception {
        RecordingListener<CallerCommand> innocent = new RecordingListener<>();
        ControlStream<CallerMessage> innocentStream = connection.openCaller(innocent);
        innocentStream.send(Messages.open(1));
        assertThat(innocent.next().hasOpened()).isTrue();
        ManagedChannel channel = rawChannel();
        try {
            byte[] garbage = new byte[1_000];
            new Random(1).nextBytes(garbage);
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Status> end = new CompletableFuture<>();
                ClientCall<byte[], byte[]> call = channel.newCall(
                        CallerControlGrpc.getSessionMethod().toBuilder(new Bytes(), new Bytes())
                                .build(),
                        CallOptions.DEFAULT);
                call.start(
                        new ClientCall.Listener<>() {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                end.complete(status);
                            }
                        },
                        authorized());
                call.request(1);
                call.sendMessage(garbage);
                assertThat(end).succeedsWithin(20, TimeUnit.SECONDS);
            }
        } finally {
            channel.shutdownNow();
        }

        innocentStream.send(Messages.describe(5));
        assertThat(innocent.next().hasCatalogs()).isTrue();
        assertThat(innocent.next().getCluster().getRequest()).isEqualTo(5);
        assertThat(service.counters().value(ControlCounter.INTERNAL_ERRORS)).isZero();
    }

    @Test
    void shouldReadNoFasterThanItHandles() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        ControlStream<CallerMessage> stream = connection.openCaller(listener);
        stream.send(Messages.open(1));
        assertThat(listener.next().hasOpened()).isTrue();
        assertThat(listener.next().hasCatalogs()).isTrue();

        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 1_000; i++) {
                stream.send(Messages.describe(i));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(listener.next().getCluster().getRequest()).isEqualTo(i);
            }
        }

        assertThat(service.counters().value(ControlCounter.INBOUND_OVERFLOWS)).isZero();
    }

    @Test
    void shouldTellEveryPeerWhenItStops() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        connection.openCaller(listener).send(Messages.open(1));
        listener.next();

        sessions.close();

        assertThat(listener.lostReason()).contains("shutting down", connection.address());
        RecordingListener<CallerCommand> late = new RecordingListener<>();
        connection.openCaller(late);
        assertThat(late.lostReason()).contains("shutting down");
    }

    @Test
    void shouldForgetStreamsThatHaveEnded() throws Exception {
        for (int i = 0; i < 20; i++) {
            RecordingListener<CallerCommand> listener = new RecordingListener<>();
            ControlStream<CallerMessage> stream = connection.openCaller(listener);
            stream.send(Messages.open(i));
            listener.next();
            stream.close();
        }

        await().atMost(PATIENCE).until(() -> sessions.openStreams() == 0);
        await().atMost(PATIENCE).until(() -> service.view().join().callers().isEmpty());
    }

    private static RegisterWorker.Builder largeRegistration() {
        RegisterWorker.Builder registration = Messages.registration("large", 1);
        for (int i = 0; i < 100; i++) {
            registration.addFunctions(
                    Function.newBuilder().setFunctionId(100 + i).setIdentity("x".repeat(500)));
        }
        return registration;
    }

    private long overflows() {
        return service.counters().value(ControlCounter.OUTBOUND_OVERFLOWS);
    }

    private ManagedChannel rawChannel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    private static Metadata authorized() {
        Metadata headers = new Metadata();
        headers.put(GrpcSchedulerConnection.AUTHORIZATION, "Bearer s3cret");
        return headers;
    }

    private GrpcSchedulerConnection connect(String token) {
        return new GrpcSchedulerConnection("127.0.0.1:" + server.getPort(), token);
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }
}
