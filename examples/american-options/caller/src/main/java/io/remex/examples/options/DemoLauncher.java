package io.remex.examples.options;

import io.remex.examples.options.launcher.DemoCluster;
import io.remex.examples.options.launcher.DemoFailedException;
import io.remex.examples.options.launcher.DemoLayout;
import java.util.List;

/**
 * The demonstration in one command: starts a node, a scheduler and two workers, runs {@link OptionsDemo} against them with the
 * arguments of this program, and stops everything, also on Ctrl-C. Exits with the code of {@link OptionsDemo}, or 4 if a
 * process did not come up. {@link DemoLayout} says where it looks for the programs.
 */
public final class DemoLauncher {
    private static final int CLUSTER_FAILED = 4;
    private static final int WORKERS = 2;

    private DemoLauncher() {}

    /** Runs the demonstration and exits. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        try {
            DemoLayout layout = DemoLayout.of(System::getProperty);
            DemoCluster cluster = new DemoCluster(layout);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "demo-shutdown"));
            try (cluster) {
                cluster.start(WORKERS, Math.max(1, Runtime.getRuntime().availableProcessors() / WORKERS));
                int exitCode = cluster.runCaller(arguments);
                if (exitCode != 0) {
                    System.err.println("The caller ended with exit code " + exitCode + "; logs are in " + layout.logs());
                    System.err.println(cluster.casualties());
                }
                return exitCode;
            }
        } catch (DemoFailedException e) {
            System.err.println(e.getMessage());
            return CLUSTER_FAILED;
        }
    }
}
