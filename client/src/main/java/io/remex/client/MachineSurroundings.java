package io.remex.client;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.objectstore.ObjectStore;
import io.remex.transport.DataPlane;
import io.remex.transport.NodeDirectory;
import io.remex.transport.ProcessStore;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;

/** A node of this machine, real threads, the machine's clock. */
final class MachineSurroundings implements CallerSurroundings {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AGENT_CLOSE_TIMEOUT_MS = 2_000;
    private static final long HOUSEKEEPING_MS = 1_000;

    private final String nodeId;
    private final DataPlane dataPlane;
    private final ProcessStore store;
    private final ScheduledExecutorService control = ControlThread.newExecutor();
    private final ExecutorService callbacks =
            Executors.newSingleThreadExecutor(task -> daemon(task, "remex-caller-callbacks"));
    private AgentRunner agentRunner;

    /**
     * Attaches to a node.
     *
     * @throws io.remex.RemexConfigException the node does not answer, or its store cannot be opened
     */
    MachineSurroundings(RemexConfig config, NodeDirectory node) {
        this.nodeId = node.requireNodeId();
        this.dataPlane = DataPlane.connect(node, config.integer(ConfigKey.TERM_LENGTH));
        this.store = ProcessStore.acquire(config, node);
        control.scheduleWithFixedDelay(store::housekeeping, HOUSEKEEPING_MS, HOUSEKEEPING_MS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public DataPlane dataPlane() {
        return dataPlane;
    }

    @Override
    public ObjectStore store() {
        return store.store();
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
        agentRunner = new AgentRunner(
                agent,
                error -> System.getLogger(MachineSurroundings.class.getName())
                        .log(System.Logger.Level.ERROR, agent.roleName(), error),
                null,
                agent);
        AgentRunner.startOnThread(agentRunner, task -> daemon(task, agent.roleName()));
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long newCallerId() {
        return RANDOM.nextLong() | 1;
    }

    @Override
    public double nextRandom() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public void endThreads() {
        if (agentRunner != null) {
            agentRunner.close(AGENT_CLOSE_TIMEOUT_MS, Thread::interrupt);
        }
        callbacks.shutdown();
        CloseHelper.quietClose(dataPlane);
    }

    @Override
    public void close() {
        store.close();
    }
}
