package io.remex.processor;

import io.remex.spi.RemoteFunctions;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** The {@link java.util.ServiceLoader} file of all stubs in one output directory. An incremental compilation keeps the others' lines. */
final class ServiceFile {
    static final String PATH = "META-INF/services/" + RemoteFunctions.class.getName();

    private final Filer filer;

    ServiceFile(Filer filer) {
        this.filer = filer;
    }

    /**
     * Writes the file, sorted.
     *
     * @param present providers generated in this compilation
     * @param absent providers that this compilation could have generated and did not: what an earlier one left
     */
    void merge(Collection<String> present, Collection<String> absent) throws IOException {
        Set<String> lines = existingLines();
        boolean changed = lines.addAll(present) | lines.removeAll(absent);
        if (changed) {
            FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", PATH);
            try (Writer writer = file.openWriter()) {
                for (String line : lines) {
                    writer.write(line);
                    writer.write('\n');
                }
            }
        }
    }

    private Set<String> existingLines() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (BufferedReader reader = new BufferedReader(
                filer.getResource(StandardLocation.CLASS_OUTPUT, "", PATH).openReader(true))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.add(line.strip());
                }
            }
        } catch (FileNotFoundException | NoSuchFileException e) {
            return lines; // the first compilation
        }
        return lines;
    }
}
