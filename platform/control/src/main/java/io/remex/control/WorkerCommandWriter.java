package io.remex.control;

import io.remex.protocol.control.CloseLane;
import io.remex.protocol.control.FenceWorker;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.ResizeLane;
import io.remex.protocol.control.WorkerAccepted;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerDrained;
import io.remex.protocol.control.WorkerRejected;
import io.remex.scheduler.SchedulerCommand;

/** Commands of the core → what a worker is sent. */
final class WorkerCommandWriter {
    private final long heartbeatIntervalMs;

    WorkerCommandWriter(long heartbeatIntervalMs) {
        this.heartbeatIntervalMs = heartbeatIntervalMs;
    }

    WorkerCommand write(SchedulerCommand.ToWorker command) {
        WorkerCommand.Builder message = WorkerCommand.newBuilder();
        if (command instanceof SchedulerCommand.AcceptWorker) {
            message.setAccepted(WorkerAccepted.newBuilder().setHeartbeatIntervalMs(heartbeatIntervalMs));
        } else if (command instanceof SchedulerCommand.RejectWorker reject) {
            return rejected(reject.reason());
        } else if (command instanceof SchedulerCommand.FenceWorker fence) {
            return fenced(fence.reason());
        } else if (command instanceof SchedulerCommand.WorkerDrained) {
            message.setDrained(WorkerDrained.getDefaultInstance());
        } else if (command instanceof SchedulerCommand.OpenLane open) {
            message.setOpenLane(OpenLane.newBuilder()
                    .setLease(open.lease().value())
                    .setCaller(open.caller().value())
                    .setShape(FieldWriter.resources(open.need().shape()))
                    .setPlacement(FieldWriter.placement(open.need().placement()))
                    .addAllGpus(open.gpus())
                    .setSlots(open.slots())
                    .setTaskStreamId(open.taskStreamId())
                    .setResultStreamId(open.resultStreamId())
                    .setCallerDataAddress(open.callerDataAddress()));
        } else if (command instanceof SchedulerCommand.ResizeLane resize) {
            message.setResizeLane(
                    ResizeLane.newBuilder().setLease(resize.lease().value()).setSlots(resize.slots()));
        } else if (command instanceof SchedulerCommand.CloseLane close) {
            message.setCloseLane(
                    CloseLane.newBuilder().setLease(close.lease().value()).setReason(close.reason()));
        }
        return message.build();
    }

    static WorkerCommand rejected(String reason) {
        return WorkerCommand.newBuilder()
                .setRejected(WorkerRejected.newBuilder().setReason(reason))
                .build();
    }

    static WorkerCommand fenced(String reason) {
        return WorkerCommand.newBuilder()
                .setFence(FenceWorker.newBuilder().setReason(reason))
                .build();
    }
}
