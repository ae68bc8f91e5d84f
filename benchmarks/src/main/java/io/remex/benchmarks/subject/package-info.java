/**
 * What runs in the process that is measured: the loops, and the conversation with the rig. The rig starts each subject (the product,
 * the raw echo, each peer) in a process with a class path of its own, so this package knows nothing but the JDK and HdrHistogram.
 * All of it runs on the main thread of its process.
 */
package io.remex.benchmarks.subject;
