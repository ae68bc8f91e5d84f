package io.remex.benchmarks.report;

import io.remex.benchmarks.rig.ResultsDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code report.html}: one file with the data, the style and the script that draws the plots as SVG. */
public final class Report {
    private static final String TEMPLATE = "report.html";
    private static final String DATA = "/*DATA*/null";

    private Report() {}

    /** The page. */
    public static String html(ResultsDocument document) {
        // inside a script element only the end tag and the beginning of a comment mean something
        return template().replace(DATA, document.json().replace("<", "\\u003c"));
    }

    private static String template() {
        try (InputStream in = Report.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
