package io.remex.worker.quarkus;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigValue;

/** Reads {@code remex.*} with the precedence and the sources of the application: profiles, environment, files. */
final class WorkerConfiguration {
    private static final String PREFIX = "remex.";
    private static final String ENVIRONMENT_PREFIX = "REMEX_";
    private static final Set<String> KEYS =
            Arrays.stream(ConfigKey.values()).map(ConfigKey::key).collect(Collectors.toSet());
    private static final Set<String> ENVIRONMENT_KEYS =
            Arrays.stream(ConfigKey.values()).map(ConfigKey::environmentKey).collect(Collectors.toSet());

    private WorkerConfiguration() {}

    /**
     * The configuration that holds.
     *
     * @throws io.remex.RemexConfigException a key is unknown or a value is not allowed
     */
    static RemexConfig read(SmallRyeConfig config) {
        for (String name : config.getPropertyNames()) {
            requireKnown(name, config);
        }
        RemexConfig.Builder builder = RemexConfig.builder();
        for (ConfigKey key : ConfigKey.values()) {
            ConfigValue value = config.getConfigValue(key.key());
            if (value.getValue() != null) {
                if (isFromEnvironment(value)) {
                    RemexConfig.load(Map.of(), Map.of(key.environmentKey(), value.getValue()));
                }
                builder.set(key.key(), value.getValue());
            }
        }
        return builder.build();
    }

    /** The two loads that cannot succeed are for their messages, which name what is near. */
    private static void requireKnown(String name, SmallRyeConfig config) {
        if (name.startsWith(ENVIRONMENT_PREFIX) && !ENVIRONMENT_KEYS.contains(name)) {
            RemexConfig.load(Map.of(), Map.of(name, ""));
        }
        if (name.startsWith(PREFIX) && !KEYS.contains(name) && !isFromEnvironment(config.getConfigValue(name))) {
            RemexConfig.load(Map.of(name, ""), Map.of());
        }
    }

    /** SmallRye lists a variable under a dotted name as well, and cannot know where the key has a dash. */
    private static boolean isFromEnvironment(ConfigValue value) {
        return value.getSourceName() != null && value.getSourceName().startsWith("EnvConfigSource");
    }
}
