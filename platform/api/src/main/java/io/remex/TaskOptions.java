package io.remex;

import io.remex.spi.Amounts;
import io.remex.spi.LabelSelector;
import io.remex.spi.TimeText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options of one submission. What is not set comes from the method's {@link Remote} annotation. Immutable: every method returns
 * another instance, so an instance can be a constant that many submissions share.
 */
public final class TaskOptions {
    /** The highest priority; the lowest is as far below zero. */
    public static final int MAX_PRIORITY = 10;

    private static final TaskOptions NONE = new TaskOptions(new EnumMap<>(Option.class));
    private static final TaskOptions SYSTEM_DEFAULTS = NONE.cpus(1)
            .gpus(0)
            .memory(0)
            .resources("")
            .maxRetries(3)
            .with(Option.RETRY_ON, Set.of())
            .timeout(Duration.ZERO)
            .placement(Placement.DEFAULT)
            .affinity("")
            .priority(0);

    private enum Option {
        NAME,
        CPUS,
        GPUS,
        MEMORY,
        RESOURCES,
        MAX_RETRIES,
        RETRY_ON,
        TIMEOUT,
        PLACEMENT,
        AFFINITY,
        PRIORITY,
        BUNDLE
    }

    /** What is set; not changed any more. */
    private final EnumMap<Option, Object> values;

    private TaskOptions(EnumMap<Option, Object> values) {
        this.values = values;
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
        EnumMap<Option, Object> both = new EnumMap<>(values);
        both.putAll(other.values);
        return new TaskOptions(both);
    }

    private TaskOptions with(Option option, Object value) {
        EnumMap<Option, Object> more = new EnumMap<>(values);
        more.put(option, value);
        return new TaskOptions(more);
    }

    @SuppressWarnings("unchecked") // each option is set by one method only, with the type that its accessor has
    private <T> T value(Option option) {
        return (T) values.get(option);
    }

    /** A name for views and logs. */
    public TaskOptions name(String value) {
        Objects.requireNonNull(value, "name");
        return with(Option.NAME, value);
    }

    /** Processors, 0 or more; fractions are allowed. */
    public TaskOptions cpus(double value) {
        Amounts.requireAmount("cpus", value);
        return with(Option.CPUS, value);
    }

    /** GPUs: 0, a fraction of one that is shared with other tasks, or a whole number of which each is this task's alone. */
    public TaskOptions gpus(double value) {
        Amounts.requireGpus(value);
        return with(Option.GPUS, value);
    }

    /** Memory in bytes, 0 or more. */
    public TaskOptions memory(long bytes) {
        Amounts.requireAmount("memory", bytes);
        return with(Option.MEMORY, bytes);
    }

    /** Custom resources: {@code "fpga=1, licence=0.5"}. */
    public TaskOptions resources(String text) {
        return with(Option.RESOURCES, Amounts.parse(text));
    }

    /** Retries after a system failure, 0 or more. */
    public TaskOptions maxRetries(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("maxRetries=" + value + "; it must be 0 or more");
        }
        return with(Option.MAX_RETRIES, value);
    }

    /** Exception types of user code that count as a reason to run the task again. */
    @SafeVarargs
    public final TaskOptions retryOn(Class<? extends Throwable>... types) {
        return with(Option.RETRY_ON, Set.of(types));
    }

    /** Time limit from submission; zero means none. */
    public TaskOptions timeout(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("timeout=" + value + "; it must not be negative");
        }
        return with(Option.TIMEOUT, value);
    }

    /** Time limit from submission as a text: {@code "500ms"}, {@code "30s"}. */
    public TaskOptions timeout(String text) {
        return timeout(TimeText.parse(text));
    }

    /** Where the task prefers to run. */
    public TaskOptions placement(Placement value) {
        Objects.requireNonNull(value, "placement");
        return with(Option.PLACEMENT, value);
    }

    /**
     * On which workers the task may run, and on which it would rather: conditions on their labels, {@code "zone=eu|us, disk!=hdd,
     * gpu, !spot, prefer worker=w1"}. All must be met but those with {@code prefer}; {@code node} and {@code worker} are labels
     * of every worker. An empty text means any worker.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    public TaskOptions affinity(String text) {
        return with(Option.AFFINITY, LabelSelector.parse(text));
    }

    /**
     * How urgent the task is, from -10 to 10; 0 is normal. Of tasks that wait those with a higher priority go first, at this caller
     * and between callers. What runs goes on. A lower priority never means to wait for ever: who has no slot at all for 2 s has its
     * turn.
     *
     * @throws IllegalArgumentException it is out of range
     */
    public TaskOptions priority(int value) {
        if (value < -MAX_PRIORITY || value > MAX_PRIORITY) {
            throw new IllegalArgumentException(
                    "priority=" + value + "; it must be from -" + MAX_PRIORITY + " to " + MAX_PRIORITY);
        }
        return with(Option.PRIORITY, value);
    }

    /**
     * Runs the task in what a placement group has set aside. Its resources are taken from the bundle, and must fit into it.
     *
     * @see PlacementGroup#bundle(int)
     */
    public TaskOptions bundle(BundleRef value) {
        Objects.requireNonNull(value, "bundle");
        return with(Option.BUNDLE, value);
    }

    /** The name, or null. */
    public String name() {
        return value(Option.NAME);
    }

    /** Processors, or null if not set. */
    public Double cpus() {
        return value(Option.CPUS);
    }

    /** GPUs, or null if not set. */
    public Double gpus() {
        return value(Option.GPUS);
    }

    /** Memory in bytes, or null if not set. */
    public Long memoryBytes() {
        return value(Option.MEMORY);
    }

    /** Custom resources, or null if not set. */
    public Map<String, Double> resources() {
        return value(Option.RESOURCES);
    }

    /** Retries, or null if not set. */
    public Integer maxRetries() {
        return value(Option.MAX_RETRIES);
    }

    /** Exception types to retry on, or null if not set. */
    public Set<Class<? extends Throwable>> retryOn() {
        return value(Option.RETRY_ON);
    }

    /** Time limit, zero for none, or null if not set. */
    public Duration timeout() {
        return value(Option.TIMEOUT);
    }

    /** Where to run, or null if not set. */
    public Placement placement() {
        return value(Option.PLACEMENT);
    }

    /** Conditions on the labels of workers, none for any worker, or null if not set. */
    public List<LabelSelector> affinity() {
        return value(Option.AFFINITY);
    }

    /** How urgent it is, or null if not set. */
    public Integer priority() {
        return value(Option.PRIORITY);
    }

    /** The bundle that it runs in, or null if it runs in none. */
    public BundleRef bundle() {
        return value(Option.BUNDLE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** What is set. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + '=' + entry.getValue())
                .collect(Collectors.joining(", ", "TaskOptions[", "]"));
    }
}
