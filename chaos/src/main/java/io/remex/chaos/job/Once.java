package io.remex.chaos.job;

import io.remex.Remote;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A task that must not run twice, and tells if it does. */
public final class Once {
    /** How the name of a note ends that a second run leaves. */
    public static final String AGAIN = ".again";

    private Once() {}

    /** Leaves a note, the first time and every other time; returns a checksum of the note's name. */
    @Remote(maxRetries = 0)
    public static long run(String note) throws IOException {
        Path first = Path.of(note);
        try {
            Files.createFile(first);
        } catch (FileAlreadyExistsException e) {
            Files.writeString(first.resolveSibling(first.getFileName() + AGAIN), "");
        }
        return expected(note);
    }

    static long expected(String note) {
        return Checksums.mix(note.hashCode());
    }
}
