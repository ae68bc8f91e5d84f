package io.remex.client;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.RemexRuntime;
import io.remex.protocol.link.GrpcSchedulerConnection;
import io.remex.protocol.link.SchedulerConnection;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.RuntimeFactory;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.CloseHelper;

/** The runtime that uses a scheduler, a node and workers of their own: {@code remex.address}. */
public final class ClusterRuntimeFactory implements RuntimeFactory {
    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public RemexRuntime create(RemexConfig config) {
        CallerRuntime runtime = open(config, FunctionRegistries.ofThisProgram(), "");
        try {
            runtime.session()
                    .awaitOpened(config.duration(ConfigKey.INIT_TIMEOUT).toNanos());
            return runtime;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /** Does not wait for the scheduler: a worker outlives it. */
    @Override
    public RemexRuntime createInWorker(RemexConfig config, String worker, FunctionRegistry functions) {
        return open(config, functions, worker);
    }

    private static CallerRuntime open(RemexConfig config, FunctionRegistry functions, String worker) {
        String address = config.text(ConfigKey.ADDRESS);
        if (address.isEmpty()) {
            throw new RemexConfigException(ConfigKey.RUNTIME.key() + "=cluster needs " + ConfigKey.ADDRESS.key()
                    + "=host:port of the scheduler");
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
            CallerRuntime runtime = new CallerRuntime(config, functions, node, connection, worker);
            resources.descendingIterator().forEachRemaining(runtime::own);
            runtime.start();
            return runtime;
        } catch (RuntimeException e) {
            CloseHelper.quietCloseAll(resources);
            throw e;
        }
    }
}
