package io.remex.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.remex.ConfigKey;
import io.remex.RemexConfigException;
import io.remex.control.SchedulerService;
import io.remex.server.scaler.ScalerLoop;
import io.remex.server.scaler.Scalers;
import io.remex.server.scaler.WorkerScaler;
import java.io.PrintStream;

/**
 * The scheduler's process. Standard output carries one line, {@code remex-server ready: …}, when it can be used; what keeps it
 * from starting is one line on standard error and exit code 1.
 */
@QuarkusMain
public final class RemexServer implements QuarkusApplication {
    private static final String NAME = "remex-server";
    private static final int FAILED = 1;

    private final Listeners listeners;
    private final ServerSettings settings;
    private final SchedulerService scheduler;

    RemexServer(Listeners listeners, ServerSettings settings, SchedulerService scheduler) {
        this.listeners = listeners;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Starts the server and waits for its end. */
    public static void main(String... arguments) {
        try {
            // before anything listens; the application reads them again
            ServerSettings.load(ConfigUtils.configBuilder().build());
        } catch (RemexConfigException e) {
            System.exit(failed(e.getMessage()));
        }
        Quarkus.run(RemexServer.class, RemexServer::ended, arguments);
    }

    @Override
    public int run(String... arguments) {
        if (listeners.grpcPort().isEmpty()) {
            return failed("cannot listen on " + settings.host() + ':'
                    + settings.remex().text(ConfigKey.SERVER_PORT)
                    + ": the port is in use or the address is not one of this machine; choose others with "
                    + ConfigKey.SERVER_PORT.key() + " and " + ConfigKey.SERVER_HOST.key());
        }
        WorkerScaler scaler = Scalers.named(settings.remex());
        scaler.start(settings.remex(), listeners.grpcAddress());
        try (ScalerLoop loop = new ScalerLoop(scheduler, scaler)) {
            serve();
        }
        return 0;
    }

    private void serve() {
        PrintStream out = System.out;
        out.println(NAME + " ready: scheduler " + listeners.grpcAddress() + ", http " + listeners.httpAddress());
        out.flush();
        Quarkus.waitForExit();
    }

    private static void ended(int exitCode, Throwable failure) {
        if (failure != null) {
            failed(reason(failure));
        }
        System.exit(exitCode);
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof RemexConfigException) {
                return cause.getMessage();
            }
            if (cause instanceof QuarkusBindException bind) {
                return "cannot listen on " + bind.getHost() + ':' + bind.getPort()
                        + ": the port is in use or the address is not one of this machine; choose others with"
                        + " quarkus.http.port and quarkus.http.host";
            }
        }
        return "cannot start: " + root;
    }

    private static int failed(String reason) {
        System.err.println(NAME + ": " + reason.replaceAll("\\s*\\R\\s*", " · "));
        return FAILED;
    }
}
