/**
 * Everything that the signature of a {@code @Remote} method may have, a class a theme. Methods named {@code echo…} return what they
 * were given, so that a test can compare; the others show a shape of declaration.
 */
package io.remex.examples.kitchensink;
