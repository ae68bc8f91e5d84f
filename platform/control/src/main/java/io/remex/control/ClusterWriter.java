package io.remex.control;

import io.remex.protocol.control.Cluster;
import io.remex.protocol.control.ClusterWorker;
import io.remex.scheduler.ClusterView;
import io.remex.scheduler.ClusterView.WorkerView;
import io.remex.scheduler.WorkerRegistration;

/** The core's view of the cluster → the answer to a caller that asks for it. */
final class ClusterWriter {
    private ClusterWriter() {}

    static Cluster write(long request, ClusterView view, FunctionTexts texts) {
        Cluster.Builder cluster = Cluster.newBuilder()
                .setRequest(request)
                .setCallers(view.callers().size());
        view.nodes().forEach(node -> node.workers().forEach(worker -> cluster.addWorkers(worker(worker, texts))));
        return cluster.build();
    }

    private static ClusterWorker worker(WorkerView view, FunctionTexts texts) {
        WorkerRegistration registration = view.registration();
        return ClusterWorker.newBuilder()
                .setWorker(registration.worker().name())
                .setNode(registration.node().value())
                .setIncarnation(registration.incarnation())
                .setPid(registration.pid())
                .setCapacity(FieldWriter.resources(registration.capacity()))
                .setUsed(FieldWriter.resources(view.used()))
                .setLeases(view.leases().size())
                .setCatalog(registration.catalog().value())
                .addAllFunctions(texts.functions(registration.catalog(), registration.functions()))
                .setBlockedSlots(view.blockedSlots())
                .setDescription(registration.description())
                .build();
    }
}
