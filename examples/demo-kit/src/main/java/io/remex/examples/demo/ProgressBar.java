package io.remex.examples.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal, drawn over itself and wiped at the end. */
public final class ProgressBar implements Progress {
    private static final int WIDTH = 40;
    private static final String TO_LINE_START_AND_WIPE = "\r\u001b[K";

    private final PrintStream out;
    private final LongSupplier nanoClock;
    private long startNs;
    private int total;

    /** A bar that draws on {@code out} and reads the time from {@code nanoClock}. */
    public ProgressBar(PrintStream out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
    }

    @Override
    public void begin(int tasks) {
        total = tasks;
        startNs = nanoClock.getAsLong();
        done(0);
    }

    @Override
    public void done(int tasks) {
        double seconds = (nanoClock.getAsLong() - startNs) / 1e9;
        int filled = (int) ((long) WIDTH * tasks / total);
        StringBuilder line = new StringBuilder(TO_LINE_START_AND_WIPE)
                .append('[')
                .append("#".repeat(filled))
                .append(".".repeat(WIDTH - filled))
                .append(String.format(Locale.ROOT, "] %d/%d tasks, %.0f s", tasks, total, seconds));
        if (tasks > 0) {
            double tasksPerSecond = tasks / seconds;
            line.append(String.format(
                    Locale.ROOT, ", %.1f tasks/s, %.0f s left", tasksPerSecond, (total - tasks) / tasksPerSecond));
        }
        out.print(line);
        out.flush();
    }

    @Override
    public void end() {
        out.print(TO_LINE_START_AND_WIPE);
        out.flush();
    }
}
