package io.remex;

import io.remex.spi.Amounts;
import io.remex.spi.TimeText;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Options of one submission. What is not set comes from the method's {@link Remote} annotation. Immutable: every method returns
 * another instance, so an instance can be a constant that many submissions share.
 */
public final class TaskOptions {
    private static final TaskOptions NONE = new TaskOptions(null, null, null, null, null, null, null, null, null);
    private static final TaskOptions SYSTEM_DEFAULTS =
            new TaskOptions(null, 1.0, 0.0, 0L, Map.of(), 3, Set.of(), Duration.ZERO, Placement.DEFAULT);

    private final String name;
    private final Double cpus;
    private final Double gpus;
    private final Long memoryBytes;
    private final Map<String, Double> resources;
    private final Integer maxRetries;
    private final Set<Class<? extends Throwable>> retryOn;
    private final Duration timeout;
    private final Placement placement;

    private TaskOptions(
            String name,
            Double cpus,
            Double gpus,
            Long memoryBytes,
            Map<String, Double> resources,
            Integer maxRetries,
            Set<Class<? extends Throwable>> retryOn,
            Duration timeout,
            Placement placement) {
        this.name = name;
        this.cpus = cpus;
        this.gpus = gpus;
        this.memoryBytes = memoryBytes;
        this.resources = resources;
        this.maxRetries = maxRetries;
        this.retryOn = retryOn;
        this.timeout = timeout;
        this.placement = placement;
    }

    /** Nothing set. */
    public static TaskOptions none() {
        return NONE;
    }

    /** What holds where neither a call nor an annotation says otherwise: one processor, three retries, no time limit. */
    public static TaskOptions systemDefaults() {
        return SYSTEM_DEFAULTS;
    }

    /** This, with whatever {@code other} has set instead. */
    public TaskOptions overriddenBy(TaskOptions other) {
        if (other == null || other == NONE) {
            return this;
        }
        return new TaskOptions(
                either(other.name, name),
                either(other.cpus, cpus),
                either(other.gpus, gpus),
                either(other.memoryBytes, memoryBytes),
                either(other.resources, resources),
                either(other.maxRetries, maxRetries),
                either(other.retryOn, retryOn),
                either(other.timeout, timeout),
                either(other.placement, placement));
    }

    private static <T> T either(T first, T second) {
        return first != null ? first : second;
    }

    /** A name for views and logs. */
    public TaskOptions name(String value) {
        Objects.requireNonNull(value, "name");
        return overriddenBy(new TaskOptions(value, null, null, null, null, null, null, null, null));
    }

    /** Processors, 0 or more; fractions are allowed. */
    public TaskOptions cpus(double value) {
        Amounts.requireAmount("cpus", value);
        return overriddenBy(new TaskOptions(null, value, null, null, null, null, null, null, null));
    }

    /** GPUs: 0, a fraction of one that is shared with other tasks, or a whole number of which each is this task's alone. */
    public TaskOptions gpus(double value) {
        Amounts.requireGpus(value);
        return overriddenBy(new TaskOptions(null, null, value, null, null, null, null, null, null));
    }

    /** Memory in bytes, 0 or more. */
    public TaskOptions memory(long bytes) {
        Amounts.requireAmount("memory", bytes);
        return overriddenBy(new TaskOptions(null, null, null, bytes, null, null, null, null, null));
    }

    /** Custom resources: {@code "fpga=1, licence=0.5"}. */
    public TaskOptions resources(String text) {
        return overriddenBy(new TaskOptions(null, null, null, null, Amounts.parse(text), null, null, null, null));
    }

    /** Retries after a system failure, 0 or more. */
    public TaskOptions maxRetries(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("maxRetries=" + value + "; it must be 0 or more");
        }
        return overriddenBy(new TaskOptions(null, null, null, null, null, value, null, null, null));
    }

    /** Exception types of user code that count as a reason to run the task again. */
    @SafeVarargs
    public final TaskOptions retryOn(Class<? extends Throwable>... types) {
        return overriddenBy(new TaskOptions(null, null, null, null, null, null, Set.of(types), null, null));
    }

    /** Time limit from submission; zero means none. */
    public TaskOptions timeout(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("timeout=" + value + "; it must not be negative");
        }
        return overriddenBy(new TaskOptions(null, null, null, null, null, null, null, value, null));
    }

    /** Time limit from submission as a text: {@code "500ms"}, {@code "30s"}. */
    public TaskOptions timeout(String text) {
        return timeout(TimeText.parse(text));
    }

    /** Where the task prefers to run. */
    public TaskOptions placement(Placement value) {
        Objects.requireNonNull(value, "placement");
        return overriddenBy(new TaskOptions(null, null, null, null, null, null, null, null, value));
    }

    /** The name, or null. */
    public String name() {
        return name;
    }

    /** Processors, or null if not set. */
    public Double cpus() {
        return cpus;
    }

    /** GPUs, or null if not set. */
    public Double gpus() {
        return gpus;
    }

    /** Memory in bytes, or null if not set. */
    public Long memoryBytes() {
        return memoryBytes;
    }

    /** Custom resources, or null if not set. */
    public Map<String, Double> resources() {
        return resources;
    }

    /** Retries, or null if not set. */
    public Integer maxRetries() {
        return maxRetries;
    }

    /** Exception types to retry on, or null if not set. */
    public Set<Class<? extends Throwable>> retryOn() {
        return retryOn;
    }

    /** Time limit, zero for none, or null if not set. */
    public Duration timeout() {
        return timeout;
    }

    /** Where to run, or null if not set. */
    public Placement placement() {
        return placement;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskOptions that
                && Objects.equals(name, that.name)
                && Objects.equals(cpus, that.cpus)
                && Objects.equals(gpus, that.gpus)
                && Objects.equals(memoryBytes, that.memoryBytes)
                && Objects.equals(resources, that.resources)
                && Objects.equals(maxRetries, that.maxRetries)
                && Objects.equals(retryOn, that.retryOn)
                && Objects.equals(timeout, that.timeout)
                && placement == that.placement;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, cpus, gpus, memoryBytes, resources, maxRetries, retryOn, timeout, placement);
    }

    @Override
    public String toString() {
        return "TaskOptions[name=" + name + ", cpus=" + cpus + ", gpus=" + gpus + ", memory=" + memoryBytes
                + ", resources="
                + resources + ", maxRetries=" + maxRetries + ", retryOn=" + retryOn + ", timeout=" + timeout
                + ", placement=" + placement + ']';
    }
}
