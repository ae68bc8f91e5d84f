/**
 * The scheduler as a running thing: {@link io.remex.control.SchedulerService} gives {@link io.remex.scheduler.SchedulerCore} a
 * thread, a clock and streams that speak the messages of {@code control.proto}. The same service is used in one process
 * (embedded mode) and behind gRPC (the server).
 *
 * <p>Control plane. One thread, {@code remex-scheduler}, owns the core, all sessions and everything that is not said to be
 * thread safe; it never blocks on a peer.
 *
 * <p>Boundary: no Quarkus here, and no decision about leases, which are the core's.
 */
package io.remex.control;
