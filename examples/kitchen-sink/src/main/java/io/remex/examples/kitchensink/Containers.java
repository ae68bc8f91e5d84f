package io.remex.examples.kitchensink;

import io.remex.Remote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collections of the JDK, in each other and with wildcards. */
public final class Containers {
    private Containers() {}

    @Remote
    public static List<Integer> echoList(List<Integer> value) {
        return value;
    }

    @Remote
    public static Set<String> echoSet(Set<String> value) {
        return value;
    }

    @Remote
    public static Collection<Double> echoCollection(Collection<Double> value) {
        return value;
    }

    @Remote
    public static Map<String, Long> echoMap(Map<String, Long> value) {
        return value;
    }

    @Remote
    public static Optional<String> echoOptional(Optional<String> value) {
        return value;
    }

    @Remote
    public static Map<LocalDate, List<Optional<double[]>>> echoNested(Map<LocalDate, List<Optional<double[]>>> value) {
        return value;
    }

    @Remote
    public static List<Set<Map<Short, Character>>> echoDeep(List<Set<Map<Short, Character>>> value) {
        return value;
    }

    @Remote
    public static List<String>[] echoArray(List<String>[] value) {
        return value;
    }

    @Remote
    public static Map<String, int[]>[][] echoTable(Map<String, int[]>[][] value) {
        return value;
    }

    /** Wildcards: what may be passed is wider than what is received. */
    @Remote
    public static List<String> joined(
            List<? extends List<? extends CharSequenceLike>> rows, Map<?, ? extends Number> sizes) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> row.forEach(item -> texts.add(item.text())));
        texts.add(String.valueOf(sizes == null ? null : sizes.values()));
        return texts;
    }

    /** A type of our own that is closed, so that every class behind it is known. */
    public sealed interface CharSequenceLike permits Word, Line {
        /** The text. */
        String text();
    }

    /** A short text. */
    public record Word(String text) implements CharSequenceLike {}

    /** A long text. */
    public record Line(List<Word> words) implements CharSequenceLike {
        @Override
        public String text() {
            return String.join(" ", words.stream().map(Word::text).toList());
        }
    }
}
