package io.remex.examples.demo;

import io.remex.Remex;
import io.remex.RemexException;
import java.io.PrintWriter;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The session of a program that does one thing and exits: it ends with the work, and with Ctrl-C. */
public final class DemoSession {
    /** The exit code when Remex reports an error, nothing happens any more, or the program is interrupted. */
    public static final int REMEX_ERROR = 3;

    /** The exit code of a fault of the program itself, shown with its stack trace; the number is that of {@code sysexits.h}. */
    public static final int PROGRAM_FAULT = 70;

    // java.util.logging forgets loggers that nobody holds.
    private static final Logger REMEX_LOG = Logger.getLogger("io.remex");

    private DemoSession() {}

    /** Keeps what Remex logs to what a user of the demonstration has to know. */
    public static void quietLogs() {
        REMEX_LOG.setLevel(Level.WARNING);
    }

    /**
     * Runs the work in a session.
     *
     * @param where where its tasks run
     * @param errors where an error of Remex goes, in one line
     * @return the exit code: that of the work, or {@link #REMEX_ERROR}
     */
    @SuppressWarnings("try") // the session is used through Remex
    public static int run(WhereOptions where, PrintWriter errors, IntSupplier work) {
        Thread closer = new Thread(Remex::shutdown, "demo-session-shutdown");
        Runtime.getRuntime().addShutdownHook(closer);
        try (Remex.Session session = Remex.init(where.config())) {
            return work.getAsInt();
        } catch (RemexException | StalledException e) {
            // After Ctrl-C nobody wants to read that the session has ended.
            if (closer.getState() == Thread.State.NEW) {
                errors.println(e instanceof RemexException ? e.toString() : e.getMessage());
            }
            return REMEX_ERROR;
        }
    }
}
