/** A package far down. */
package io.remex.examples.kitchensink.very.deeply.nested;
