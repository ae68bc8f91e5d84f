/**
 * The pieces by themselves, measured by JMH in JVMs of their own: what an argument costs to write and read, a submission with its
 * result, a decision of the scheduler. {@code -Dbench=jmh} runs them with the allocation profiler.
 */
package io.remex.benchmarks.jmh;
