package io.remex.worker;

import io.remex.client.SimulatedCaller;
import io.remex.testkit.simulation.SimulatedProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;

/** The threads of a worker as turns and events of a simulated process. */
final class SimulatedThreads implements WorkerThreads {
    private final SimulatedProcess process;
    private final long startEpochMs;
    private final long startNs;
    private final String worker;
    private final SimulatedWork work;
    private final SimulatedCaller nested;
    private final List<SimulatedSlotThread> slots = new ArrayList<>();

    SimulatedThreads(
            SimulatedProcess process, long epochMs, String worker, SimulatedWork work, SimulatedCaller nested) {
        this.process = process;
        this.startEpochMs = epochMs;
        this.startNs = process.loop().nowNs();
        this.worker = worker;
        this.work = work;
        this.nested = nested;
        process.addTurn(this::takeTurns);
    }

    /** Idle slots look for tasks. */
    private void takeTurns() {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).turn();
        }
        slots.removeIf(SimulatedSlotThread::hasEnded);
    }

    int slotCount() {
        return slots.size();
    }

    @Override
    public long nanoTime() {
        return process.loop().nowNs();
    }

    @Override
    public long epochMs() {
        return startEpochMs + TimeUnit.NANOSECONDS.toMillis(process.loop().nowNs() - startNs);
    }

    /** Nobody waits in a simulation: streams here have room for all results that can be in flight. */
    @Override
    public IdleStrategy newIdleStrategy() {
        return NoOpIdleStrategy.INSTANCE;
    }

    @Override
    public SlotThread newSlotThread(Slot slot, String name) {
        return new SimulatedSlotThread(process, this, slot);
    }

    void onStarted(SimulatedSlotThread slot) {
        slots.add(slot);
    }

    /** Submits what the tasks of this worker submit. */
    SimulatedCaller nested() {
        return nested;
    }

    SimulatedWork.Run begin(RunningTask task) {
        return work.begin(worker, task.taskId().owner(), task.taskId().sequence(), task.attempt(), task.function());
    }

    /** The agent has its turn after each event, so it never waits. */
    @Override
    public AgentThread start(Agent agent, IdleStrategy idle) {
        boolean[] isClosed = new boolean[1];
        process.addTurn(() -> {
            if (!isClosed[0]) {
                doWork(agent);
            }
        });
        return new AgentThread() {
            @Override
            public boolean isRunning() {
                return !isClosed[0];
            }

            @Override
            public void close() {
                isClosed[0] = true;
                agent.onClose();
            }
        };
    }

    private static void doWork(Agent agent) {
        try {
            agent.doWork();
        } catch (Exception e) {
            throw new IllegalStateException(agent.roleName(), e);
        }
    }
}
