package io.remex.control;

import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.DescribeCluster;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.LaneClosed;
import io.remex.protocol.control.LaneOpened;
import io.remex.protocol.control.LeaseReturned;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.WorkerHeartbeat;
import io.remex.protocol.control.WorkerMessage;

/** Messages as correct peers send them. */
final class Messages {
    static final String NODE = "host:node:1-1";
    static final Resources ONE_CPU = Resources.newBuilder().setMilliCpus(1_000).build();
    static final Function PRICE = Function.newBuilder()
            .setFunctionId(1)
            .setFingerprint(2)
            .setName("price")
            .setIdentity("org.acme.Pricing#price(double)")
            .build();

    private Messages() {}

    static RegisterWorker.Builder registration(String worker, long incarnation) {
        return RegisterWorker.newBuilder()
                .setProtocolVersion(ProtocolVersion.CURRENT)
                .setWorker(worker)
                .setIncarnation(incarnation)
                .setNode(NODE)
                .setCapacity(Resources.newBuilder().setMilliCpus(2_000))
                .setPid(17)
                .setDescription("test worker")
                .setControlStreamId(5)
                .addFunctions(PRICE);
    }

    static WorkerMessage register(String worker, long incarnation) {
        return message(registration(worker, incarnation));
    }

    static WorkerMessage message(RegisterWorker.Builder registration) {
        return WorkerMessage.newBuilder().setRegister(registration).build();
    }

    static WorkerMessage workerHeartbeat() {
        return WorkerMessage.newBuilder()
                .setHeartbeat(WorkerHeartbeat.getDefaultInstance())
                .build();
    }

    static WorkerMessage laneOpened(long lease) {
        return WorkerMessage.newBuilder()
                .setLaneOpened(LaneOpened.newBuilder().setLease(lease))
                .build();
    }

    static WorkerMessage laneClosed(long lease) {
        return WorkerMessage.newBuilder()
                .setLaneClosed(LaneClosed.newBuilder().setLease(lease))
                .build();
    }

    static OpenCaller.Builder opening(long caller) {
        return OpenCaller.newBuilder()
                .setProtocolVersion(ProtocolVersion.CURRENT)
                .setCaller(caller)
                .setNode(NODE)
                .setWeight(1)
                .setPid(18)
                .setProgram("test caller");
    }

    static CallerMessage open(long caller) {
        return message(opening(caller));
    }

    static CallerMessage message(OpenCaller.Builder opening) {
        return CallerMessage.newBuilder().setOpen(opening).build();
    }

    static CallerMessage demand(long catalog, int slots) {
        return CallerMessage.newBuilder()
                .setDemand(Demand.newBuilder()
                        .setShape(ONE_CPU)
                        .setCatalog(catalog)
                        .setSlots(slots))
                .build();
    }

    static CallerMessage returned(long lease) {
        return CallerMessage.newBuilder()
                .setLeaseReturned(LeaseReturned.newBuilder().setLease(lease))
                .build();
    }

    static CallerMessage describe(long request) {
        return CallerMessage.newBuilder()
                .setDescribe(DescribeCluster.newBuilder().setRequest(request))
                .build();
    }
}
