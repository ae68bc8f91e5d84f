package io.remex.simulation;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.client.SimulatedCaller;
import io.remex.control.SimulatedScheduler;
import io.remex.scheduler.ClusterView;
import io.remex.scheduler.Lease;
import io.remex.testkit.simulation.EventLoop;
import io.remex.testkit.simulation.SimulatedNetwork;
import io.remex.testkit.simulation.SimulatedNode;
import io.remex.testkit.simulation.SimulatedProcess;
import io.remex.worker.SimulatedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One node with its processes: a scheduler, workers and callers, which can be killed and started again. */
final class SimulatedCluster {
    private static final long EPOCH_MS = 1_800_000_000_000L;
    private static final int FIRST_CONTROL_STREAM_ID = 2_000_000_001;

    private final EventLoop loop;
    private final Violations violations;
    private final SimulatedTasks tasks;
    private final SimulatedNetwork network;
    private final SimulatedNode node;
    private final RemexConfig config;
    private final Map<String, Integer> workerMillis = new TreeMap<>();
    private final Map<String, SimulatedWorker> workers = new TreeMap<>();
    private final List<SimulatedCaller> callers = new ArrayList<>();
    private SimulatedScheduler scheduler;
    private SimulatedProcess schedulerProcess;
    private int nextControlStreamId = FIRST_CONTROL_STREAM_ID;
    private int nextCaller;

    SimulatedCluster(EventLoop loop, Violations violations, SimulatedTasks tasks) {
        this.loop = loop;
        this.violations = violations;
        this.tasks = tasks;
        this.network = new SimulatedNetwork(loop);
        this.node = new SimulatedNode(loop, "node-1");
        this.config = RemexConfig.builder()
                .set(ConfigKey.WHEN_FULL, "fail")
                .set(ConfigKey.MAX_PENDING, loop.random().nextBoolean() ? "100" : "100000")
                .set(ConfigKey.RETRY_PER_SECOND, loop.random().nextBoolean() ? "20" : "10000")
                .build();
        startScheduler();
        int workerCount = loop.random().nextInt(1, 5);
        for (int i = 1; i <= workerCount; i++) {
            workerMillis.put("worker-" + i, 1_000 * loop.random().nextInt(2, 7));
        }
        startWorkers();
    }

    SimulatedNetwork network() {
        return network;
    }

    SimulatedNode node() {
        return node;
    }

    List<SimulatedCaller> callers() {
        return callers;
    }

    List<SimulatedWorker> workers() {
        return List.copyOf(workers.values());
    }

    SimulatedProcess schedulerProcess() {
        return schedulerProcess;
    }

    private long epochMs() {
        return EPOCH_MS + TimeUnit.NANOSECONDS.toMillis(loop.elapsedNs());
    }

    /** Starts one if none runs. */
    void startScheduler() {
        if (schedulerProcess == null || !schedulerProcess.isAlive()) {
            schedulerProcess = new SimulatedProcess(loop, "scheduler");
            scheduler = new SimulatedScheduler(schedulerProcess, config, epochMs());
            network.listen(schedulerProcess, scheduler);
        }
    }

    /** Starts those that do not run, or cannot any more. */
    void startWorkers() {
        workerMillis.forEach((name, millis) -> {
            SimulatedWorker running = workers.get(name);
            if (running != null && running.process().isAlive() && !running.isOver()) {
                return;
            }
            if (running != null) {
                running.process().kill();
                tasks.onCallerGone(running.nested().id());
            }
            tasks.onWorkerStarted(name, millis);
            workers.put(
                    name,
                    new SimulatedWorker(
                            new SimulatedProcess(loop, name),
                            node,
                            network,
                            new SimulatedWorker.Identity(name, millis, nextControlStreamId++, epochMs()),
                            config,
                            SimulatedFunction.registry(List.of(tasks.functions())),
                            tasks));
        });
    }

    /** Starts callers until there are so many. */
    void startCallers(int count) {
        while (callers.size() < count) {
            SimulatedProcess process = new SimulatedProcess(loop, "caller-" + ++nextCaller);
            callers.add(new SimulatedCaller(
                    process, node, network, config, SimulatedFunction.registry(List.of(tasks.functions())), ""));
        }
    }

    void killCaller(SimulatedCaller caller) {
        caller.process().kill();
        callers.remove(caller);
        tasks.onCallerGone(caller.id());
    }

    /** Its program ends; what it had under way has its failure. */
    void closeCaller(SimulatedCaller caller) {
        callers.remove(caller);
        caller.close();
    }

    /** The media driver dies, and everything that hangs on it is started anew. */
    void killNode() {
        node.kill();
        loop.after(loop.randomNs(1_000_000, TimeUnit.SECONDS.toNanos(5)), "node restarts", () -> {
            node.restart();
            workers.values().forEach(worker -> worker.process().kill());
            List.copyOf(callers).forEach(this::closeCaller);
        });
    }

    /** After each event: what must hold always. */
    void checkAlways() {
        if (scheduler.hasSpoken()) {
            checkLeases();
        }
        violations.check();
    }

    private void checkLeases() {
        if (scheduler.internalErrors() > 0) {
            violations.found("the scheduler counts " + scheduler.internalErrors() + " errors of its own");
        }
        if (scheduler.protocolViolations() > 0) {
            violations.found("the scheduler counts " + scheduler.protocolViolations() + " violations of the protocol");
        }
        for (ClusterView.NodeView view : scheduler.view().nodes()) {
            for (ClusterView.WorkerView worker : view.workers()) {
                if (!tasks.someWait()
                        && !worker.used().fitsInto(worker.registration().capacity())) {
                    violations.found("leases on " + worker.registration().worker() + " use " + worker.used() + " of "
                            + worker.registration().capacity());
                }
            }
        }
    }

    /** What there is, for people. */
    String describe() {
        StringBuilder text = new StringBuilder();
        workers.values().forEach(worker -> text.append('\n').append(worker.leftOver()));
        callers.forEach(caller -> text.append('\n').append(caller.leftOver()));
        scheduler.view().nodes().forEach(view -> text.append('\n').append(view));
        scheduler.view().callers().forEach(view -> text.append('\n').append(view));
        return text.toString();
    }

    /** Once all tasks have ended: their callers do not know them any more. */
    void checkCallers() {
        for (SimulatedCaller caller : callers) {
            report(caller.leftOver());
        }
        for (SimulatedWorker worker : workers.values()) {
            report(worker.nested().leftOver());
        }
    }

    /** Once all callers have ended: nothing is left of them. */
    void checkQuiet() {
        for (SimulatedWorker worker : workers.values()) {
            report(worker.leftOver());
        }
        int known = 0;
        for (ClusterView.NodeView view : scheduler.view().nodes()) {
            for (ClusterView.WorkerView worker : view.workers()) {
                known++;
                for (Lease lease : worker.leases()) {
                    report("the scheduler has " + lease);
                }
            }
        }
        if (known != workers.size()) {
            report("the scheduler knows " + known + " workers of " + workers.size());
        }
        int sessions = workers.size() + callers.size(); // each worker has a caller of its own
        if (scheduler.view().callers().size() != sessions) {
            report("the scheduler knows " + scheduler.view().callers().size() + " callers of " + sessions);
        }
        if (network.linkCount() != workers.size() + sessions) {
            report(network.linkCount() + " streams are open for " + workers.size() + " workers and " + sessions
                    + " callers");
        }
        if (node.endCount() != workers.size()) {
            report(node.endCount() + " ends of streams are left on the node, and " + workers.size()
                    + " workers have one each");
        }
    }

    private void report(String leftOver) {
        if (!leftOver.isEmpty()) {
            violations.found("left when all is quiet: " + leftOver);
        }
    }
}
