package io.remex;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record: a {@link Remote} method that returns it gives its caller a reference for each component instead of one for the whole, so
 * that each can be passed on, read and released by itself. For {@code record Greeks(double price, double[] delta)} the compiler writes
 * {@code record GreeksRefs(ObjectRef<Double> price, ObjectRef<double[]> delta)}, which the stub returns.
 *
 * <p>All components share the fate of the one task: it fails, and each reference has the failure; cancelling one cancels the task.
 * Anywhere else, as a parameter or inside other values, the record is an ordinary value.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface RemoteResults {}
