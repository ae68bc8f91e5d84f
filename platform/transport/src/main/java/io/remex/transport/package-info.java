/**
 * Aeron, as Remex uses it: the media driver of a node, a process's client to it, the streams of a lane, and what is published and
 * polled on them. Data plane: publishers and adapters allocate nothing per message. Streams are added and closed on control
 * threads only, never on a thread of the user, because an interrupt there would end the client.
 */
package io.remex.transport;
