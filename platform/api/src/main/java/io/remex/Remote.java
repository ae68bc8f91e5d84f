package io.remex;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method that can run as a remote task.
 *
 * <p>For a class {@code Pricing} the annotation processor generates {@code PricingRemote} in the same package, with typed
 * methods that submit a task and return an {@link ObjectRef}. The method should be a pure function of its arguments: a task
 * whose worker dies is run again, up to {@link #maxRetries()} times.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Remote {

    /** Name shown in views, logs and errors; unique in the program. Empty means {@code Class.method}. */
    String name() default "";

    /** Processors that one running task occupies; fractions are allowed, 0 means that it occupies none. */
    double cpus() default 1;

    /** GPUs that one running task occupies; fractions below 1 share a device. Which: {@link TaskContext#gpuIds()}. */
    double gpus() default 0;

    /** Memory in bytes that one running task occupies; 0 means not accounted. */
    long memory() default 0;

    /** Custom resources that one running task occupies: {@code "fpga=1, licence=0.5"}. */
    String resources() default "";

    /** How often a task is run again after a system failure (a lost worker), and after a failure listed in {@link #retryOn()}. */
    int maxRetries() default 3;

    /** Exception types thrown by the method itself that also count as a reason to run the task again, after a growing pause. */
    Class<? extends Throwable>[] retryOn() default {};

    /** Time from submission after which the task ends with {@link TaskTimeoutException}: {@code "500ms"}, {@code "30s"}, {@code "PT1M"}. Empty means none. */
    String timeout() default "";

    /** Where tasks of this method prefer to run. */
    Placement placement() default Placement.DEFAULT;

    /**
     * On which workers tasks of this method may run, by labels: {@code "zone=eu|us, disk!=hdd, !spot, prefer worker=w1"}; see {@link
     * TaskOptions#affinity(String)}. Empty means any worker.
     */
    String affinity() default "";

    /** How urgent tasks of this method are, from -10 to 10; see {@link TaskOptions#priority(int)}. */
    int priority() default 0;
}
