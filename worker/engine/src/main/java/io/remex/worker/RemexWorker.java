package io.remex.worker;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.RemexRuntime;
import io.remex.protocol.control.Resources;
import io.remex.protocol.link.GrpcSchedulerConnection;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.ObjectExchange;
import io.remex.spi.RuntimeFactory;
import io.remex.transport.DataPlane;
import io.remex.transport.LatencyTier;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import io.remex.transport.ProcessStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.CloseHelper;

/**
 * A worker in this process: runs the tasks of every caller that the scheduler sends its way. For a program without Quarkus:
 *
 * <pre>{@code
 * try (RemexWorker worker = RemexWorker.start(RemexConfig.load())) {
 *     new CountDownLatch(1).await();
 * }
 * }</pre>
 *
 * A scheduler that is not there, or goes away, is tried again for ever; {@link #isRegistered()} tells. Thread safe.
 */
public final class RemexWorker implements AutoCloseable {
    private static final int FIRST_CONTROL_STREAM_ID = 2_000_000_001;
    private static final int CONTROL_STREAM_IDS = 140_000_000;
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final long CLOSE_TIMEOUT_S = 10;
    private static final long HOUSEKEEPING_MS = 1_000;
    private static final System.Logger LOGGER = System.getLogger(RemexWorker.class.getName());

    private final String name;
    private final RemexConfig config;
    private final ScheduledExecutorService control;
    private final WorkerEngine engine;
    private final WorkerSession session;
    private final Deque<AutoCloseable> resources;
    private final Thread exitHook = new Thread(this::drainAndClose, "remex-worker-exit");
    private volatile boolean isClosed;

    private RemexWorker(
            String name,
            RemexConfig config,
            ScheduledExecutorService control,
            WorkerEngine engine,
            WorkerSession session,
            Deque<AutoCloseable> resources) {
        this.name = name;
        this.config = config;
        this.control = control;
        this.engine = engine;
        this.session = session;
        this.resources = resources;
    }

    /**
     * Starts a worker with the functions that {@link ServiceLoader} finds. When the JVM is asked to end (SIGTERM, Ctrl-C), the
     * worker drains first.
     *
     * @throws RemexConfigException the configuration is wrong, or the node is not there
     */
    public static RemexWorker start(RemexConfig config) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        RemexWorker worker =
                start(config, FunctionRegistry.load(loader == null ? RemexWorker.class.getClassLoader() : loader));
        Runtime.getRuntime().addShutdownHook(worker.exitHook);
        return worker;
    }

    /**
     * Starts a worker with the given functions. A runtime for tasks that submit tasks comes with it when {@code remex-client} is
     * on the class path; it becomes the one of this process.
     *
     * @throws RemexConfigException the configuration is wrong, or the node is not there
     */
    public static RemexWorker start(RemexConfig config, FunctionRegistry functions) {
        String address = config.text(ConfigKey.ADDRESS);
        if (address.isEmpty()) {
            throw new RemexConfigException("a worker needs " + ConfigKey.ADDRESS.key()
                    + "=host:port of the scheduler; start one with: java -jar quarkus-run.jar of remex-server");
        }
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            NodeDirectory node = NodeDirectory.of(config);
            if ("embedded".equals(config.text(ConfigKey.NODE_MODE))) {
                MediaDriverNode driver = MediaDriverNode.launch(
                        config.isSet(ConfigKey.NODE_DIRECTORY) ? node : NodeDirectory.ofThisProcess(), config);
                resources.push(driver);
                node = driver.directory();
            }
            SchedulerConnection connection = new GrpcSchedulerConnection(address, config.text(ConfigKey.TOKEN));
            resources.push(connection);
            String name = name(config);
            RemexRuntime nested = nestedRuntime(config, node, name, functions);
            if (nested != null) {
                resources.push(Remex.install(nested));
            }
            ObjectExchange exchange = nested instanceof ObjectExchange e ? e : null;
            RemexWorker worker =
                    start(config, functions, new Place(name, node, connection, exchange, resources), forcedEnd(config));
            ParentWatch.begin(config);
            return worker;
        } catch (RuntimeException e) {
            CloseHelper.quietCloseAll(resources);
            throw e;
        }
    }

    /**
     * Starts a worker on a node and a connection that the caller of this method owns, for a runtime that embeds one.
     *
     * @param exchange the runtime that handles references in values, or null
     */
    public static RemexWorker startEmbedded(
            RemexConfig config,
            FunctionRegistry functions,
            NodeDirectory node,
            SchedulerConnection connection,
            ObjectExchange exchange) {
        return start(
                config,
                functions,
                new Place(name(config), node, connection, exchange, new ArrayDeque<>()),
                ForcedEnd.none("it is part of the caller's process"));
    }

    private static ForcedEnd forcedEnd(RemexConfig config) {
        return config.duration(ConfigKey.FORCE_GRACE).isZero()
                ? ForcedEnd.none(ConfigKey.FORCE_GRACE.key() + " is zero")
                : ForcedEnd.ofThisProcess();
    }

    /** What a worker finds in its process; {@code exchange} is null if there is no runtime for references in values. */
    private record Place(
            String name,
            NodeDirectory node,
            SchedulerConnection connection,
            ObjectExchange exchange,
            Deque<AutoCloseable> resources) {}

    private static RemexWorker start(RemexConfig config, FunctionRegistry functions, Place place, ForcedEnd forcedEnd) {
        String name = place.name();
        NodeDirectory node = place.node();
        Deque<AutoCloseable> resources = place.resources();
        String nodeId = node.requireNodeId();
        DataPlane dataPlane = DataPlane.connect(node, config.integer(ConfigKey.TERM_LENGTH));
        resources.push(dataPlane);
        ProcessStore store = ProcessStore.acquire(config, node);
        resources.push(store);
        ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "remex-worker-control");
            thread.setDaemon(true);
            return thread;
        });
        int controlStreamId = controlStreamId();
        WorkerEngine engine = new WorkerEngine(
                new EngineConfig(
                        name,
                        nodeId,
                        controlStreamId,
                        config.integer(ConfigKey.MAX_BLOCKED),
                        config.duration(ConfigKey.FORCE_GRACE).toNanos(),
                        forcedEnd),
                new MachineThreads(LatencyTier.of(config.text(ConfigKey.LATENCY))),
                functions,
                dataPlane,
                store.store(),
                place::exchange,
                action -> executeUnlessClosed(control, action));
        engine.start();
        Gpus gpus = Gpus.of(config.workerResources().get("gpus"));
        WorkerSession session = new WorkerSession(
                place.connection(),
                control,
                functions,
                new WorkerSession.Registration(
                        name,
                        nodeId,
                        dataPlane.dataAddress(),
                        capacity(config, gpus),
                        gpus.ids(),
                        config.workerLabels(),
                        controlStreamId,
                        "Java " + Runtime.version().feature()),
                engine);
        session.start();
        control.scheduleWithFixedDelay(store::housekeeping, HOUSEKEEPING_MS, HOUSEKEEPING_MS, TimeUnit.MILLISECONDS);
        return new RemexWorker(name, config, control, engine, session, resources);
    }

    /** A lane that falls quiet after the end of the worker has nobody left to tell. */
    private static void executeUnlessClosed(ScheduledExecutorService control, Runnable action) {
        try {
            control.execute(action);
        } catch (RejectedExecutionException e) {
            if (!control.isShutdown()) {
                throw e;
            }
        }
    }

    private static RemexRuntime nestedRuntime(
            RemexConfig config, NodeDirectory node, String name, FunctionRegistry functions) {
        for (RuntimeFactory factory : ServiceLoader.load(RuntimeFactory.class, RemexWorker.class.getClassLoader())) {
            if (factory.name().equals("cluster")) {
                RemexConfig nested = config.with(ConfigKey.NODE_MODE, "external")
                        .with(ConfigKey.NODE_DIRECTORY, node.path().toString());
                return factory.createInWorker(nested, name, functions);
            }
        }
        return null;
    }

    private static String name(RemexConfig config) {
        String configured = config.text(ConfigKey.WORKER_NAME);
        if (!configured.isEmpty()) {
            return configured;
        }
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        int number = STARTED.get();
        return host + '-' + ProcessHandle.current().pid() + (number == 0 ? "" : "-" + number);
    }

    private static int controlStreamId() {
        long mixed = ProcessHandle.current().pid() * 31 + STARTED.getAndIncrement() * 7_919L;
        return FIRST_CONTROL_STREAM_ID + (int) (mixed % CONTROL_STREAM_IDS);
    }

    private static Resources capacity(RemexConfig config, Gpus gpus) {
        Map<String, Double> others = new HashMap<>(config.workerResources());
        Double cpus = others.remove("cpus");
        others.remove("gpus");
        Double memory = others.remove("memory");
        Resources.Builder capacity = Resources.newBuilder()
                .setMilliCpus(cpus == null ? config.workerSlots() * 1_000L : Math.round(cpus * 1_000))
                .setMilliGpus(gpus.millis())
                .setMemoryBytes(memory == null ? Runtime.getRuntime().maxMemory() : memory.longValue());
        others.forEach((resource, amount) -> capacity.putCustomMillis(resource, Math.round(amount * 1_000)));
        return capacity.build();
    }

    /** The worker's name. */
    public String name() {
        return name;
    }

    /** Whether the scheduler has accepted it and the stream stands. */
    public boolean isRegistered() {
        return session.isRegistered();
    }

    /** Why it is not registered; empty when it is. */
    public String lastProblem() {
        return session.lastProblem();
    }

    /** Whether the node's media driver answers and the worker's agent runs. */
    public boolean isDataPlaneAlive() {
        return engine.isDataPlaneAlive();
    }

    /** Whether the worker can still do its work, whatever the scheduler does: its threads run and its node has not died. */
    public boolean isAlive() {
        return !isClosed && !control.isShutdown() && !session.isOver();
    }

    /** Takes no more tasks, waits for those that run, for at most {@code remex.worker.drain-timeout}, then closes. */
    public void drainAndClose() {
        try {
            session.drain(config.duration(ConfigKey.DRAIN_TIMEOUT).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Closes at once: tasks that run are interrupted and lost. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        control.execute(() -> {
            session.close();
            engine.close();
        });
        control.shutdown();
        try {
            if (!control.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
                control.shutdownNow();
            }
        } catch (InterruptedException e) {
            control.shutdownNow();
            Thread.currentThread().interrupt();
        }
        CloseHelper.quietCloseAll(resources);
        removeExitHook();
    }

    private void removeExitHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, perhaps by this very hook
            LOGGER.log(System.Logger.Level.DEBUG, "closed while the JVM ends");
        }
    }
}
