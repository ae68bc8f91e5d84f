package io.remex.worker;

import io.remex.spi.TaskContextHolder;
import io.remex.transport.LatencyTier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;

/** Real threads, one for each slot and agent, and the machine's clocks. */
final class MachineThreads implements WorkerThreads {
    private static final int AGENT_CLOSE_TIMEOUT_MS = 2_000;
    private static final System.Logger LOGGER = System.getLogger(MachineThreads.class.getName());

    private final LatencyTier latency;
    /** Of whoever starts the worker: that of its user code. */
    private final ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

    MachineThreads(LatencyTier latency) {
        this.latency = latency;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long epochMs() {
        return System.currentTimeMillis();
    }

    @Override
    public IdleStrategy newIdleStrategy() {
        return latency.newIdleStrategy();
    }

    @Override
    public SlotThread newSlotThread(Slot slot, String name) {
        Thread thread = new Thread(() -> drive(slot), name);
        thread.setDaemon(true);
        thread.setContextClassLoader(classLoader);
        return new SlotThread() {
            @Override
            public void start() {
                thread.start();
            }

            @Override
            public void interrupt() {
                thread.interrupt();
            }
        };
    }

    private void drive(Slot slot) {
        TaskContextHolder.current(slot.running()); // for the life of the thread, which runs nothing but tasks
        IdleStrategy idleStrategy = newIdleStrategy();
        try {
            while (slot.goesOn()) {
                if (slot.take()) {
                    idleStrategy.reset();
                    while (slot.begin()) {
                        slot.run();
                    }
                } else {
                    idleStrategy.idle();
                }
            }
        } finally {
            slot.onEnded();
        }
    }

    @Override
    public AgentThread start(Agent agent, IdleStrategy idle) {
        AgentRunner runner = new AgentRunner(
                idle, error -> LOGGER.log(System.Logger.Level.ERROR, agent.roleName(), error), null, agent);
        AgentRunner.startOnThread(runner, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        return new AgentThread() {
            @Override
            public boolean isRunning() {
                return !runner.isClosed();
            }

            @Override
            public void close() {
                runner.close(AGENT_CLOSE_TIMEOUT_MS, Thread::interrupt);
            }
        };
    }
}
