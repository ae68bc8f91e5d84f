/**
 * The public API of Remex: what a program that submits tasks, or whose methods run as tasks, compiles against.
 *
 * <p>{@link io.remex.Remote} marks a static method; the annotation processor writes its typed stub; {@link io.remex.Remex}
 * starts a runtime and moves values. Everything here is control plane: immutable, thread safe, and free of dependencies. The
 * contract between generated code and a runtime is in {@link io.remex.spi}, the value codecs are in {@link io.remex.codec}.
 */
package io.remex;
