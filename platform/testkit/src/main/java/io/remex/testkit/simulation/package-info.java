/**
 * The engine of a deterministic simulation: one thread plays every process of a cluster. {@link
 * io.remex.testkit.simulation.EventLoop} owns time, chance and order, {@link io.remex.testkit.simulation.SimulatedProcess} is what can be
 * killed and stopped, {@link io.remex.testkit.simulation.SimulatedNode} carries the streams of the data plane and {@link
 * io.remex.testkit.simulation.SimulatedNetwork} those of the control plane. The same seed gives the same events in the same order, on
 * any JVM; {@link io.remex.testkit.simulation.EventLoop#traceHash} says so. Nothing here is thread safe.
 */
package io.remex.testkit.simulation;
