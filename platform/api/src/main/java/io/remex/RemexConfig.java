package io.remex;

import io.remex.spi.Amounts;
import io.remex.spi.Labels;
import io.remex.spi.TimeText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration of a runtime or a worker: checked and immutable. See {@link ConfigKey} for what there is to set. */
public final class RemexConfig {
    private static final String PREFIX = "remex.";
    private static final Set<String> KEYS =
            Stream.of(ConfigKey.values()).map(ConfigKey::key).collect(Collectors.toUnmodifiableSet());

    private final Map<ConfigKey, String> values;

    private RemexConfig(Map<ConfigKey, String> values) {
        this.values = values;
    }

    /**
     * The configuration of this process: system properties, then environment, then defaults.
     *
     * @throws RemexConfigException a key is unknown or a value is not allowed
     */
    public static RemexConfig load() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return load(properties, System.getenv());
    }

    /** As {@link #load()}, from the given sources; entries that do not begin with the prefix are ignored. */
    public static RemexConfig load(Map<String, String> properties, Map<String, String> environment) {
        Builder builder = builder();
        Map<String, ConfigKey> byEnvironmentKey =
                Stream.of(ConfigKey.values()).collect(Collectors.toMap(ConfigKey::environmentKey, key -> key));
        environment.forEach((name, value) -> {
            if (name.startsWith("REMEX_")) {
                ConfigKey key = byEnvironmentKey.get(name);
                if (key == null) {
                    throw unknown(name, "environment", new TreeMap<>(byEnvironmentKey).keySet());
                }
                builder.set(key, value, "environment " + name);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                builder.set(name, value);
            }
        });
        return builder.build();
    }

    /** Begins with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    private static RemexConfigException unknown(String name, String source, Set<String> known) {
        return new RemexConfigException("unknown configuration key '" + name + "' (" + source + "); did you mean "
                + nearest(name, known) + "? There are: "
                + String.join(", ", known.stream().sorted().toList()));
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream()
                .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }

    /** The value of a key in its normal form: what was set, or the default. */
    public String text(ConfigKey key) {
        String value = values.get(key);
        return value != null ? value : key.normalize(key.defaultText(), "default");
    }

    /** Whether the key was set. */
    public boolean isSet(ConfigKey key) {
        return values.containsKey(key);
    }

    /** A value that is a duration. */
    public Duration duration(ConfigKey key) {
        return TimeText.parse(text(key));
    }

    /** A value that is a number. */
    public int integer(ConfigKey key) {
        return Integer.parseInt(text(key));
    }

    /** Name of the runtime: as set, else {@code cluster} if there is an address, else {@code embedded}. */
    public String runtime() {
        String name = text(ConfigKey.RUNTIME);
        return !name.isEmpty() ? name : text(ConfigKey.ADDRESS).isEmpty() ? "embedded" : "cluster";
    }

    /** Processors that a worker of this configuration offers. */
    public int workerSlots() {
        String slots = text(ConfigKey.WORKER_SLOTS);
        return slots.isEmpty() ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(slots);
    }

    /** Other resources that a worker of this configuration offers. */
    public Map<String, Double> workerResources() {
        return Amounts.parse(text(ConfigKey.WORKER_RESOURCES));
    }

    /** The labels of {@link ConfigKey#WORKER_LABELS}. */
    public SortedMap<String, String> workerLabels() {
        return Labels.parse(text(ConfigKey.WORKER_LABELS));
    }

    /** This, with one key changed. */
    public RemexConfig with(ConfigKey key, String value) {
        Builder builder = new Builder();
        builder.values.putAll(values);
        return builder.set(key, value).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemexConfig that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    /** What was set, in the order of the keys; the token is hidden. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry ->
                        entry.getKey().key() + '=' + (entry.getKey() == ConfigKey.TOKEN ? "***" : entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Collects values; each is checked when it is set. */
    public static final class Builder {
        private final Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);

        private Builder() {}

        /**
         * Sets a key.
         *
         * @throws RemexConfigException the value is not allowed
         */
        public Builder set(ConfigKey key, String value) {
            return set(key, value, "builder");
        }

        /**
         * Sets a key by its name.
         *
         * @throws RemexConfigException there is no such key, or the value is not allowed
         */
        public Builder set(String name, String value) {
            for (ConfigKey key : ConfigKey.values()) {
                if (key.key().equals(name)) {
                    return set(key, value, "property " + name);
                }
            }
            throw unknown(name, "property", KEYS);
        }

        private Builder set(ConfigKey key, String value, String source) {
            values.put(key, key.normalize(value, source));
            return this;
        }

        /** The configuration. */
        public RemexConfig build() {
            return new RemexConfig(new EnumMap<>(values));
        }
    }
}
