package io.remex.node;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexException;
import io.remex.objectstore.StoreConfig;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The node's process: {@code java -jar remex-node.jar [--directory=<path>]}. Standard output carries one line, {@code remex-node
 * ready: <directory>}, when workers and callers can attach; what keeps it from starting is one line on standard error and exit
 * code 1. SIGTERM and Ctrl-C end it and remove the directory.
 */
@Command(
        name = "remex-node",
        description = "Runs the media driver that Remex workers and callers of this host share.",
        sortOptions = false)
public final class RemexNode implements Callable<Integer> {
    private static final long CLEANING_PERIOD_MS = 2_000;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Option(
            names = "--directory",
            paramLabel = "<path>",
            description = "Directory of the node, in shared memory; also remex.node.directory or REMEX_NODE_DIRECTORY."
                    + " Default: the user's.")
    private String directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    private final CountDownLatch ended = new CountDownLatch(1);

    private RemexNode() {}

    /** Runs until it is told to stop. */
    public static void main(String... arguments) {
        CommandLine command = new CommandLine(new RemexNode())
                .setParameterExceptionHandler((wrong, given) -> {
                    failed(wrong.getMessage() + "; see --help");
                    return WRONG_USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failed(failure instanceof RemexException ? failure.getMessage() : "cannot start: " + failure);
                    return FAILED;
                });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        RemexConfig config = RemexConfig.load();
        NodeDirectory place =
                NodeDirectory.of(directory == null ? config : config.with(ConfigKey.NODE_DIRECTORY, directory));
        Janitor janitor = new Janitor(place.path(), StoreConfig.spillDirectory(config));
        janitor.clean(System.currentTimeMillis());
        MediaDriverNode node = MediaDriverNode.launch(place);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, janitor), "remex-node-shutdown"));
        PrintStream out = System.out;
        out.println("remex-node ready: " + place.path());
        out.flush();
        while (!ended.await(CLEANING_PERIOD_MS, TimeUnit.MILLISECONDS)) {
            janitor.clean(System.currentTimeMillis());
        }
        return CommandLine.ExitCode.OK;
    }

    /** The processes of a node that ends have often ended just before, killed or not: nothing of theirs may stay behind. */
    private void stop(MediaDriverNode node, Janitor janitor) {
        node.close();
        janitor.clean(System.currentTimeMillis());
        ended.countDown();
    }

    private static void failed(String reason) {
        System.err.println("remex-node: " + reason.replaceAll("\\s*\\R\\s*", " · "));
    }
}
