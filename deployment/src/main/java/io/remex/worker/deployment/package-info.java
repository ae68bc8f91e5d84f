/**
 * The build-time half of the Quarkus extension: collects the generated functions, validates them, and records what the
 * application does at start; opens what Agrona needs; tells native image and Kubernetes what a worker needs.
 *
 * <p>Runs inside the user's build, on the threads of Quarkus's builder; every build step is a function of its build items.
 */
package io.remex.worker.deployment;
