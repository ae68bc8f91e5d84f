package io.remex.worker.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerConfigurationTest {
    private static final Map<ConfigKey, String> ALLOWED = allowed();

    @Test
    void shouldHaveTheDefaultsOfRemexWhenNothingIsSet() {
        assertThat(read(Map.of(), Map.of())).isEqualTo(RemexConfig.builder().build());
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void shouldReadEveryKeyFromProperties(ConfigKey key) {
        RemexConfig config = read(Map.of(key.key(), ALLOWED.get(key)), Map.of());

        assertThat(config)
                .isEqualTo(RemexConfig.builder().set(key, ALLOWED.get(key)).build());
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void shouldReadEveryKeyFromTheEnvironment(ConfigKey key) {
        RemexConfig config = read(Map.of(), Map.of(key.environmentKey(), ALLOWED.get(key)));

        assertThat(config)
                .isEqualTo(RemexConfig.builder().set(key, ALLOWED.get(key)).build());
    }

    @Test
    void shouldPreferTheEnvironmentToApplicationProperties() {
        RemexConfig config = read(Map.of("remex.worker.name", "file"), Map.of("REMEX_WORKER_NAME", "environment"));

        assertThat(config.text(ConfigKey.WORKER_NAME)).isEqualTo("environment");
    }

    @Test
    void shouldNameTheNearestKeyForAnUnknownProperty() {
        assertThatThrownBy(() -> read(Map.of("remex.worker.slot", "2"), Map.of()))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContainingAll("'remex.worker.slot' (property)", "did you mean remex.worker.slots?");
    }

    @Test
    void shouldNameTheNearestKeyForAnUnknownVariable() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("REMEX_ADRESS", "127.0.0.1:7400")))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContainingAll("'REMEX_ADRESS' (environment)", "did you mean REMEX_ADDRESS?");
    }

    @Test
    void shouldNotTakeAPropertyThatOnlyLooksLikeAVariable() {
        assertThatThrownBy(() -> read(Map.of("remex.worker.drain.timeout", "5s"), Map.of()))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("did you mean remex.worker.drain-timeout?");
    }

    @Test
    void shouldNameTheVariableThatHoldsAWrongValue() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("REMEX_LATENCY", "fast")))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContainingAll("environment REMEX_LATENCY", "'fast'", "low, balanced or idle");
    }

    @Test
    void shouldLeaveOtherPeoplesKeysAlone() {
        assertThat(read(Map.of("quarkus.http.port", "0", "remexico", "x"), Map.of("REMEXICO", "x")))
                .isEqualTo(RemexConfig.builder().build());
    }

    private static RemexConfig read(Map<String, String> properties, Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "application.properties", 250))
                .withSources(new EnvConfigSource(environment, 300))
                .build();
        return WorkerConfiguration.read(config);
    }

    /** A value other than the default for every key, so that a new key without one fails here. */
    private static Map<ConfigKey, String> allowed() {
        Map<ConfigKey, String> values = new TreeMap<>();
        for (ConfigKey key : ConfigKey.values()) {
            values.put(key, example(key));
        }
        return values;
    }

    private static String example(ConfigKey key) {
        return switch (key) {
            case ADDRESS -> "10.0.0.1:7400";
            case RUNTIME -> "cluster";
            case TOKEN -> "secret";
            case LATENCY -> "idle";
            case NODE_DIRECTORY -> "/dev/shm/other";
            case NODE_MODE -> "embedded";
            case NODE_DATA_ADDRESS -> "10.0.0.7:40100-40199";
            case NODE_DATA_MTU -> "8960";
            case UNKNOWN_FUNCTION, INFEASIBLE, WHEN_FULL -> "fail";
            case INIT_TIMEOUT,
                    LEASE_IDLE,
                    LEASE_KEEP,
                    DRAIN_TIMEOUT,
                    FORCE_GRACE,
                    HEARTBEAT_TIMEOUT,
                    STORE_FULL_TIMEOUT,
                    RETRY_BACKOFF,
                    RETRY_MAX_BACKOFF,
                    SCALER_IDLE_TIMEOUT,
                    SCALER_START_TIMEOUT -> "7s";
            case STORE_MEMORY, STORE_MACHINE_MEMORY, STORE_SPILL_THRESHOLD -> "7%";
            case STORE_SEGMENT, STORE_SPILL_LIMIT, STORE_LINEAGE_MEMORY, STREAM_WINDOW_BYTES -> "7MiB";
            case STORE_SPILL_DIR -> "/var/tmp/other";
            case STORE_CHECKSUM, STORE_LEAK_DETECTION -> "on";
            case WORKER_PARENT -> "4711";
            case WORKER_NAME -> "worker-7";
            case WORKER_LABELS -> "zone=eu, spot";
            case WORKER_RESOURCES -> "gpus=2, fpga=1";
            case TERM_LENGTH -> "8388608";
            case SERVER_HOST -> "127.0.0.2";
            case SCALER -> "process";
            case SCALER_COMMAND -> "java -jar worker.jar";
            case MAX_PENDING,
                    SLOT_WINDOW,
                    STREAM_WINDOW,
                    WORKER_SLOTS,
                    MAX_BLOCKED,
                    SERVER_PORT,
                    CALLER_WEIGHT,
                    RETRY_PER_SECOND,
                    SCALER_MIN,
                    SCALER_MAX,
                    SCALER_WORKER_SLOTS,
                    SCALER_WORKER_GPUS,
                    STORE_RECONSTRUCTION_DEPTH,
                    STORE_RECONSTRUCTION_ATTEMPTS -> "7";
        };
    }
}
