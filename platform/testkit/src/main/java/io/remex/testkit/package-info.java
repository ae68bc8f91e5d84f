/**
 * Harnesses for tests of Remex and of programs that use it: real processes, started and killed by the test, whose output is kept.
 * Control plane; for one thread, the test's, unless a class says otherwise.
 */
package io.remex.testkit;
