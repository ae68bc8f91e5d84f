package io.remex.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Amounts of resources as users write them. Used by annotations, options and configuration alike. */
public final class Amounts {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]*");

    private static final double SMALLEST_FRACTION = 0.001;

    private Amounts() {}

    /**
     * Parses {@code "fpga=1, licence=0.5"}.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    public static Map<String, Double> parse(String text) {
        Map<String, Double> amounts = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank() && text.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is not name=amount; write for example \"fpga=1, licence=0.5\"");
            }
            if (amounts.put(name, amount(name, part.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice in \"" + text + '"');
            }
        }
        return Map.copyOf(amounts);
    }

    /**
     * Checks one amount.
     *
     * @throws IllegalArgumentException it is negative, infinite or not a number
     */
    public static double requireAmount(String name, double value) {
        if (!(value >= 0) || value > 1e15) {
            throw new IllegalArgumentException(name + "=" + value + "; it must be a number of 0 or more");
        }
        return value;
    }

    /**
     * Checks a number of GPUs that a task asks for.
     *
     * @throws IllegalArgumentException it is negative or not a number, so small that nothing would be accounted, or above 1 and
     *     not whole: two thirds of two devices are no use to anybody
     */
    public static double requireGpus(double value) {
        requireAmount("gpus", value);
        if (value > 0 && value < SMALLEST_FRACTION || value > 1 && value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    "gpus=" + value + "; it must be 0, a fraction from 0.001 to 1, or a whole number");
        }
        return value;
    }

    private static double amount(String name, String text) {
        try {
            return requireAmount(name, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + "='" + text + "' is not a number of 0 or more", e);
        }
    }
}
