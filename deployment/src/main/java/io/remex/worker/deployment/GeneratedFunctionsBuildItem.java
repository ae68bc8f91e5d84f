package io.remex.worker.deployment;

import io.quarkus.builder.item.MultiBuildItem;
import io.remex.spi.FunctionSignature;
import java.util.List;

/** The functions of one generated class: those to offer, and those whose method is gone. */
public final class GeneratedFunctionsBuildItem extends MultiBuildItem {
    private final String className;
    private final List<FunctionSignature> offered;
    private final List<FunctionSignature> gone;

    GeneratedFunctionsBuildItem(String className, List<FunctionSignature> offered, List<FunctionSignature> gone) {
        this.className = className;
        this.offered = List.copyOf(offered);
        this.gone = List.copyOf(gone);
    }

    /** The implementor of {@link io.remex.spi.RemoteFunctions}. */
    public String className() {
        return className;
    }

    /** The functions whose method exists and is still annotated. */
    public List<FunctionSignature> offered() {
        return offered;
    }

    /** The functions that an old class file still has, though their method is gone. */
    public List<FunctionSignature> gone() {
        return gone;
    }
}
