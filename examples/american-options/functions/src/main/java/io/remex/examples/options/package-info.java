/**
 * American put options by least-squares Monte Carlo: pure functions, and the two programs that run them as tasks.
 *
 * <p>The method and the table of twenty options are those of F. Longstaff and E. Schwartz, <em>Valuing American Options by
 * Simulation: A Simple Least-Squares Approach</em>, The Review of Financial Studies 14 (2001), 113–147. Every random number
 * is a function of its coordinates, so a task gives the same bits wherever, whenever and however often it runs. Nothing here
 * has state; each call works on its own arrays, on the thread that made it.
 */
package io.remex.examples.options;
