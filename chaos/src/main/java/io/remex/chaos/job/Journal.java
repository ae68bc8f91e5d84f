package io.remex.chaos.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one caller has done and seen, in a file that outlives it. Each entry is a line that one system call appends, so what the file has
 * is what happened before the process was killed; a line that is cut off is not counted. Thread safe.
 */
public final class Journal implements AutoCloseable {
    private static final char SEPARATOR = '\t';

    private final FileChannel file;

    /** What an entry says. */
    public enum Kind {
        /** A task is about to be submitted. */
        SUBMITTED,
        /** A task has this result: a checksum, in hexadecimal digits. */
        RESULT,
        /** A task has failed for this reason. */
        FAILED,
        /** The caller has heard of every task, and ends. */
        END
    }

    /**
     * One line.
     *
     * @param task which task of the caller; 0 at the end
     * @param job of a submission; else empty
     * @param number of a submission; else 0
     * @param text checksum or reason, or the note of a submission
     */
    public record Entry(Kind kind, long task, String job, int number, String text) {}

    /** Makes the file. */
    public Journal(Path path) {
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before a task is submitted. */
    public void submitted(long task, Job job, int number, String note) {
        append(new Entry(Kind.SUBMITTED, task, job.name(), number, note));
    }

    /** A task has a result. */
    public void result(long task, long checksum) {
        append(new Entry(Kind.RESULT, task, "", 0, Long.toHexString(checksum)));
    }

    /** A task has failed. */
    public void failed(long task, String reason) {
        append(new Entry(Kind.FAILED, task, "", 0, reason.replaceAll("\\s+", " ")));
    }

    /** The caller has heard of all. */
    public void end() {
        append(new Entry(Kind.END, 0, "", 0, ""));
    }

    private synchronized void append(Entry entry) {
        String line = String.join(
                        String.valueOf(SEPARATOR),
                        entry.kind().name(),
                        Long.toString(entry.task()),
                        entry.job(),
                        Integer.toString(entry.number()),
                        entry.text())
                + '\n';
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All complete lines of a journal. */
    public static List<Entry> read(Path path) throws IOException {
        String text = Files.readString(path);
        List<Entry> entries = new ArrayList<>();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> entries.add(parse(line, path)));
        return entries;
    }

    private static Entry parse(String line, Path path) {
        String[] fields = line.split(String.valueOf(SEPARATOR), -1);
        try {
            if (fields.length == 5) {
                return new Entry(
                        Kind.valueOf(fields[0]),
                        Long.parseLong(fields[1]),
                        fields[2],
                        Integer.parseInt(fields[3]),
                        fields[4]);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(malformed(line, path), e);
        }
        throw new IllegalStateException(malformed(line, path));
    }

    private static String malformed(String line, Path path) {
        return String.format(Locale.ROOT, "%s has a line that no caller writes: %s", path, line);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
