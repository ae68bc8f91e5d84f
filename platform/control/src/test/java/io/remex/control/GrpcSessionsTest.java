package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.remex.RemexConfig;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.GrpcSchedulerConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcSessionsTest {
    private final SchedulerService service =
            new SchedulerService(RemexConfig.builder().build());
    private Server server;
    private GrpcSchedulerConnection connection;

    @BeforeEach
    void start() throws IOException {
        GrpcSessions sessions = new GrpcSessions(service);
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

    private GrpcSchedulerConnection connect(String token) {
        return new GrpcSchedulerConnection("127.0.0.1:" + server.getPort(), token);
    }
}
