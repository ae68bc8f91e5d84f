package io.remex;

import io.remex.codec.Codec;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.TaskSubmission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A runtime that runs nothing and remembers what it was asked. */
final class FakeRuntime implements RemexRuntime {

    /** One task as it was submitted; an argument is a value or a reference. */
    record Submitted(FunctionDescriptor<?> function, TaskOptions options, List<Object> arguments) {}

    private final RemexConfig config;
    private final FunctionRegistry functions;
    private final List<Submitted> submitted = new ArrayList<>();
    private int closed;

    FakeRuntime(RemexConfig config, FunctionRegistry functions) {
        this.config = config;
        this.functions = functions;
    }

    List<Submitted> submitted() {
        return submitted;
    }

    int timesClosed() {
        return closed;
    }

    @Override
    public <T> ObjectRef<T> put(T value) {
        return new FakeRef<>(new ObjectId(1, submitted.size()));
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs) {
        return List.of();
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs, Duration timeout) {
        return List.of();
    }

    @Override
    public <T> WaitResult<T> wait(Collection<? extends ObjectRef<T>> refs, int numReady, Duration timeout) {
        return new WaitResult<>(List.copyOf(refs), List.of());
    }

    @Override
    public PlacementGroup placementGroup(List<Bundle> bundles, PlacementStrategy strategy) {
        throw new UnsupportedOperationException("nothing is placed here");
    }

    @Override
    public ClusterView cluster() {
        return new ClusterView(List.of(), List.of(), List.of(), Map.of(), 1);
    }

    @Override
    public <R> TaskSubmission<R> begin(FunctionDescriptor<R> function, TaskOptions options) {
        if (isClosed()) {
            throw new RuntimeClosedException("closed");
        }
        return new Submission<>(function, options);
    }

    @Override
    public FunctionRegistry functions() {
        return functions;
    }

    @Override
    public RemexConfig config() {
        return config;
    }

    @Override
    public boolean isClosed() {
        return closed > 0;
    }

    @Override
    public void close() {
        closed++;
    }

    private final class Submission<R> implements TaskSubmission<R> {
        private final FunctionDescriptor<R> function;
        private final TaskOptions options;
        private final List<Object> arguments = new ArrayList<>();
        private final ValueOutput output = new ValueOutput(1_000, "test.limit");

        private Submission(FunctionDescriptor<R> function, TaskOptions options) {
            this.function = function;
            this.options = options;
        }

        @Override
        public ValueOutput arguments() {
            return output;
        }

        @Override
        public <T> void argument(Arg<? extends T> argument, Codec<T> codec) {
            if (argument instanceof Arg.Value<? extends T> value) {
                codec.encode(output, value.value());
                arguments.add(value.value());
            } else {
                arguments.add(argument);
            }
        }

        @Override
        public ObjectRef<R> submit() {
            submitted.add(new Submitted(function, options, arguments));
            return new FakeRef<>(new ObjectId(1, submitted.size()));
        }

        @Override
        public <T> ObjectRefStream<T> submitStream() {
            throw new UnsupportedOperationException("no test submits a stream");
        }

        @Override
        public List<ObjectRef<?>> submitComponents() {
            throw new UnsupportedOperationException("no test submits components");
        }
    }
}
