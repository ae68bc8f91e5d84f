/**
 * The scheduler's decisions as a pure state machine: {@link io.remex.scheduler.SchedulerCore} takes one {@link
 * io.remex.scheduler.SchedulerEvent} and the time, and answers with {@link io.remex.scheduler.SchedulerCommand}s.
 *
 * <p>Control plane. Nothing in this package starts a thread, reads a clock, does I/O, logs or draws a random number, and
 * nothing is thread safe: whoever hosts the core calls it from one thread. The same events at the same times give the
 * same commands, always.
 */
package io.remex.scheduler;
