/**
 * Control-plane streams to a scheduler, the same for one that is reached over gRPC and one in this process.
 */
package io.remex.protocol.link;
