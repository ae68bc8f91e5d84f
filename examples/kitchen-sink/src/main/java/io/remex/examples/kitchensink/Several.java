package io.remex.examples.kitchensink;

import io.remex.Remote;
import io.remex.RemoteResults;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tasks with several results, each an object of its own. */
public final class Several {
    private Several() {}

    /** One reference for each component. */
    @RemoteResults
    public record Split(int length, String head, List<String> rest) {}

    @Remote
    public static Stream<Integer> countdown(int from) {
        return IntStream.iterate(from, i -> i >= 0, i -> i - 1).boxed();
    }

    @Remote
    public static Iterator<String> words(String text) {
        return List.of(text.split(" ", -1)).iterator();
    }

    @Remote
    public static Split split(List<String> words) {
        return new Split(words.size(), words.get(0), words.subList(1, words.size()));
    }

    /** Where nobody asks for the components one by one, such a record is a value like any other. */
    @Remote
    public static List<Split> echoSplits(List<Split> value) {
        return value;
    }
}
