/**
 * What the programs of the examples share: where they run, how they wait, and what they show meanwhile. Everything runs on the thread of
 * the program's {@code main}. Nothing here is needed to use Remex.
 */
package io.remex.examples.demo;
