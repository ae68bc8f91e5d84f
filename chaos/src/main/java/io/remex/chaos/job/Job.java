package io.remex.chaos.job;

import io.remex.ObjectRef;
import io.remex.examples.options.AmericanPut;
import io.remex.examples.options.BatchEstimate;
import io.remex.examples.options.BatchSpec;
import io.remex.examples.options.LeastSquaresMonteCarlo;
import io.remex.examples.options.LeastSquaresMonteCarloRemote;
import io.remex.examples.options.caller.PaperTable;
import java.util.List;
import java.util.function.Consumer;

/**
 * The kinds of work. A task is named by its kind and a number: both together say what its result has to be, to whoever knows the name.
 */
public enum Job {
    /** A batch of paths of an American option: the job of {@code examples/american-options}. */
    OPTION {
        @Override
        Running submit(int number, String note) {
            ObjectRef<BatchEstimate> ref = LeastSquaresMonteCarloRemote.priceBatch(option(number), batch(number));
            return new Running(ref, value -> Double.doubleToLongBits(((BatchEstimate) value).price()), List.of(ref));
        }

        @Override
        public long expected(int number, String note) {
            return Double.doubleToLongBits(LeastSquaresMonteCarlo.price(option(number), batch(number)));
        }
    },

    /** A tree of tasks that submit tasks and wait for them. */
    GRAPH {
        @Override
        Running submit(int number, String note) {
            ObjectRef<Long> ref = GraphRemote.sum((long) number, Graph.DEPTH);
            return new Running(ref, value -> (long) value, List.of(ref));
        }

        @Override
        public long expected(int number, String note) {
            return Graph.expectedSum(number, Graph.DEPTH);
        }
    },

    /** A large result that is the argument of another task. */
    BLOCK {
        @Override
        Running submit(int number, String note) {
            ObjectRef<long[]> block = BlocksRemote.make((long) number);
            ObjectRef<Long> ref = BlocksRemote.checksum(block);
            return new Running(ref, value -> (long) value, List.of(ref, block));
        }

        @Override
        public long expected(int number, String note) {
            return Blocks.checksum(Blocks.make(number));
        }
    },

    /** A task that is never run again, not even when its worker is lost. */
    ONCE {
        @Override
        Running submit(int number, String note) {
            ObjectRef<Long> ref = OnceRemote.run(note);
            return new Running(ref, value -> (long) value, List.of(ref));
        }

        @Override
        public long expected(int number, String note) {
            return Once.expected(note);
        }
    };

    /** So many different tasks of a kind: few enough to know all results. */
    static final int NUMBERS = 40;

    private static final long SEED = 20_010_113;
    private static final int PATHS = 2_000;

    /** Submits the task; {@code note} is the file that it may leave a note in. */
    abstract Running submit(int number, String note);

    /** What the result has to be; runs on the calling thread, without any task. */
    public abstract long expected(int number, String note);

    private static AmericanPut option(int number) {
        List<PaperTable.Row> lines = PaperTable.lines();
        return lines.get(number % lines.size()).option();
    }

    private static BatchSpec batch(int number) {
        int options = PaperTable.lines().size();
        return new BatchSpec(SEED, number % options, number / options, PATHS);
    }

    /**
     * A task that was submitted.
     *
     * @param result its result
     * @param checksum of a result
     * @param references all that the submission made
     */
    record Running(ObjectRef<?> result, Checksum checksum, List<ObjectRef<?>> references) {
        /** Tells once that there is a result or a failure. */
        void whenEnded(Consumer<Throwable> listener) {
            result.toCompletableFuture().whenComplete((value, failure) -> listener.accept(failure));
        }

        /** The checksum of the result as it is now; throws what {@link ObjectRef#get()} throws. */
        long read() {
            return checksum.of(result.get());
        }

        void release() {
            references.forEach(ObjectRef::release);
        }
    }

    /** A number that stands for a value. */
    interface Checksum {
        long of(Object value);
    }
}
