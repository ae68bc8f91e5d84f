/**
 * What the system tests run as tasks. On the class path of the caller (the test) and of worker processes, so nothing here may
 * depend on JUnit or AssertJ.
 */
package io.remex.system.functions;
