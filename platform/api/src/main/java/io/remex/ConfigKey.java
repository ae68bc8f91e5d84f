package io.remex;

import io.remex.spi.Amounts;
import io.remex.spi.Labels;
import io.remex.spi.SizeText;
import io.remex.spi.TimeText;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Every configuration key, with its default and what is allowed. The same key is a system property ({@code remex.init.timeout}),
 * an environment variable ({@code REMEX_INIT_TIMEOUT}) and, inside Quarkus, a line of {@code application.properties}.
 */
public enum ConfigKey {
    /** Scheduler to connect to; with it set the runtime is {@code cluster} unless {@link #RUNTIME} says otherwise. */
    ADDRESS("remex.address", "", "host:port of the scheduler, or empty for embedded", ConfigKey::address),
    /** Name of the {@link io.remex.spi.RuntimeFactory}. */
    RUNTIME("remex.runtime", "", "embedded, cluster, or the name of a RuntimeFactory on the class path", text -> text),
    /** Shared secret of scheduler, workers and callers. */
    TOKEN("remex.token", "", "a secret text; required when a listener is not on loopback", text -> text),
    /** How threads wait. */
    LATENCY("remex.latency", "balanced", "low, balanced or idle", ConfigKey::latency),
    /** How long {@code init} may take. */
    INIT_TIMEOUT("remex.init.timeout", "10s", "a duration such as 500ms or 10s", ConfigKey::duration),
    /** Directory of the node's media driver. */
    NODE_DIRECTORY(
            "remex.node.directory",
            "",
            "directory of the node's media driver; empty for the user's default",
            text -> text),
    /** Whether the media driver is a process of its own. */
    NODE_MODE(
            "remex.node.mode",
            "external",
            "external (a remex-node runs on this host) or embedded (inside this process)",
            text -> oneOf(text, "external", "embedded")),
    /** Where the node's media driver meets those of other nodes. */
    NODE_DATA_ADDRESS(
            "remex.node.data-address",
            "",
            "host:first-last, the host and the ports of this node for datagrams; empty for shared memory only",
            ConfigKey::dataAddress),
    /** Length of the datagrams that it sends. */
    NODE_DATA_MTU("remex.node.data-mtu", "1408", "a multiple of 32 from 1408 to 8960", ConfigKey::datagramLength),
    /** What happens to a task whose function no worker offers. */
    UNKNOWN_FUNCTION("remex.submit.unknown-function", "wait", "wait or fail", text -> oneOf(text, "wait", "fail")),
    /** What happens to a task that needs more than any worker has. */
    INFEASIBLE("remex.submit.infeasible", "wait", "wait or fail", text -> oneOf(text, "wait", "fail")),
    /** The caller's part when slots are scarce. */
    CALLER_WEIGHT("remex.caller.weight", "1", "a number from 1 to 1000", text -> integer(text, 1, 1_000)),
    /** How many tasks may wait at the caller. */
    MAX_PENDING(
            "remex.submit.max-pending",
            "2000000",
            "a number of tasks from 1 to 100000000",
            text -> integer(text, 1, 100_000_000)),
    /** What happens to a submission when so many wait. */
    WHEN_FULL("remex.submit.when-full", "block", "block or fail", text -> oneOf(text, "block", "fail")),
    /** How long a task waits before it runs again, the first time. */
    RETRY_BACKOFF("remex.retry.backoff", "100ms", "a duration such as 100ms; 0s for none", ConfigKey::duration),
    /** And at most. */
    RETRY_MAX_BACKOFF("remex.retry.max-backoff", "10s", "a duration such as 10s", ConfigKey::duration),
    /** Bound of the retries of one caller. */
    RETRY_PER_SECOND(
            "remex.retry.per-second",
            "10000",
            "a number of retries from 1 to 1000000",
            text -> integer(text, 1, 1_000_000)),
    /** Bound of the tasks in flight of one slot. */
    SLOT_WINDOW(
            "remex.lane.slot-window", "1024", "a number of tasks from 1 to 65536", text -> integer(text, 1, 65_536)),
    /** How many items a task may be ahead of the one who takes them. */
    STREAM_WINDOW("remex.stream.window", "64", "a number of items from 1 to 65536", text -> integer(text, 1, 65_536)),
    /** And how many bytes. */
    STREAM_WINDOW_BYTES(
            "remex.stream.window-bytes",
            "16MiB",
            "a size such as 500KiB or 16MiB",
            text -> size(text, 1, Long.MAX_VALUE)),
    /** Size of one term of a lane's log buffer. */
    TERM_LENGTH(
            "remex.lane.term-length", "4194304", "a power of two from 1048576 to 1073741824", ConfigKey::termLength),
    /** How long an idle lease counts as wanted. */
    LEASE_IDLE("remex.lease.idle-timeout", "1s", "a duration such as 1s", ConfigKey::duration),
    /** How long the last slot is kept for the next task, if nobody else needs it. */
    LEASE_KEEP("remex.lease.keep-timeout", "10s", "a duration such as 10s", ConfigKey::duration),
    /** Shared memory that the object store of one process may take. */
    STORE_MEMORY("remex.store.memory", "30%", ConfigKey.SIZE_OR_SHARE, ConfigKey::sizeOrShare),
    /** Shared memory that the object stores of all processes of the node may take together. */
    STORE_MACHINE_MEMORY("remex.store.machine-memory", "60%", ConfigKey.SIZE_OR_SHARE, ConfigKey::sizeOrShare),
    /** Size of a segment of the object store. */
    STORE_SEGMENT(
            "remex.store.segment-size", "64MiB", "a size from 1MiB to 1GiB", text -> size(text, 1L << 20, 1L << 30)),
    /** How long an allocation waits for room. */
    STORE_FULL_TIMEOUT("remex.store.full-timeout", "10s", "a duration such as 10s", ConfigKey::duration),
    /** Where objects go that do not fit into memory. */
    STORE_SPILL_DIR("remex.store.spill-dir", "", "a directory; empty for one in the temporary directory", text -> text),
    /** How much a process may keep there. */
    STORE_SPILL_LIMIT(
            "remex.store.spill-limit",
            "16GiB",
            "a size such as 500MiB or 16GiB; 0 for no spilling",
            text -> size(text, 0, Long.MAX_VALUE)),
    /** From when on objects are spilled. */
    STORE_SPILL_THRESHOLD(
            "remex.store.spill-threshold", "80%", "a share of remex.store.memory from 1% to 100%", ConfigKey::share),
    /** Whether objects in memory carry a checksum. */
    STORE_CHECKSUM("remex.store.checksum", "off", "on or off", text -> oneOf(text, "on", "off")),
    /** Whether a leaked object is reported with the place that made it. */
    STORE_LEAK_DETECTION("remex.store.leak-detection", "off", "on or off", text -> oneOf(text, "on", "off")),
    /** What a caller may keep so that lost results can be made again. */
    STORE_LINEAGE_MEMORY(
            "remex.store.lineage-memory",
            "256MiB",
            "a size such as 64MiB; 0 to keep nothing",
            text -> size(text, 0, Long.MAX_VALUE)),
    /** How many tasks may run again, one after the other, for one lost result. */
    STORE_RECONSTRUCTION_DEPTH(
            "remex.store.reconstruction-depth",
            "16",
            "a number of tasks from 1 to 10000",
            text -> integer(text, 1, 10_000)),
    /** How often a lost result is made again. */
    STORE_RECONSTRUCTION_ATTEMPTS(
            "remex.store.reconstruction-attempts",
            "3",
            "a number of times from 0 to 1000",
            text -> integer(text, 0, 1_000)),
    /** Name of a worker. */
    WORKER_NAME(
            "remex.worker.name", "", "letters, digits, dot, dash and underscore; empty for host-pid", ConfigKey::name),
    /** Processors that a worker offers. */
    WORKER_SLOTS(
            "remex.worker.slots",
            "",
            "a number of processors from 1 to 4096; empty for those of the machine",
            text -> text.isEmpty() ? text : integer(text, 1, 4096)),
    /** Other resources that a worker offers. */
    WORKER_RESOURCES(
            "remex.worker.resources",
            "",
            "amounts such as gpus=2, memory=8e9, fpga=1; at most 1024 gpus",
            ConfigKey::amounts),
    /** What a worker says about itself, for tasks that choose by it. */
    WORKER_LABELS("remex.worker.labels", "", "labels such as zone=eu, spot, disk=ssd", ConfigKey::labels),
    /** Bound of the tasks of one worker that wait in a {@code get}. */
    MAX_BLOCKED(
            "remex.worker.max-blocked-tasks",
            "2000",
            "a number of tasks from 1 to 30000",
            text -> integer(text, 1, 30_000)),
    /** The process with which a worker ends. */
    WORKER_PARENT(
            "remex.worker.parent",
            "0",
            "the number of a process; 0 for none",
            text -> integer(text, 0, Integer.MAX_VALUE)),
    /** How long a worker waits for running tasks when it stops. */
    DRAIN_TIMEOUT("remex.worker.drain-timeout", "10s", "a duration such as 10s", ConfigKey::duration),
    /** How long a task that was cancelled by force may go on before its worker ends. */
    FORCE_GRACE("remex.worker.force-grace", "1s", "a duration such as 1s; 0s for never", ConfigKey::duration),
    /** Address that the scheduler listens on. */
    SERVER_HOST("remex.server.host", "127.0.0.1", "an address of this machine", text -> text),
    /** Port that the scheduler listens on. */
    SERVER_PORT(
            "remex.server.port",
            "7400",
            "a port from 0 to 65535; 0 picks a free one",
            text -> integer(text, 0, 65_535)),
    /** When a silent worker is taken for dead. */
    HEARTBEAT_TIMEOUT("remex.server.heartbeat-timeout", "3s", "a duration such as 3s", ConfigKey::duration),
    /** Who starts and stops workers by demand. */
    SCALER("remex.scaler", "none", "none, process, or the name of a WorkerScaler on the class path", text -> text),
    /** The command that starts a worker. */
    SCALER_COMMAND(
            "remex.scaler.command",
            "",
            "a program and its arguments, separated by blanks, those with blanks in quotes; no shell",
            text -> text),
    /** Workers that are always there. */
    SCALER_MIN("remex.scaler.min", "0", "a number of workers from 0 to 1000", text -> integer(text, 0, 1_000)),
    /** Workers at most. */
    SCALER_MAX("remex.scaler.max", "4", "a number of workers from 1 to 1000", text -> integer(text, 1, 1_000)),
    /** Processors of each worker that is started. */
    SCALER_WORKER_SLOTS(
            "remex.scaler.worker-slots", "1", "a number of processors from 1 to 4096", text -> integer(text, 1, 4096)),
    /** GPUs of each worker that is started. */
    SCALER_WORKER_GPUS(
            "remex.scaler.worker-gpus", "0", "a number of GPUs from 0 to 1024", text -> integer(text, 0, 1_024)),
    /** When an idle worker is stopped. */
    SCALER_IDLE_TIMEOUT("remex.scaler.idle-timeout", "60s", "a duration such as 60s", ConfigKey::duration),
    /** How long a worker may take to register. */
    SCALER_START_TIMEOUT("remex.scaler.start-timeout", "60s", "a duration such as 60s", ConfigKey::duration);

    private static final int MAX_GPUS = 1_024;
    private static final String SIZE_OR_SHARE =
            "a size such as 512MiB or 4GiB, or a share of the file system such as 30%";

    private final String key;
    private final String defaultText;
    private final String allowed;
    private final UnaryOperator<String> normalizer;

    ConfigKey(String key, String defaultText, String allowed, UnaryOperator<String> normalizer) {
        this.key = key;
        this.defaultText = defaultText;
        this.allowed = allowed;
        this.normalizer = normalizer;
    }

    /** The key in system properties and {@code application.properties}. */
    public String key() {
        return key;
    }

    /** The key in the environment. */
    public String environmentKey() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The value that holds when none is given. */
    public String defaultText() {
        return defaultText;
    }

    /** What may be written, for people. */
    public String allowed() {
        return allowed;
    }

    /**
     * Checks a value and returns its normal form.
     *
     * @param source where it was found, for the error
     * @throws RemexConfigException with key, value, source and what is allowed
     */
    String normalize(String text, String source) {
        try {
            return normalizer.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new RemexConfigException(
                    key + "='" + text + "' (" + source + ") is not allowed: it must be " + allowed, e);
        }
    }

    private static String oneOf(String text, String... values) {
        for (String value : values) {
            if (value.equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static String latency(String text) {
        return oneOf(text, "low", "balanced", "idle");
    }

    private static String duration(String text) {
        return TimeText.parse(text).toString();
    }

    private static String integer(String text, long min, long max) {
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new IllegalArgumentException(text);
        }
        return Long.toString(value);
    }

    private static String termLength(String text) {
        long value = Long.parseLong(integer(text, 1 << 20, 1 << 30));
        if (Long.bitCount(value) != 1) {
            throw new IllegalArgumentException(text);
        }
        return Long.toString(value);
    }

    private static String size(String text, long min, long max) {
        long bytes = SizeText.parse(text);
        if (bytes < min || bytes > max) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String share(String text) {
        SizeText.parseShare(text);
        return text;
    }

    private static String sizeOrShare(String text) {
        if (SizeText.isShare(text)) {
            return share(text);
        }
        return size(text, 1L << 20, Long.MAX_VALUE);
    }

    private static String address(String text) {
        if (!text.isEmpty()) {
            int colon = text.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(text);
            }
            integer(text.substring(colon + 1), 1, 65_535);
        }
        return text;
    }

    private static String dataAddress(String text) {
        if (!text.isEmpty() && !text.matches("[^/|?,\\s]+:\\d{1,5}-\\d{1,5}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String datagramLength(String text) {
        String length = integer(text, 1_408, 8_960);
        if (Long.parseLong(length) % 32 != 0) {
            throw new IllegalArgumentException(text);
        }
        return length;
    }

    private static String name(String text) {
        if (!text.matches("[a-zA-Z0-9._-]{0,100}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String labels(String text) {
        Labels.parse(text);
        return text;
    }

    private static String amounts(String text) {
        if (Amounts.parse(text).getOrDefault("gpus", 0.0) > MAX_GPUS) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
