package io.remex.simulation;

import io.remex.TaskOptions;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import java.util.List;

/** A function whose body is the simulation's; its argument is the number of the task. */
public final class SimulatedFunction extends FunctionDescriptor<Long> {
    private final Body body;

    /** What it does at the end of its run. */
    public interface Body {
        long apply(long task) throws Throwable;
    }

    SimulatedFunction(String name, double cpus, Body body) {
        super(
                new FunctionSignature("io.remex.simulation.Functions", name, "(J)J", name),
                TaskOptions.none().cpus(cpus).retryOn(SimulatedTasks.Flaky.class),
                List.of(PrimitiveCodecs.LONG),
                PrimitiveCodecs.BOXED_LONG);
        this.body = body;
    }

    @Override
    public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
        result.putLong(body.apply(arguments.getLong()));
    }

    /** The same in each JVM: tables with functions as keys have the same order in two runs of a simulation. */
    @Override
    public int hashCode() {
        return Long.hashCode(functionId());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    static FunctionRegistry registry(List<SimulatedFunction> functions) {
        return FunctionRegistry.of(List.of(new RemoteFunctions() {
            @Override
            public String owner() {
                return "io.remex.simulation.Functions";
            }

            @Override
            public List<FunctionDescriptor<?>> functions() {
                return List.copyOf(functions);
            }

            @Override
            public List<TypeBinding<?>> types() {
                return List.of();
            }
        }));
    }
}
