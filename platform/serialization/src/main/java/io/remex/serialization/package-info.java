/**
 * Values of classes without a generated codec, through Apache Fory: {@link io.remex.serialization.ForyClassSerializer} is what
 * {@link java.util.ServiceLoader} finds, the rest is how it keeps bytes that are not trusted from doing harm.
 *
 * <p>A {@code ForyPool} holds the Fory instances of one set of registered classes. Fory fixes its set at the first use, so a
 * later registration means another pool; threads meet it at their next call. No threads of its own, no state that outlives the
 * process.
 *
 * <p>Fory runs as an interpreter, without run-time code generation: a process that serializes its first value is faster to start
 * than to compile, and the check that a field receives a value of its own type needs a place to stand (see
 * {@code CheckedSerializer}).
 */
package io.remex.serialization;
