/**
 * The scheduler as a Quarkus application: {@link io.remex.control.SchedulerService} behind gRPC for workers and callers, and
 * behind HTTP for people and probes.
 *
 * <p>Control plane. No thread of its own: gRPC and HTTP run on Quarkus's event loops, the scheduler on {@code remex-scheduler}.
 *
 * <p>Boundary: nothing here decides about leases or knows the grammar of the conversation.
 */
package io.remex.server;
