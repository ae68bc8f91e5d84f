package io.remex.spi;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The labels of a worker as its configuration has them: {@code "zone=eu, spot"}. {@link LabelSelector}s choose by them. */
public final class Labels {
    /** Most labels of a worker. */
    public static final int MAX_LABELS = 100;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_./-]{0,199}");
    private static final Pattern VALUE = Pattern.compile("[^\\s,|=!]{0,200}");

    private Labels() {}

    /**
     * Parses {@code "zone=eu, spot"}; a label without a value has the empty one.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    public static SortedMap<String, String> parse(String text) {
        SortedMap<String, String> labels = new TreeMap<>();
        if (text.isBlank()) {
            return labels;
        }
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).strip();
            String value = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is no label; write for example \"zone=eu, spot\"");
            }
            if (name.equals("node") || name.equals("worker")) {
                throw new IllegalArgumentException("every worker has the label '" + name + "' already: it is its name");
            }
            if (labels.put(name, value) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice in \"" + text + '"');
            }
        }
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException(labels.size() + " labels; at most " + MAX_LABELS);
        }
        return labels;
    }
}
