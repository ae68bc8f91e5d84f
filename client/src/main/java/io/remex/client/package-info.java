/**
 * The caller: submits tasks, keeps their references, sends them to workers over lanes and brings their results back.
 *
 * <p>Threads:
 *
 * <ul>
 *   <li>threads of the user — submit, which sends straight to a lane when there is room, and wait, which polls result streams.
 *   <li>{@code remex-caller-control} — one a runtime: the conversation with the scheduler, demand, lanes, timeouts. May block for the
 *       milliseconds that Aeron takes to add a stream.
 *   <li>{@code remex-caller-agent} — one a runtime: polls result streams while nobody waits.
 *   <li>{@code remex-caller-callbacks} — one a runtime: completes futures, and so runs callbacks of the user.
 * </ul>
 *
 * {@link io.remex.client.CallerLane} and {@link io.remex.client.LeasePool} are data plane: one lock each way, no allocation a task
 * beyond the reference and its arguments. The rest is control plane.
 */
package io.remex.client;
