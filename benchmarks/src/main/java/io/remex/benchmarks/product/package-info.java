/**
 * The product as its users run it: remote functions, a worker around them, and the caller that is measured. Only the public API, and
 * the door of the worker engine.
 */
package io.remex.benchmarks.product;
