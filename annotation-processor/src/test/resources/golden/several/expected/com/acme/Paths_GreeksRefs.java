package com.acme;

import io.remex.ObjectRef;
import java.lang.Double;
import java.lang.Number;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The results of a task that gives a {@link Paths.Greeks}, one by one.
 *
 * @param price of {@link Paths.Greeks#price}
 * @param delta of {@link Paths.Greeks#delta}
 * @param ladder of {@link Paths.Greeks#ladder}
 */
@Generated("io.remex.processor.RemoteProcessor")
public record Paths_GreeksRefs(ObjectRef<Double> price, ObjectRef<double[]> delta,
        ObjectRef<List<Number>> ladder) {
}
