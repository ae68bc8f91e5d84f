package io.remex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemexConfigTest {
    private static final Map<String, String> NOTHING = Map.of();

    /** Every key, its default in normal form, a value as users write it and that value in normal form. */
    private static final List<Arguments> KEYS = List.of(
            key("remex.address", "REMEX_ADDRESS", "", "scheduler:7400", "scheduler:7400"),
            key("remex.runtime", "REMEX_RUNTIME", "", " mine ", "mine"),
            key("remex.token", "REMEX_TOKEN", "", "secret", "secret"),
            key("remex.latency", "REMEX_LATENCY", "balanced", "LOW", "low"),
            key("remex.init.timeout", "REMEX_INIT_TIMEOUT", "PT10S", "1500ms", "PT1.5S"),
            key("remex.node.directory", "REMEX_NODE_DIRECTORY", "", "/dev/shm/mine", "/dev/shm/mine"),
            key("remex.node.mode", "REMEX_NODE_MODE", "external", "Embedded", "embedded"),
            key(
                    "remex.node.data-address",
                    "REMEX_NODE_DATA_ADDRESS",
                    "",
                    "10.0.0.1:40100-40199",
                    "10.0.0.1:40100-40199"),
            key("remex.node.data-mtu", "REMEX_NODE_DATA_MTU", "1408", "8960", "8960"),
            key("remex.submit.unknown-function", "REMEX_SUBMIT_UNKNOWN_FUNCTION", "wait", "fail", "fail"),
            key("remex.submit.infeasible", "REMEX_SUBMIT_INFEASIBLE", "wait", "FAIL", "fail"),
            key("remex.caller.weight", "REMEX_CALLER_WEIGHT", "1", "20", "20"),
            key("remex.submit.max-pending", "REMEX_SUBMIT_MAX_PENDING", "2000000", "0010", "10"),
            key("remex.submit.when-full", "REMEX_SUBMIT_WHEN_FULL", "block", "fail", "fail"),
            key("remex.retry.backoff", "REMEX_RETRY_BACKOFF", "PT0.1S", "0s", "PT0S"),
            key("remex.retry.max-backoff", "REMEX_RETRY_MAX_BACKOFF", "PT10S", "1m", "PT1M"),
            key("remex.retry.per-second", "REMEX_RETRY_PER_SECOND", "10000", "50", "50"),
            key("remex.lane.slot-window", "REMEX_LANE_SLOT_WINDOW", "1024", "65536", "65536"),
            key("remex.stream.window", "REMEX_STREAM_WINDOW", "64", "8", "8"),
            key("remex.stream.window-bytes", "REMEX_STREAM_WINDOW_BYTES", "16MiB", "1GiB", "1GiB"),
            key("remex.lane.term-length", "REMEX_LANE_TERM_LENGTH", "4194304", "1048576", "1048576"),
            key("remex.lease.idle-timeout", "REMEX_LEASE_IDLE_TIMEOUT", "PT1S", "PT5M", "PT5M"),
            key("remex.lease.keep-timeout", "REMEX_LEASE_KEEP_TIMEOUT", "PT10S", "PT5M", "PT5M"),
            key("remex.store.memory", "REMEX_STORE_MEMORY", "30%", "512MiB", "512MiB"),
            key("remex.store.machine-memory", "REMEX_STORE_MACHINE_MEMORY", "60%", " 50% ", "50%"),
            key("remex.store.segment-size", "REMEX_STORE_SEGMENT_SIZE", "64MiB", "1GiB", "1GiB"),
            key("remex.store.full-timeout", "REMEX_STORE_FULL_TIMEOUT", "PT10S", "0s", "PT0S"),
            key("remex.store.spill-dir", "REMEX_STORE_SPILL_DIR", "", "/tmp/spill", "/tmp/spill"),
            key("remex.store.spill-limit", "REMEX_STORE_SPILL_LIMIT", "16GiB", "0", "0"),
            key("remex.store.spill-threshold", "REMEX_STORE_SPILL_THRESHOLD", "80%", "100%", "100%"),
            key("remex.store.checksum", "REMEX_STORE_CHECKSUM", "off", "ON", "on"),
            key("remex.store.leak-detection", "REMEX_STORE_LEAK_DETECTION", "off", "On", "on"),
            key("remex.store.lineage-memory", "REMEX_STORE_LINEAGE_MEMORY", "256MiB", "0", "0"),
            key("remex.store.reconstruction-depth", "REMEX_STORE_RECONSTRUCTION_DEPTH", "16", "1", "1"),
            key("remex.store.reconstruction-attempts", "REMEX_STORE_RECONSTRUCTION_ATTEMPTS", "3", "0", "0"),
            key("remex.worker.name", "REMEX_WORKER_NAME", "", "host-1_a.b", "host-1_a.b"),
            key("remex.worker.slots", "REMEX_WORKER_SLOTS", "", "8", "8"),
            key("remex.worker.resources", "REMEX_WORKER_RESOURCES", "", "gpus=2, fpga=0.5", "gpus=2, fpga=0.5"),
            key("remex.worker.labels", "REMEX_WORKER_LABELS", "", "zone=eu, spot", "zone=eu, spot"),
            key("remex.worker.max-blocked-tasks", "REMEX_WORKER_MAX_BLOCKED_TASKS", "2000", "1", "1"),
            key("remex.worker.parent", "REMEX_WORKER_PARENT", "0", "4711", "4711"),
            key("remex.worker.drain-timeout", "REMEX_WORKER_DRAIN_TIMEOUT", "PT10S", "0s", "PT0S"),
            key("remex.worker.force-grace", "REMEX_WORKER_FORCE_GRACE", "PT1S", "0s", "PT0S"),
            key("remex.server.host", "REMEX_SERVER_HOST", "127.0.0.1", "0.0.0.0", "0.0.0.0"),
            key("remex.server.port", "REMEX_SERVER_PORT", "7400", "0", "0"),
            key("remex.server.heartbeat-timeout", "REMEX_SERVER_HEARTBEAT_TIMEOUT", "PT3S", "2s", "PT2S"),
            key("remex.scaler", "REMEX_SCALER", "none", "process", "process"),
            key("remex.scaler.command", "REMEX_SCALER_COMMAND", "", "java -jar worker.jar", "java -jar worker.jar"),
            key("remex.scaler.min", "REMEX_SCALER_MIN", "0", "1", "1"),
            key("remex.scaler.max", "REMEX_SCALER_MAX", "4", "9", "9"),
            key("remex.scaler.worker-slots", "REMEX_SCALER_WORKER_SLOTS", "1", "8", "8"),
            key("remex.scaler.worker-gpus", "REMEX_SCALER_WORKER_GPUS", "0", "2", "2"),
            key("remex.scaler.idle-timeout", "REMEX_SCALER_IDLE_TIMEOUT", "PT1M", "2s", "PT2S"),
            key("remex.scaler.start-timeout", "REMEX_SCALER_START_TIMEOUT", "PT1M", "5s", "PT5S"));

    private static Arguments key(
            String key, String environmentKey, String normalDefault, String written, String normal) {
        return Arguments.of(key, environmentKey, normalDefault, written, normal);
    }

    static Stream<Arguments> keys() {
        return KEYS.stream();
    }

    @Test
    void shouldListEveryKeyInThisTest() {
        assertThat(KEYS.stream().map(arguments -> arguments.get()[0]))
                .containsExactlyElementsOf(
                        Stream.of(ConfigKey.values()).map(ConfigKey::key).toList());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldHaveDefaults(String name, String environmentKey, String normalDefault) {
        RemexConfig config = RemexConfig.load(NOTHING, NOTHING);
        assertThat(config.text(find(name))).isEqualTo(normalDefault);
        assertThat(config.isSet(find(name))).isFalse();
        assertThat(find(name).allowed()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldTakeEachKeyFromEverySource(
            String name, String environmentKey, String normalDefault, String written, String normal) {
        assertThat(find(name).environmentKey()).isEqualTo(environmentKey);
        for (RemexConfig config : List.of(
                RemexConfig.load(Map.of(name, written), NOTHING),
                RemexConfig.load(NOTHING, Map.of(environmentKey, written)),
                RemexConfig.builder().set(name, written).build(),
                RemexConfig.builder().set(find(name), written).build(),
                RemexConfig.load(NOTHING, NOTHING).with(find(name), written))) {
            assertThat(config.text(find(name))).isEqualTo(normal);
            assertThat(config.isSet(find(name))).isTrue();
        }
    }

    @Test
    void shouldTakeAllKeysAtOnce() {
        Map<String, String> all = new LinkedHashMap<>();
        KEYS.forEach(arguments ->
                all.put((String) arguments.get()[0], (String) arguments.get()[3]));
        RemexConfig config = RemexConfig.load(all, NOTHING);
        KEYS.forEach(arguments -> assertThat(config.text(find((String) arguments.get()[0])))
                .isEqualTo(arguments.get()[4]));
        assertThat(config.duration(ConfigKey.INIT_TIMEOUT)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(config.integer(ConfigKey.SLOT_WINDOW)).isEqualTo(65_536);
        assertThat(config.workerSlots()).isEqualTo(8);
        assertThat(config.workerLabels()).isEqualTo(Map.of("zone", "eu", "spot", ""));
        assertThat(config.workerResources()).isEqualTo(Map.of("gpus", 2.0, "fpga", 0.5));
        assertThat(config.runtime()).isEqualTo("mine");
    }

    @Test
    void shouldPreferPropertiesToTheEnvironment() {
        RemexConfig config = RemexConfig.load(
                Map.of("remex.server.port", "1"), Map.of("REMEX_SERVER_PORT", "2", "REMEX_WORKER_NAME", "w"));
        assertThat(config.integer(ConfigKey.SERVER_PORT)).isEqualTo(1);
        assertThat(config.text(ConfigKey.WORKER_NAME)).isEqualTo("w");
    }

    @Test
    void shouldIgnoreWhatBelongsToOthers() {
        RemexConfig config =
                RemexConfig.load(Map.of("java.home", "/x", "remexa", "1"), Map.of("PATH", "/bin", "REMEXA", "1"));
        assertThat(config).isEqualTo(RemexConfig.builder().build());
    }

    @Test
    void shouldChooseTheRuntimeByTheAddress() {
        assertThat(RemexConfig.builder().build().runtime()).isEqualTo("embedded");
        RemexConfig cluster =
                RemexConfig.builder().set(ConfigKey.ADDRESS, "h:1").build();
        assertThat(cluster.runtime()).isEqualTo("cluster");
        assertThat(cluster.with(ConfigKey.RUNTIME, "mine").runtime()).isEqualTo("mine");
        assertThat(RemexConfig.builder().build().workerSlots())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void shouldNameAnUnknownPropertyAndWhatIsNear() {
        for (String name : List.of("remex.init.timout", "remex.", "remex.Address")) {
            assertThatThrownBy(() -> RemexConfig.load(Map.of(name, "x"), NOTHING))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("'" + name + "'")
                    .hasMessageContaining("property")
                    .hasMessageContaining("remex.address, remex.caller.weight, remex.init.timeout");
        }
        assertThatThrownBy(() -> RemexConfig.builder().set("remex.init.timout", "1s"))
                .hasMessageContaining("did you mean remex.init.timeout?");
    }

    @Test
    void shouldNameAnUnknownEnvironmentVariable() {
        assertThatThrownBy(() -> RemexConfig.load(NOTHING, Map.of("REMEX_ADRESS", "x")))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("'REMEX_ADRESS'")
                .hasMessageContaining("environment")
                .hasMessageContaining("did you mean REMEX_ADDRESS?");
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of(ConfigKey.ADDRESS, List.of("host", ":7400", "host:", "host:port", "host:0", "host:65536")),
                Arguments.of(ConfigKey.LATENCY, List.of("", "fast", "low,idle")),
                Arguments.of(ConfigKey.INIT_TIMEOUT, List.of("", "10", "-1s", "ten seconds", "PT", "-PT1S", "1d")),
                Arguments.of(ConfigKey.NODE_MODE, List.of("", "none")),
                Arguments.of(ConfigKey.UNKNOWN_FUNCTION, List.of("ignore")),
                Arguments.of(
                        ConfigKey.WORKER_LABELS,
                        List.of(
                                "=eu",
                                "zone=eu,",
                                "a=1,a=2",
                                "zone=e u",
                                "node=n",
                                "worker=w",
                                "1=2",
                                "a=" + "x".repeat(201))),
                Arguments.of(ConfigKey.RETRY_BACKOFF, List.of("fast", "-1s")),
                Arguments.of(ConfigKey.RETRY_MAX_BACKOFF, List.of("slow")),
                Arguments.of(ConfigKey.RETRY_PER_SECOND, List.of("0", "1000001")),
                Arguments.of(ConfigKey.CALLER_WEIGHT, List.of("0", "1001", "x")),
                Arguments.of(ConfigKey.INFEASIBLE, List.of("never")),
                Arguments.of(
                        ConfigKey.MAX_PENDING,
                        List.of("0", "-1", "100000001", "1e3", "many", "9999999999999999999999")),
                Arguments.of(ConfigKey.WHEN_FULL, List.of("drop")),
                Arguments.of(ConfigKey.SLOT_WINDOW, List.of("0", "65537")),
                Arguments.of(ConfigKey.STREAM_WINDOW, List.of("0", "65537", "64KiB")),
                Arguments.of(ConfigKey.STREAM_WINDOW_BYTES, List.of("", "0", "10%", "-1")),
                Arguments.of(ConfigKey.TERM_LENGTH, List.of("65536", "3000000", "2147483648")),
                Arguments.of(
                        ConfigKey.STORE_MEMORY,
                        List.of("", "0%", "101%", "1KiB", "-1", "much", "99999999999999TiB", "1.5GiB", "10 GB")),
                Arguments.of(ConfigKey.STORE_MACHINE_MEMORY, List.of("", "1000%", "0")),
                Arguments.of(ConfigKey.STORE_SEGMENT, List.of("1MB", "1023KiB", "2GiB")),
                Arguments.of(ConfigKey.STORE_FULL_TIMEOUT, List.of("never")),
                Arguments.of(ConfigKey.STORE_SPILL_LIMIT, List.of("", "10%", "-1")),
                Arguments.of(ConfigKey.STORE_SPILL_THRESHOLD, List.of("", "80", "0%", "1MiB")),
                Arguments.of(ConfigKey.STORE_CHECKSUM, List.of("yes")),
                Arguments.of(ConfigKey.STORE_LEAK_DETECTION, List.of("true")),
                Arguments.of(ConfigKey.WORKER_NAME, List.of("a b", "a/b", "\u00E9", "x".repeat(101))),
                Arguments.of(ConfigKey.WORKER_SLOTS, List.of("0", "4097", "1.5")),
                Arguments.of(
                        ConfigKey.WORKER_RESOURCES,
                        List.of("gpus", "gpus=", "gpus=-1", "=1", "a=1,a=2", "a=1,", "a=NaN", "gpus=1025")),
                Arguments.of(ConfigKey.MAX_BLOCKED, List.of("0", "30001")),
                Arguments.of(ConfigKey.WORKER_PARENT, List.of("-1", "init")),
                Arguments.of(ConfigKey.DRAIN_TIMEOUT, List.of("soon")),
                Arguments.of(ConfigKey.FORCE_GRACE, List.of("soon")),
                Arguments.of(ConfigKey.SERVER_PORT, List.of("-1", "65536", "http")),
                Arguments.of(ConfigKey.HEARTBEAT_TIMEOUT, List.of("")));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void shouldNameKeyValueSourceAndWhatIsAllowed(ConfigKey key, List<String> values) {
        for (String value : values) {
            assertThatThrownBy(() -> RemexConfig.load(Map.of(key.key(), value), NOTHING))
                    .as(key + "=" + value)
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining(key.key() + "='" + value + "'")
                    .hasMessageContaining("property " + key.key())
                    .hasMessageContaining(key.allowed());
            assertThatThrownBy(() -> RemexConfig.load(NOTHING, Map.of(key.environmentKey(), value)))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("'" + value + "'")
                    .hasMessageContaining("environment " + key.environmentKey());
        }
    }

    @Test
    void shouldCompareByWhatWasSet() {
        RemexConfig one =
                RemexConfig.builder().set(ConfigKey.INIT_TIMEOUT, "1000ms").build();
        RemexConfig same = RemexConfig.builder().set("remex.init.timeout", "1s").build();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(one.with(ConfigKey.LATENCY, "low"));
        assertThat(one).isNotEqualTo(null).isNotEqualTo("text");
    }

    @Test
    void shouldHideTheToken() {
        RemexConfig config = RemexConfig.builder()
                .set(ConfigKey.TOKEN, "very-secret")
                .set(ConfigKey.ADDRESS, "h:1")
                .build();
        assertThat(config.toString()).isEqualTo("{remex.address=h:1, remex.token=***}");
    }

    @Test
    void shouldNotChangeWithItsBuilder() {
        RemexConfig.Builder builder = RemexConfig.builder().set(ConfigKey.LATENCY, "low");
        RemexConfig config = builder.build();
        builder.set(ConfigKey.LATENCY, "idle");
        assertThat(config.text(ConfigKey.LATENCY)).isEqualTo("low");
    }

    @Test
    void shouldReadTheSystemProperties() {
        System.setProperty("remex.worker.name", "from-system");
        try {
            assertThat(RemexConfig.load().text(ConfigKey.WORKER_NAME)).isEqualTo("from-system");
        } finally {
            System.clearProperty("remex.worker.name");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveADefaultThatIsAllowed(ConfigKey key) {
        assertThat(key.normalize(key.defaultText(), "default")).isNotNull();
    }

    private static ConfigKey find(String name) {
        return Stream.of(ConfigKey.values())
                .filter(key -> key.key().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
