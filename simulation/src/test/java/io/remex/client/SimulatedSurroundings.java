package io.remex.client;

import io.remex.objectstore.ObjectStore;
import io.remex.testkit.simulation.SimulatedExecutor;
import io.remex.testkit.simulation.SimulatedNode;
import io.remex.testkit.simulation.SimulatedProcess;
import io.remex.transport.DataPlane;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** The threads, the node and the clock of a caller as a simulated process has them. */
final class SimulatedSurroundings implements CallerSurroundings {
    private final SimulatedProcess process;
    private final String nodeId;
    private final DataPlane dataPlane;
    private final SimulatedExecutor control;
    private final SimulatedExecutor callbacks;

    SimulatedSurroundings(SimulatedProcess process, SimulatedNode node) {
        this.process = process;
        this.nodeId = node.id();
        this.dataPlane = node.connect(process);
        this.control = new SimulatedExecutor(process, "caller control");
        this.callbacks = new SimulatedExecutor(process, "caller callbacks");
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public DataPlane dataPlane() {
        return dataPlane;
    }

    /** There is none: values are small. See ARCHITECTURE.md for what is not simulated. */
    @Override
    public ObjectStore store() {
        return null;
    }

    @Override
    public ScheduledExecutorService control() {
        return control;
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void start(ResultAgent agent) {
        process.addTurn(agent::doWork);
    }

    @Override
    public long nanoTime() {
        return process.loop().nowNs();
    }

    @Override
    public long newCallerId() {
        return process.loop().random().nextLong() | 1;
    }

    @Override
    public double nextRandom() {
        return process.loop().random().nextDouble();
    }

    @Override
    public void endThreads() {
        callbacks.shutdown();
        dataPlane.close();
    }

    @Override
    public void close() {
        // the data plane was all there is
    }
}
