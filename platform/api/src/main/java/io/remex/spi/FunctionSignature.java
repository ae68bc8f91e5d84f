package io.remex.spi;

/**
 * Which method a function is.
 *
 * @param owner binary name of the declaring class
 * @param method name of the method
 * @param descriptor erased JVM signature, {@code (Lcom/acme/Option;D)D}
 * @param name what people see; unique in a program
 */
public record FunctionSignature(String owner, String method, String descriptor, String name) {

    /** The text that {@link FunctionDescriptor#functionId()} is the hash of. */
    public String identity() {
        return owner + '#' + method + descriptor;
    }
}
