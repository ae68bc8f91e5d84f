/**
 * The rig: starts the processes, asks them for rounds in turn, and collects what they answer. The main thread does it all; a daemon
 * thread for each process copies its output to its log, and a shutdown hook ends all processes at Ctrl-C. {@link
 * io.remex.benchmarks.rig.Subjects} owns the processes of a scenario, {@link io.remex.benchmarks.rig.Processes} all of them.
 */
package io.remex.benchmarks.rig;
