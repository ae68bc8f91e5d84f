/**
 * The process of one host that owns its media driver, so that the data plane of the host does not depend on any worker.
 *
 * <p>Threads: {@code main} starts the node and then cleans up after dead processes from time to time; the driver has its own
 * (see {@link io.remex.transport.MediaDriverNode}); the JVM's shutdown hook closes the node.
 */
package io.remex.node;
