/**
 * The run-time half of the Quarkus extension: it turns the application's configuration into a {@link io.remex.RemexConfig},
 * starts the worker engine when the application has started, shows it to health checks, and drains it at shutdown.
 *
 * <p>Start and stop run on Quarkus's main and shutdown threads, health checks on its HTTP threads. The one thread of its own
 * announces the worker and ends. What is offered is decided at build time, in {@code io.remex.worker.deployment}.
 */
package io.remex.worker.quarkus;
