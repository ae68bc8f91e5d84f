package io.remex.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 250us}, {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, or ISO 8601 ({@code PT30S}). */
public final class TimeText {
    private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,12})\\s*(ns|us|ms|s|m|h)");

    private TimeText() {}

    /**
     * Parses a duration that is not negative.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static Duration parse(String text) {
        Matcher matcher = SHORT_FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ns" -> Duration.ofNanos(amount);
                case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000));
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        try {
            Duration duration = Duration.parse(text.strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw notADuration(text, e);
        }
        throw notADuration(text, null);
    }

    private static IllegalArgumentException notADuration(String text, Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not a duration; write for example \"500ms\", \"30s\", \"5m\" or \"PT30S\"", cause);
    }
}
