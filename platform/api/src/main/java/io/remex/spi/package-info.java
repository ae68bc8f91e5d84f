/**
 * The contract between generated code, runtimes and workers. Users read these types when they step through a generated stub, or
 * write a {@link io.remex.spi.RuntimeFactory}; they rarely call them.
 */
package io.remex.spi;
