package io.remex.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition on the labels of a worker, as users write several of them in one text: {@code "zone=eu|us, !spot, prefer
 * disk=ssd"}. Every worker has the labels {@code node} and {@code worker}, its names; others it declares. Used by
 * annotations, options and the processor alike.
 *
 * @param label the label
 * @param values of which it must have one; empty if it is enough that the label is there
 * @param negated whether the worker must be the opposite
 * @param preferred whether it is a wish only: workers that meet more wishes are used first
 */
public record LabelSelector(String label, List<String> values, boolean negated, boolean preferred) {
    /** Most conditions in one text. */
    public static final int MAX_SELECTORS = 32;

    /** Most values of one condition. */
    public static final int MAX_VALUES = 32;

    /** Most characters of a label or a value. */
    public static final int MAX_CHARACTERS = 200;

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z][a-zA-Z0-9_./-]*");
    private static final Pattern VALUE = Pattern.compile("[^\\s,|=!]+");
    private static final Pattern TERM = Pattern.compile(
            "(?<prefer>prefer\\s+)?(?<not>!\\s*)?(?<label>[^\\s=!]+)\\s*((?<operator>!?=)(?<values>.*))?");
    private static final Comparator<LabelSelector> ORDER = Comparator.comparing(LabelSelector::preferred)
            .thenComparing(LabelSelector::label)
            .thenComparing(LabelSelector::negated)
            .thenComparing(selector -> String.join("|", selector.values));

    /** Copies the values, sorted and each once. */
    public LabelSelector {
        Objects.requireNonNull(label, "label");
        values = values.stream().distinct().sorted().toList();
    }

    /**
     * Parses the conditions of one text.
     *
     * @return each once, those that must be met first, in an order that does not depend on the text's; empty for a blank text
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    public static List<LabelSelector> parse(String text) {
        List<LabelSelector> selectors = new ArrayList<>();
        if (!text.isBlank()) {
            for (String term : text.split(",", -1)) {
                selectors.add(parseTerm(term.strip()));
            }
        }
        if (selectors.size() > MAX_SELECTORS) {
            throw new IllegalArgumentException(selectors.size() + " conditions; at most " + MAX_SELECTORS);
        }
        return selectors.stream().distinct().sorted(ORDER).toList();
    }

    private static LabelSelector parseTerm(String term) {
        Matcher matcher = TERM.matcher(term);
        if (!matcher.matches() || !LABEL.matcher(matcher.group("label")).matches()) {
            throw problem(term);
        }
        String operator = matcher.group("operator");
        boolean negated = matcher.group("not") != null;
        if (negated && operator != null) {
            throw problem(term);
        }
        List<String> values = new ArrayList<>();
        if (operator != null) {
            for (String value : matcher.group("values").split("\\|", -1)) {
                if (!VALUE.matcher(value.strip()).matches()) {
                    throw problem(term);
                }
                values.add(value.strip());
            }
        }
        LabelSelector selector = new LabelSelector(
                matcher.group("label"), values, negated || "!=".equals(operator), matcher.group("prefer") != null);
        if (selector.values.size() > MAX_VALUES
                || selector.label.length() > MAX_CHARACTERS
                || selector.values.stream().anyMatch(value -> value.length() > MAX_CHARACTERS)) {
            throw new IllegalArgumentException("'" + term + "' is too long: at most " + MAX_VALUES + " values, and "
                    + MAX_CHARACTERS + " characters in each name");
        }
        return selector;
    }

    private static IllegalArgumentException problem(String term) {
        return new IllegalArgumentException(
                "'" + term
                        + "' is no condition on labels; write for example \"zone=eu|us, disk!=hdd, gpu, !spot, prefer worker=w1\"");
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        String prefix = preferred ? "prefer " : "";
        if (values.isEmpty()) {
            return prefix + (negated ? "!" : "") + label;
        }
        return prefix + label + (negated ? "!=" : "=") + String.join("|", values);
    }
}
