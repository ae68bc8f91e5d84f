package io.remex.client;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexRuntime;
import io.remex.control.SchedulerService;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.RuntimeFactory;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import io.remex.worker.RemexWorker;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.CloseHelper;

/**
 * The runtime that has everything in this process: node, scheduler, and one worker with as many slots as there are processors. The
 * same code as in a cluster, and the same lanes over shared memory; only the control plane is a method call instead of gRPC.
 */
public final class EmbeddedRuntimeFactory implements RuntimeFactory {
    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public RemexRuntime create(RemexConfig config) {
        FunctionRegistry functions = FunctionRegistries.ofThisProgram();
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            MediaDriverNode node = MediaDriverNode.launch(
                    config.isSet(ConfigKey.NODE_DIRECTORY) ? NodeDirectory.of(config) : NodeDirectory.ofThisProcess());
            resources.push(node);
            SchedulerService scheduler = new SchedulerService(config);
            resources.push(scheduler);
            CallerRuntime runtime = new CallerRuntime(config, functions, node.directory(), scheduler, "");
            resources.push(runtime);
            RemexWorker worker = RemexWorker.startEmbedded(config, functions, node.directory(), scheduler, runtime);
            // closed in the reverse order: the worker first, while the scheduler still hears of it
            runtime.own(node);
            runtime.own(scheduler);
            runtime.own(worker);
            runtime.start();
            long timeoutNs = config.duration(ConfigKey.INIT_TIMEOUT).toNanos();
            runtime.session().awaitOpened(timeoutNs);
            if (!functions.functions().isEmpty()) {
                // its own worker is part of it: a task must not be told that there is none
                runtime.session().awaitWorker(timeoutNs);
            }
            return runtime;
        } catch (RuntimeException e) {
            CloseHelper.quietCloseAll(resources);
            throw e;
        }
    }
}
