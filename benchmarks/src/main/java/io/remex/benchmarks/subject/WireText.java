package io.remex.benchmarks.subject;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How settings and numbers stand in a line: {@code key=value}, values percent-encoded, between blanks. */
final class WireText {
    private WireText() {}

    static String pairs(Map<String, String> pairs) {
        StringBuilder text = new StringBuilder();
        pairs.forEach((key, value) ->
                text.append(' ').append(key).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }

    static void putPair(Map<String, String> pairs, String word) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + word + "' is not key=value");
        }
        pairs.put(word.substring(0, equals), URLDecoder.decode(word.substring(equals + 1), StandardCharsets.UTF_8));
    }
}
