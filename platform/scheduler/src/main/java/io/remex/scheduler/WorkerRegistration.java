package io.remex.scheduler;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a worker says about itself when it registers. Fixed for the life of the incarnation.
 *
 * @param node the node it runs on
 * @param worker its name
 * @param incarnation grows with every start of the worker
 * @param capacity the resources it offers
 * @param labels free text by name; tasks choose by them, see {@link LabelCondition}
 * @param pid its process id
 * @param description for people
 * @param controlStreamId the Aeron stream on which callers reach the worker outside lanes (cancel and the like)
 * @param catalog the id of its set of functions, see {@link CatalogId#of}
 * @param functions that set
 */
public record WorkerRegistration(
        NodeId node,
        WorkerId worker,
        long incarnation,
        ResourceShape capacity,
        SortedMap<String, String> labels,
        long pid,
        String description,
        int controlStreamId,
        CatalogId catalog,
        List<FunctionOffer> functions) {
    /** The most GPUs that one worker can offer. */
    public static final int MAX_GPUS = 1_024;

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX_GPUS} GPUs
     */
    public WorkerRegistration {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(capacity, "capacity");
        if (capacity.milliGpus() > MAX_GPUS * 1_000L) {
            throw new IllegalArgumentException(
                    "milliGpus must be at most " + MAX_GPUS * 1_000L + ": " + capacity.milliGpus());
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(catalog, "catalog");
        functions = List.copyOf(functions);
    }
}
