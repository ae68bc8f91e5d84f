package io.remex.scheduler;

import java.util.Objects;
import java.util.Optional;

/**
 * What a caller says about itself when it opens its session.
 *
 * @param caller its id
 * @param node the node it can attach to; a caller without one can lease nothing
 * @param weight its weight when free slots are shared, at least 1
 * @param pid its process id
 * @param program for people
 * @param worker the worker it lives in, when it is a worker's own caller of nested tasks
 */
public record CallerSession(
        CallerId caller, Optional<NodeId> node, int weight, long pid, String program, Optional<WorkerId> worker) {
    /** @throws IllegalArgumentException if the weight is below 1 */
    public CallerSession {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(worker, "worker");
        if (weight < 1) {
            throw new IllegalArgumentException("weight must be at least 1: " + weight);
        }
    }
}
