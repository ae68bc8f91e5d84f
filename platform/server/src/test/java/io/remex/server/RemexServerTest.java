package io.remex.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.remex.control.ControlCounter;
import io.remex.control.SchedulerService;
import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerControlGrpc;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.DescribeCluster;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.LaneOpened;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.GrpcSchedulerConnection;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole server, with a token, over HTTP and gRPC. */
@QuarkusTest
@TestProfile(TokenProfile.class)
class RemexServerTest {
    private static final String NODE = "host:node:1-1";
    private static final Resources ONE_CPU =
            Resources.newBuilder().setMilliCpus(1_000).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Listeners listeners;

    @Inject
    SchedulerService scheduler;

    private GrpcSchedulerConnection connection;

    @BeforeEach
    void connect() {
        connection = new GrpcSchedulerConnection(listeners.grpcAddress(), TokenProfile.TOKEN);
    }

    /** Workers and callers of one test are gone before the next one begins. */
    @AfterEach
    void disconnect() {
        connection.close();
        await().atMost(PATIENCE).until(() -> scheduler.view().join().nodes().isEmpty());
    }

    @Test
    void shouldShowWorkersCallersAndLeases() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        ControlStream<WorkerMessage> workerStream = connection.openWorker(worker);
        workerStream.send(register(1));
        assertThat(worker.next().getAccepted().getHeartbeatIntervalMs()).isEqualTo(500);
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        ControlStream<CallerMessage> callerStream = connection.openCaller(caller);
        callerStream.send(open(ProtocolVersion.CURRENT));
        assertThat(caller.next().hasOpened()).isTrue();
        callerStream.send(CallerMessage.newBuilder()
                .setDemand(Demand.newBuilder()
                        .setShape(ONE_CPU)
                        .setCatalog(caller.next().getCatalogs().getCatalogs(0).getCatalog())
                        .setSlots(2))
                .build());
        OpenLane lane = worker.next().getOpenLane();
        workerStream.send(WorkerMessage.newBuilder()
                .setLaneOpened(LaneOpened.newBuilder().setLease(lane.getLease()))
                .build());
        assertThat(caller.next().getGranted().getSlots()).isEqualTo(2);

        authorized()
                .get("/api/cluster")
                .then()
                .statusCode(200)
                .body("nodes[0].name", equalTo(NODE))
                .body("workers[0].name", equalTo("w1"))
                .body("workers[0].capacity.cpus", equalTo(2.0f))
                .body("workers[0].used.cpus", equalTo(2.0f))
                .body("workers[0].leases[0].id", equalTo(Long.toString(lane.getLease())))
                .body("workers[0].leases[0].state", equalTo("active"))
                .body("callers[0].program", equalTo("test"))
                .body("callers[0].demands[0].slots", equalTo(2))
                .body("functions.name", hasItem("price"))
                .body("counters.leases-granted", equalTo(1));
    }

    @Test
    void shouldNoticeAWorkerWhoseConnectionIsLostAtOnce() throws Exception {
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        connection.openCaller(caller).send(open(ProtocolVersion.CURRENT));
        assertThat(caller.next().hasOpened()).isTrue();
        assertThat(caller.next().getCatalogs().getCatalogsCount()).isZero();
        try (GrpcSchedulerConnection other = new GrpcSchedulerConnection(listeners.grpcAddress(), TokenProfile.TOKEN)) {
            RecordingListener<WorkerCommand> worker = new RecordingListener<>();
            other.openWorker(worker).send(register(2));
            assertThat(worker.next().hasAccepted()).isTrue();
            assertThat(caller.next().getCatalogs().getCatalogsCount()).isOne();
        }

        assertThat(caller.next().getCatalogs().getCatalogsCount()).isZero();
    }

    @Test
    void shouldRejectAnotherVersionOfTheProtocol() throws Exception {
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        connection.openCaller(caller).send(open(ProtocolVersion.CURRENT + 1));

        assertThat(caller.next().getRejected().getReason()).contains("version " + (ProtocolVersion.CURRENT + 1));
        assertThat(caller.lostReason()).contains("version");
    }

    @Test
    void shouldAskForTheTokenOnEveryListener() throws Exception {
        for (String token : new String[] {"", "wrong"}) {
            try (GrpcSchedulerConnection stranger = new GrpcSchedulerConnection(listeners.grpcAddress(), token)) {
                RecordingListener<CallerCommand> caller = new RecordingListener<>();
                stranger.openCaller(caller).send(open(ProtocolVersion.CURRENT));
                assertThat(caller.lostReason()).contains("remex.token");
            }
        }
        given().get("/api/cluster")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("UNAUTHENTICATED"))
                .body("message", containsString("token"));
        given().header("Authorization", "Bearer wrong")
                .get("/api/cluster")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldBoundWhatAPeerThatNeverReadsCosts() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        connection.openWorker(worker).send(largeRegistration());
        assertThat(worker.next().hasAccepted()).isTrue();
        long before = overflows();
        ManagedChannel channel = NettyChannelBuilder.forTarget(listeners.grpcAddress())
                .usePlaintext()
                .build();
        try {
            Metadata headers = new Metadata();
            headers.put(GrpcSchedulerConnection.AUTHORIZATION, "Bearer " + TokenProfile.TOKEN);
            ClientCall<CallerMessage, CallerCommand> call =
                    channel.newCall(CallerControlGrpc.getSessionMethod(), CallOptions.DEFAULT);
            // never asks for a message
            call.start(new ClientCall.Listener<>() {}, headers);
            call.sendMessage(open(ProtocolVersion.CURRENT));
            CallerMessage describe = CallerMessage.newBuilder()
                    .setDescribe(DescribeCluster.newBuilder().setRequest(1))
                    .build();
            // each answer has some 50 kB
            for (int i = 0; i < 2_000; i++) {
                call.sendMessage(describe);
            }

            await().atMost(PATIENCE).until(() -> overflows() == before + 1);
            await().atMost(PATIENCE)
                    .until(() -> scheduler.view().join().callers().isEmpty());
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void shouldBeAliveAndReadyWithoutAToken() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("scheduler"));
    }

    @Test
    void shouldAnswerAnUnknownPathInJson() {
        authorized().get("/api/nothing").then().statusCode(404);
        authorized().delete("/api/cluster").then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
    }

    private long overflows() {
        return scheduler.counters().value(ControlCounter.OUTBOUND_OVERFLOWS);
    }

    private static RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + TokenProfile.TOKEN);
    }

    private static WorkerMessage register(int number) {
        return WorkerMessage.newBuilder()
                .setRegister(RegisterWorker.newBuilder()
                        .setProtocolVersion(ProtocolVersion.CURRENT)
                        .setWorker("w" + number)
                        .setIncarnation(1)
                        .setNode(NODE)
                        .setCapacity(Resources.newBuilder().setMilliCpus(2_000))
                        .addFunctions(Function.newBuilder()
                                .setFunctionId(1)
                                .setFingerprint(2)
                                .setName("price")))
                .build();
    }

    private static WorkerMessage largeRegistration() {
        WorkerMessage.Builder message = register(9).toBuilder();
        for (int i = 0; i < 100; i++) {
            message.getRegisterBuilder()
                    .addFunctions(Function.newBuilder().setFunctionId(100 + i).setIdentity("x".repeat(500)));
        }
        return message.build();
    }

    private static CallerMessage open(int version) {
        return CallerMessage.newBuilder()
                .setOpen(OpenCaller.newBuilder()
                        .setProtocolVersion(version)
                        .setCaller(7)
                        .setNode(NODE)
                        .setProgram("test"))
                .build();
    }
}
