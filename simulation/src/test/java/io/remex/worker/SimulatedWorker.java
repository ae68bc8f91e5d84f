package io.remex.worker;

import io.remex.RemexConfig;
import io.remex.client.SimulatedCaller;
import io.remex.protocol.control.Resources;
import io.remex.spi.FunctionRegistry;
import io.remex.testkit.simulation.SimulatedExecutor;
import io.remex.testkit.simulation.SimulatedNetwork;
import io.remex.testkit.simulation.SimulatedNode;
import io.remex.testkit.simulation.SimulatedProcess;
import io.remex.transport.DataPlane;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The production {@code WorkerSession}, {@code WorkerEngine}, {@code Lane}s and {@code Slot}s in a simulated process. */
public final class SimulatedWorker {
    private static final int MAX_BLOCKED = 8;
    private static final long FORCE_GRACE_NS = 1_000_000_000;

    private final SimulatedProcess process;
    private final String name;
    private final DataPlane dataPlane;
    private final SimulatedThreads threads;
    private final SimulatedCaller nested;
    private final WorkerEngine engine;
    private final WorkerSession session;

    /** What a worker is. */
    public record Identity(String name, int milliCpus, int controlStreamId, long epochMs) {}

    /** Starts one. */
    public SimulatedWorker(
            SimulatedProcess process,
            SimulatedNode node,
            SimulatedNetwork network,
            Identity identity,
            RemexConfig config,
            FunctionRegistry functions,
            SimulatedWork work) {
        this.process = process;
        this.name = identity.name();
        this.nested = new SimulatedCaller(process, node, network, config, functions, name);
        this.dataPlane = node.connect(process);
        this.threads = new SimulatedThreads(process, identity.epochMs(), name, work, nested);
        SimulatedExecutor control = new SimulatedExecutor(process, "worker control");
        this.engine = new WorkerEngine(
                new EngineConfig(
                        name,
                        node.id(),
                        identity.controlStreamId(),
                        MAX_BLOCKED,
                        FORCE_GRACE_NS,
                        (worker, task) -> process.exit()),
                threads,
                functions,
                dataPlane,
                null, // values are small: see ARCHITECTURE.md for what is not simulated
                nested::exchange,
                control::execute);
        engine.start();
        this.session = new WorkerSession(
                network.connection(process),
                control,
                functions,
                new WorkerSession.Registration(
                        name,
                        node.id(),
                        "",
                        Resources.newBuilder()
                                .setMilliCpus(identity.milliCpus())
                                .build(),
                        List.of(),
                        Map.of(),
                        identity.controlStreamId(),
                        "simulated"),
                engine);
        session.start();
    }

    public String name() {
        return name;
    }

    public SimulatedProcess process() {
        return process;
    }

    /** Submits what its tasks submit. */
    public SimulatedCaller nested() {
        return nested;
    }

    /** Whether the worker has left for good, because its node has died. */
    public boolean isOver() {
        return session.isOver();
    }

    /** Says goodbye and ends, as {@code RemexWorker.close} does. */
    public void close() {
        session.close();
        engine.closeLanes();
        nested.closeSession();
        dataPlane.close();
        process.after(1_000_000, "exit", process::exit);
    }

    /** What is left although nothing should be; empty if nothing is. */
    public String leftOver() {
        if (!session.isRegistered()) {
            return "worker " + name + " is not registered: " + session.lastProblem();
        }
        if (!engine.lanes().isEmpty()) {
            return "worker " + name + " has lanes: "
                    + engine.lanes().stream()
                            .map(lane -> lane.spec().toString())
                            .collect(Collectors.joining(", "));
        }
        return threads.slotCount() == 0 && engine.held().count() == 0
                ? ""
                : "worker " + name + " has " + threads.slotCount() + " slots and holds "
                        + engine.held().count() + " objects";
    }
}
