package io.remex.spi;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them: {@code 65536}, {@code 512MiB}, {@code 4GiB} (units of 1,024), and shares: {@code 30%}. */
public final class SizeText {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*(b|kib|mib|gib|tib)?");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3})\\s*%");
    private static final Map<String, Integer> SHIFTS = Map.of("b", 0, "kib", 10, "mib", 20, "gib", 30, "tib", 40);

    private SizeText() {}

    /**
     * Parses a number of bytes.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static long parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            int shift = matcher.group(2) == null ? 0 : SHIFTS.get(matcher.group(2));
            if (amount <= Long.MAX_VALUE >> shift) {
                return amount << shift;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a size; write for example \"65536\", \"512MiB\" or \"4GiB\"");
    }

    /** Whether the text is meant as a share. */
    public static boolean isShare(String text) {
        return text.strip().endsWith("%");
    }

    /**
     * Parses a share, from 1 to 100.
     *
     * @return per cent
     * @throws IllegalArgumentException with what is allowed
     */
    public static int parseShare(String text) {
        Matcher matcher = SHARE.matcher(text.strip());
        if (matcher.matches()) {
            int percent = Integer.parseInt(matcher.group(1));
            if (percent >= 1 && percent <= 100) {
                return percent;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a share; write for example \"30%\"");
    }
}
