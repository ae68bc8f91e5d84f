package io.remex.benchmarks.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel and the repository say about where the run takes place; unknown where they say nothing. */
final class Environment {
    private static final String UNKNOWN = "unknown";
    private static final int STEAL_COLUMN = 8;

    private Environment() {}

    static String processor() {
        return lines(Path.of("/proc/cpuinfo"))
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    static String memory() {
        return lines(Path.of("/proc/meminfo"))
                .filter(line -> line.startsWith("MemTotal"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_048_576 + " GiB")
                .findFirst()
                .orElse(UNKNOWN);
    }

    static String system() {
        return System.getProperty("os.name")
                + ' '
                + System.getProperty("os.version")
                + ' '
                + System.getProperty("os.arch");
    }

    static String jvm() {
        return System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version");
    }

    /** Load averages of one, five and fifteen minutes. */
    static String load() {
        return lines(Path.of("/proc/loadavg"))
                .findFirst()
                .map(line -> String.join(" ", List.of(line.split(" ")).subList(0, 3)))
                .orElse(UNKNOWN);
    }

    /** Ticks of all processors since boot. */
    static Ticks ticks() {
        return lines(Path.of("/proc/stat")).findFirst().map(Environment::ticks).orElse(new Ticks(0, 0));
    }

    private static Ticks ticks(String line) {
        String[] columns = line.split("\\s+");
        long total = 0;
        for (int i = 1; i <= STEAL_COLUMN && i < columns.length; i++) {
            total += Long.parseLong(columns[i]);
        }
        return new Ticks(total, columns.length > STEAL_COLUMN ? Long.parseLong(columns[STEAL_COLUMN]) : 0);
    }

    /**
     * Processor time in ticks.
     *
     * @param total of all kinds
     * @param steal taken by other guests of the host
     */
    record Ticks(long total, long steal) {
        /** Steal since an earlier reading, in percent of the time. */
        double stealPercentSince(Ticks earlier) {
            return total == earlier.total ? 0 : 100.0 * (steal - earlier.steal) / (total - earlier.total);
        }
    }

    /** The commit, with a mark if the work tree is not clean. */
    static String commit() {
        String commit = git("rev-parse", "--short=12", "HEAD");
        return commit.isEmpty() ? UNKNOWN : git("status", "--porcelain").isEmpty() ? commit : commit + "-dirty";
    }

    private static String git(String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return ""; // no git here: the commit is unknown
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty(); // not Linux
        }
    }
}
