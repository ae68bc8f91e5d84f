package io.remex.scheduler;

import java.util.Objects;

/**
 * One function a worker can run.
 *
 * @param functionId the function's stable id
 * @param fingerprint of its argument and result layout; a caller must have the same one
 * @param name for people, for instance {@code com.acme.Pricing.price(Option,Market)}
 */
public record FunctionOffer(long functionId, long fingerprint, String name) {
    public FunctionOffer {
        Objects.requireNonNull(name, "name");
    }
}
