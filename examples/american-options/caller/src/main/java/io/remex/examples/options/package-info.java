/**
 * The programs of the American options example: {@link io.remex.examples.options.OptionsDemo} prices the paper's table, and
 * {@link io.remex.examples.options.DemoLauncher} starts everything that it needs on one machine and runs it.
 */
package io.remex.examples.options;
