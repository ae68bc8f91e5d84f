package io.remex.spi;

import io.remex.codec.TypeBinding;
import java.util.List;

/**
 * The functions of one declaring class. Generated beside each stub and found by {@link java.util.ServiceLoader}; inside Quarkus
 * the build step finds it instead.
 */
public interface RemoteFunctions {

    /** Binary name of the class that declares the methods. */
    String owner();

    /** One descriptor for each {@link io.remex.Remote} method, sorted by signature. */
    List<FunctionDescriptor<?>> functions();

    /** The enums and records that the methods use, with their codecs. */
    List<TypeBinding<?>> types();
}
