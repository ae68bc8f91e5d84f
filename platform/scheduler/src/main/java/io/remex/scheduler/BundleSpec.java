package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * What is reserved for one bundle, on one worker.
 *
 * @param shape how much
 * @param required what the worker must meet
 */
public record BundleSpec(ResourceShape shape, List<LabelCondition> required) {
    /** Copies the list. */
    public BundleSpec {
        Objects.requireNonNull(shape, "shape");
        required = List.copyOf(required);
    }

    boolean allows(WorkerRegistration worker) {
        return required.stream().allMatch(condition -> condition.isMetBy(worker));
    }
}
