package io.remex.examples.kitchensink;

import io.remex.Arg;
import io.remex.Bundle;
import io.remex.CancelOptions;
import io.remex.ClusterView;
import io.remex.ObjectId;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.PlacementGroup;
import io.remex.PlacementStrategy;
import io.remex.RemexConfig;
import io.remex.RemexRuntime;
import io.remex.TaskOptions;
import io.remex.WaitResult;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.ItemFunction;
import io.remex.spi.ItemSink;
import io.remex.spi.ReferenceCarrier;
import io.remex.spi.TaskSubmission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Runs each task when it is submitted, on the caller's thread; arguments and results are bytes in between, as in a real runtime. */
final class InlineRuntime implements RemexRuntime, ReferenceCarrier {
    private static final int LIMIT_BYTES = 1 << 20;

    private final FunctionRegistry functions = FunctionRegistry.load(InlineRuntime.class.getClassLoader());
    private final Map<Long, ObjectRef<?>> references = new HashMap<>();
    private TaskOptions lastOptions;
    private FunctionDescriptor<?> lastFunction;
    private long sequence;
    private boolean closed;

    /** The options of the last submission. */
    TaskOptions lastOptions() {
        return lastOptions;
    }

    /** The function of the last submission. */
    FunctionDescriptor<?> lastFunction() {
        return lastFunction;
    }

    ValueOutput output() {
        ValueOutput out = new ValueOutput(LIMIT_BYTES, "test.limit");
        out.reset(this);
        return out;
    }

    @Override
    public <T> ObjectRef<T> put(T value) {
        return new Ref<>(++sequence, null, null, value, null);
    }

    @Override
    public <R> TaskSubmission<R> begin(FunctionDescriptor<R> function, TaskOptions options) {
        return new Submission<>(function, options);
    }

    @Override
    public <T> void exportReference(ValueOutput out, ObjectRef<T> ref, Codec<T> codec) {
        references.put(ref.id().sequence(), ref);
        out.putLong(ref.id().sequence());
    }

    @Override
    @SuppressWarnings("unchecked") // what was exported under the number
    public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
        return (ObjectRef<T>) references.get(in.getLong());
    }

    @Override
    public FunctionRegistry functions() {
        return functions;
    }

    @Override
    public RemexConfig config() {
        return RemexConfig.builder().build();
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs) {
        List<T> values = new ArrayList<>();
        refs.forEach(ref -> values.add(ref.get()));
        return values;
    }

    @Override
    public <T> List<T> get(Collection<? extends ObjectRef<T>> refs, Duration timeout) {
        return get(refs);
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
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class Submission<R> implements TaskSubmission<R> {
        private final FunctionDescriptor<R> function;
        private final TaskOptions options;
        private final ValueOutput arguments = output();

        Submission(FunctionDescriptor<R> function, TaskOptions options) {
            this.function = function;
            this.options = options;
        }

        @Override
        public ValueOutput arguments() {
            return arguments;
        }

        @Override
        public <T> void argument(Arg<? extends T> argument, Codec<T> codec) {
            T value = argument instanceof Arg.Value<? extends T> plain
                    ? plain.value()
                    : ((ObjectRef<? extends T>) argument).get();
            codec.encode(arguments, value);
        }

        @Override
        public ObjectRef<R> submit() {
            lastFunction = function;
            lastOptions = function.defaults().overriddenBy(options);
            ValueOutput result = output();
            try {
                function.invoke(new ValueInput().wrap(arguments.copy(), InlineRuntime.this), result);
            } catch (Throwable failure) {
                return new Ref<>(++sequence, null, null, null, failure);
            }
            return new Ref<>(++sequence, result.copy(), function.resultCodec(), null, null);
        }

        /** Runs the task at once: all items are there, and the failure, if there is one, behind them. */
        @Override
        @SuppressWarnings("unchecked") // all items of a stream have its one codec
        public <T> ObjectRefStream<T> submitStream() {
            List<ObjectRef<T>> items = new ArrayList<>();
            Throwable failure =
                    run((bytes, codec) -> items.add(new Ref<>(++sequence, bytes, (Codec<T>) codec, null, null)));
            ObjectRef<Long> completion = new Ref<>(++sequence, null, null, (long) items.size(), failure);
            return new Items<>(items.iterator(), completion);
        }

        /** Runs the task at once; each component is a reference of its own bytes, or of the failure. */
        @Override
        public List<ObjectRef<?>> submitComponents() {
            List<ObjectRef<?>> components = new ArrayList<>();
            Throwable failure = run((bytes, codec) -> components.add(new Ref<>(++sequence, bytes, codec, null, null)));
            int count = ((ItemFunction) (FunctionDescriptor<?>) function)
                    .itemCodecs()
                    .size();
            while (components.size() < count) {
                components.add(new Ref<>(++sequence, null, null, null, failure));
            }
            return components;
        }

        private Throwable run(BiConsumer<byte[], Codec<?>> items) {
            ItemSink sink = new ItemSink() {
                @Override
                public void awaitRoom() {}

                @Override
                public <T> void add(Codec<T> codec, T item) {
                    ValueOutput out = output();
                    codec.encode(out, item);
                    items.accept(out.copy(), codec);
                }
            };
            try {
                ((ItemFunction) (FunctionDescriptor<?>) function)
                        .invoke(new ValueInput().wrap(arguments.copy(), InlineRuntime.this), sink);
                return null;
            } catch (Throwable failure) { // whatever user code throws is the task's outcome
                return failure;
            }
        }
    }

    /** Items that are all there. */
    private record Items<T>(Iterator<ObjectRef<T>> items, ObjectRef<Long> completion) implements ObjectRefStream<T> {
        @Override
        public boolean hasNext() {
            if (!items.hasNext()) {
                completion.get(); // the failure comes behind the items
            }
            return items.hasNext();
        }

        @Override
        public ObjectRef<T> next() {
            return items.next();
        }

        @Override
        public ObjectRef<T> next(Duration timeout) {
            return next();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** A result as bytes, or a value that was put, or a failure. */
    private final class Ref<T> implements ObjectRef<T> {
        private final ObjectId id;
        private final byte[] bytes;
        private final Codec<T> codec;
        private final T value;
        private final Throwable failure;

        Ref(long sequence, byte[] bytes, Codec<T> codec, T value, Throwable failure) {
            this.id = new ObjectId(1, sequence);
            this.bytes = bytes;
            this.codec = codec;
            this.value = value;
            this.failure = failure;
        }

        @Override
        public ObjectId id() {
            return id;
        }

        @Override
        public T get() {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            if (bytes == null) {
                return value;
            }
            ValueInput in = new ValueInput().wrap(bytes, InlineRuntime.this);
            T decoded = codec.decode(in);
            in.requireEnd();
            return decoded;
        }

        @Override
        public T get(Duration timeout) {
            return get();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean cancel(CancelOptions options) {
            return false;
        }

        @Override
        public java.util.concurrent.CompletableFuture<T> toCompletableFuture() {
            return java.util.concurrent.CompletableFuture.completedFuture(get());
        }

        @Override
        public void release() {}
    }
}
