package io.remex.control;

import io.remex.protocol.control.BundlePlace;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerOpened;
import io.remex.protocol.control.CallerRejected;
import io.remex.protocol.control.Catalog;
import io.remex.protocol.control.Catalogs;
import io.remex.protocol.control.DemandUnmet;
import io.remex.protocol.control.GroupChanged;
import io.remex.protocol.control.GroupUnmet;
import io.remex.protocol.control.LeaseGranted;
import io.remex.protocol.control.LeaseResized;
import io.remex.protocol.control.ReduceLease;
import io.remex.protocol.control.WorkerLost;
import io.remex.scheduler.LeasedWorker;
import io.remex.scheduler.OfferedCatalog;
import io.remex.scheduler.SchedulerCommand;

/** Commands of the core → what a caller is sent. */
final class CallerCommandWriter {
    private final long heartbeatIntervalMs;
    private final FunctionTexts texts;

    CallerCommandWriter(long heartbeatIntervalMs, FunctionTexts texts) {
        this.heartbeatIntervalMs = heartbeatIntervalMs;
        this.texts = texts;
    }

    CallerCommand write(SchedulerCommand.ToCaller command) {
        CallerCommand.Builder message = CallerCommand.newBuilder();
        if (command instanceof SchedulerCommand.LeaseGranted granted) {
            message.setGranted(granted(granted));
        } else if (command instanceof SchedulerCommand.LeaseResized resized) {
            message.setResized(
                    LeaseResized.newBuilder().setLease(resized.lease().value()).setSlots(resized.slots()));
        } else if (command instanceof SchedulerCommand.ReduceLease reduce) {
            message.setReduce(
                    ReduceLease.newBuilder().setLease(reduce.lease().value()).setSlots(reduce.slots()));
        } else if (command instanceof SchedulerCommand.WorkerLost lost) {
            message.setLost(WorkerLost.newBuilder()
                    .setLease(lost.lease().value())
                    .setWorker(lost.worker().name())
                    .setIncarnation(lost.incarnation())
                    .setReason(lost.reason()));
        } else if (command instanceof SchedulerCommand.CatalogsChanged changed) {
            Catalogs.Builder catalogs = Catalogs.newBuilder();
            changed.catalogs().forEach(catalog -> catalogs.addCatalogs(catalog(catalog)));
            message.setCatalogs(catalogs);
        } else if (command instanceof SchedulerCommand.GroupChanged changed) {
            GroupChanged.Builder group =
                    GroupChanged.newBuilder().setGroup(changed.group()).setReady(changed.ready());
            changed.places()
                    .forEach(place -> group.addPlaces(BundlePlace.newBuilder()
                            .setBundle(place.index())
                            .setWorker(place.worker().name())
                            .setCatalog(place.catalog().value())
                            .addAllGpus(place.gpus())));
            message.setGroupChanged(group);
        } else if (command instanceof SchedulerCommand.GroupUnmet unmet) {
            message.setGroupUnmet(GroupUnmet.newBuilder()
                    .setGroup(unmet.group())
                    .setReason(unmet.reason())
                    .setInfeasible(unmet.infeasible()));
        } else if (command instanceof SchedulerCommand.DemandUnmet unmet) {
            message.setUnmet(DemandUnmet.newBuilder()
                    .setShape(FieldWriter.resources(unmet.need().shape()))
                    .setPlacement(FieldWriter.placement(unmet.need().placement()))
                    .setInfeasible(unmet.infeasible())
                    .setCatalog(unmet.catalog().value())
                    .setReason(unmet.reason()));
        }
        return message.build();
    }

    CallerCommand opened() {
        return CallerCommand.newBuilder()
                .setOpened(CallerOpened.newBuilder().setHeartbeatIntervalMs(heartbeatIntervalMs))
                .build();
    }

    static CallerCommand rejected(String reason) {
        return CallerCommand.newBuilder()
                .setRejected(CallerRejected.newBuilder().setReason(reason))
                .build();
    }

    private static LeaseGranted granted(SchedulerCommand.LeaseGranted granted) {
        LeasedWorker worker = granted.worker();
        return LeaseGranted.newBuilder()
                .setLease(granted.lease().value())
                .setWorker(io.remex.protocol.control.LeasedWorker.newBuilder()
                        .setWorker(worker.worker().name())
                        .setIncarnation(worker.incarnation())
                        .setNode(worker.node().value())
                        .setDataAddress(worker.node().dataAddress())
                        .setPid(worker.pid())
                        .setDescription(worker.description())
                        .setControlStreamId(worker.controlStreamId())
                        .setCatalog(worker.catalog().value()))
                .setShape(FieldWriter.resources(granted.need().shape()))
                .setPlacement(FieldWriter.placement(granted.need().placement()))
                .setSlots(granted.slots())
                .setTaskStreamId(granted.taskStreamId())
                .setResultStreamId(granted.resultStreamId())
                .build();
    }

    private Catalog catalog(OfferedCatalog offered) {
        Catalog.Builder catalog = Catalog.newBuilder()
                .setCatalog(offered.catalog().value())
                .setLiveWorkers(offered.liveWorkers())
                .setReachableWorkers(offered.reachableWorkers())
                .setFunctionsPresent(offered.functions().isPresent());
        offered.functions().ifPresent(offers -> catalog.addAllFunctions(texts.functions(offered.catalog(), offers)));
        return catalog.build();
    }
}
