package io.remex.scheduler;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A condition on the labels of a worker. The names of its node and of itself are labels too.
 *
 * @param label the label
 * @param values of which it must have one; empty if it is enough that the label is there
 * @param negated whether the opposite must be so
 */
public record LabelCondition(String label, SortedSet<String> values, boolean negated) {
    /** The label that is the name of the worker's node. */
    public static final String NODE = "node";

    /** The label that is the worker's name. */
    public static final String WORKER = "worker";

    /** Copies the values. */
    public LabelCondition {
        Objects.requireNonNull(label, "label");
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    boolean isMetBy(WorkerRegistration worker) {
        String value =
                switch (label) {
                    case NODE -> worker.node().value();
                    case WORKER -> worker.worker().name();
                    default -> worker.labels().get(label);
                };
        boolean met = value != null && (values.isEmpty() || values.contains(value));
        return met != negated;
    }

    /** As users write it. */
    @Override
    public String toString() {
        if (values.isEmpty()) {
            return (negated ? "!" : "") + label;
        }
        return label + (negated ? "!=" : "=") + String.join("|", values);
    }
}
