/** Makes a page of the results that needs no network. Knows the results only; main thread. */
package io.remex.benchmarks.report;
