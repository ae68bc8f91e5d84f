/** Checks that the repository's pages say what the code says: keys, codes, links and paths. No threads, no processes. */
package io.remex.docs;
