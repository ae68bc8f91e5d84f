package io.remex.benchmarks.product;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what this process allocates. */
final class Allocation {
    private Allocation() {}

    /** Bytes that the threads alive now have allocated since they began. */
    static long ofAllThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes); // -1 for a thread that has just ended
        }
        return sum;
    }
}
