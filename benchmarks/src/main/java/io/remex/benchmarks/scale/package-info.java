/** A cluster that exists on paper only: the production {@code SchedulerCore}, with its workers and callers played. One thread. */
package io.remex.benchmarks.scale;
