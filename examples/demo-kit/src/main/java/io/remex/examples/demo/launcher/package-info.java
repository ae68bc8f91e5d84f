/**
 * Starts and stops the processes of the demonstration: a node, a scheduler, two workers and the caller. One thread does it all;
 * a second one, the shutdown hook, may stop everything at any time.
 */
package io.remex.examples.demo.launcher;
