/**
 * The annotation processor of {@link io.remex.Remote}: scan → model → validate → generate.
 *
 * <p>{@link io.remex.processor.RemoteProcessor} finds the declaring classes; {@code DeclarationReader} turns each into a
 * {@code RemoteClass}, or into diagnostics; {@code StubWriter} writes one file for each. What a type is to a codec is a
 * {@code Shape}. Single-threaded, as javac is; all state lives for one compilation. Output depends on the sources only: it is
 * sorted, and free of times and paths.
 */
package io.remex.processor;
