package io.remex;

import io.remex.spi.FunctionDescriptor;
import io.remex.spi.RuntimeFactory;
import io.remex.spi.TaskSubmission;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The front door: one runtime for the process, started by {@link #init()}.
 *
 * <pre>{@code
 * try (Remex.Session session = Remex.init()) {
 *     ObjectRef<Double> value = PricingRemote.price(option, market);
 *     System.out.println(value.get());
 * }
 * }</pre>
 *
 * All methods are thread safe. Those that need a runtime throw {@link RuntimeClosedException} when there is none.
 */
public final class Remex extends TaskForms {
    private static final Object LOCK = new Object();
    private static volatile RemexRuntime current;
    private static int openSessions;
    private static boolean exitHookAdded;

    private Remex() {}

    /**
     * A program's claim on the runtime. The runtime ends when the last session is closed, or at {@link Remex#shutdown()}. Closing
     * a session twice does nothing.
     */
    public static final class Session implements AutoCloseable {
        private final RemexRuntime runtime;
        private boolean open = true;

        private Session(RemexRuntime runtime) {
            this.runtime = runtime;
        }

        /** The runtime behind this session. */
        public RemexRuntime runtime() {
            return runtime;
        }

        @Override
        public void close() {
            synchronized (LOCK) {
                if (!open) {
                    return;
                }
                open = false;
                if (runtime == current && --openSessions == 0) {
                    shutdown();
                }
            }
        }
    }

    /**
     * Starts the runtime with the configuration of system properties and environment, or joins the one that runs.
     *
     * @throws RemexConfigException a key or value is wrong, or the system is not there within {@code remex.init.timeout}
     */
    public static Session init() {
        synchronized (LOCK) {
            return isInitialized() ? join() : init(RemexConfig.load());
        }
    }

    /**
     * Starts the runtime, or joins the one that runs with the same configuration.
     *
     * @throws RemexConfigException as {@link #init()}, and when a runtime runs with another configuration
     */
    public static Session init(RemexConfig config) {
        synchronized (LOCK) {
            if (isInitialized()) {
                if (!current.config().equals(config)) {
                    throw new RemexConfigException("Remex is already initialised with another configuration; call"
                            + " Remex.shutdown() first, or Remex.init() to join. Running: " + current.config());
                }
                return join();
            }
            Session session = install(factory(config).create(config));
            closeAtExit();
            return session;
        }
    }

    /** A program that ends without closing its session leaves nothing behind: no file in shared memory, no lease. */
    private static void closeAtExit() {
        if (!exitHookAdded) {
            Runtime.getRuntime().addShutdownHook(new Thread(Remex::shutdown, "remex-exit"));
            exitHookAdded = true;
        }
    }

    /** Makes an existing runtime the one of this process; for worker processes and tests. Fails if one is there. */
    public static Session install(RemexRuntime runtime) {
        synchronized (LOCK) {
            if (isInitialized()) {
                throw new IllegalStateException("Remex is already initialised; call Remex.shutdown() first");
            }
            current = runtime;
            openSessions = 0;
            return join();
        }
    }

    private static Session join() {
        openSessions++;
        return new Session(current);
    }

    private static RuntimeFactory factory(RemexConfig config) {
        TreeMap<String, RuntimeFactory> factories = new TreeMap<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ServiceLoader.load(RuntimeFactory.class, loader == null ? Remex.class.getClassLoader() : loader)
                .forEach(factory -> factories.put(factory.name(), factory));
        RuntimeFactory factory = factories.get(config.runtime());
        if (factory == null) {
            throw new RemexConfigException(ConfigKey.RUNTIME.key() + "='" + config.runtime()
                    + "' names no runtime on the class path; there are " + factories.keySet()
                    + (factories.isEmpty() ? "; add the dependency io.remex:remex-client" : ""));
        }
        return factory;
    }

    /** Whether a runtime is there. */
    public static boolean isInitialized() {
        RemexRuntime runtime = current;
        return runtime != null && !runtime.isClosed();
    }

    /** The runtime of this process. */
    public static RemexRuntime runtime() {
        RemexRuntime runtime = current;
        if (runtime == null) {
            throw new RuntimeClosedException(
                    "Remex is not initialised; call Remex.init() first, and keep the session open"
                            + " while you use it");
        }
        return runtime;
    }

    /** See {@link RemexRuntime#put}. */
    public static <T> ObjectRef<T> put(T value) {
        return runtime().put(value);
    }

    /** See {@link ObjectRef#get()}. */
    public static <T> T get(ObjectRef<T> ref) {
        return ref.get();
    }

    /** See {@link ObjectRef#get(Duration)}. */
    public static <T> T get(ObjectRef<T> ref, Duration timeout) {
        return ref.get(timeout);
    }

    /** See {@link RemexRuntime#get(Collection)}. */
    public static <T> List<T> get(Collection<? extends ObjectRef<T>> refs) {
        return runtime().get(refs);
    }

    /** See {@link RemexRuntime#get(Collection, Duration)}. */
    public static <T> List<T> get(Collection<? extends ObjectRef<T>> refs, Duration timeout) {
        return runtime().get(refs, timeout);
    }

    /** See {@link RemexRuntime#wait(Collection, int, Duration)}. */
    public static <T> WaitResult<T> wait(Collection<? extends ObjectRef<T>> refs, int numReady, Duration timeout) {
        return runtime().wait(refs, numReady, timeout);
    }

    /** See {@link ObjectRef#cancel()}. */
    public static boolean cancel(ObjectRef<?> ref) {
        return ref.cancel();
    }

    /** See {@link ObjectRef#cancel(CancelOptions)}. */
    public static boolean cancel(ObjectRef<?> ref, CancelOptions options) {
        return ref.cancel(options);
    }

    /** See {@link RemexRuntime#placementGroup(List, PlacementStrategy)}. */
    public static PlacementGroup placementGroup(List<Bundle> bundles, PlacementStrategy strategy) {
        return runtime().placementGroup(bundles, strategy);
    }

    /** See {@link RemexRuntime#cluster()}. */
    public static ClusterView cluster() {
        return runtime().cluster();
    }

    /** Begins a task; generated code calls it. */
    public static <R> TaskSubmission<R> begin(FunctionDescriptor<R> function, TaskOptions options) {
        return runtime().begin(function, options);
    }

    /** Ends the runtime whatever sessions are open; tasks without an outcome fail with {@link RuntimeClosedException}. Idempotent. */
    public static void shutdown() {
        synchronized (LOCK) {
            RemexRuntime runtime = current;
            openSessions = 0;
            if (runtime != null) {
                runtime.close();
            }
        }
    }
}
