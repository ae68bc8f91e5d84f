/**
 * The worker: runs tasks. Plain Java; the Quarkus extension and the embedded runtime are shells around it.
 *
 * <p>Threads:
 *
 * <ul>
 *   <li>{@code remex-worker-control} — one a worker: the conversation with the scheduler, opening and closing lanes. May block for
 *       the milliseconds that Aeron takes to add a stream.
 *   <li>{@code remex-worker-agent} — one a worker: polls the control stream for cancels and outcomes of references. Never blocks.
 *   <li>{@code remex-slot-…} — one a slot of each lane: polls tasks, leader/follower, and runs user code, which may block.
 * </ul>
 *
 * {@link io.remex.worker.Slot}, {@link io.remex.worker.Lane} and {@link io.remex.worker.TaskBatch} are data plane; the rest is
 * control plane.
 */
package io.remex.worker;
