package io.remex.client;

import io.remex.BackPressureException;
import io.remex.RemexConfig;
import io.remex.RuntimeClosedException;
import io.remex.TaskOptions;
import io.remex.codec.ValueInput;
import io.remex.protocol.Failure;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.ObjectExchange;
import io.remex.spi.TaskSubmission;
import io.remex.testkit.simulation.SimulatedNetwork;
import io.remex.testkit.simulation.SimulatedNode;
import io.remex.testkit.simulation.SimulatedProcess;

/**
 * The production {@code CallerRuntime} with all that is below it in a simulated process. The program's one thread is the
 * simulation: it submits and listens, and never waits.
 */
public final class SimulatedCaller {
    private final SimulatedProcess process;
    private final CallerRuntime runtime;

    /** Hears how a task ended. */
    public interface OutcomeListener {
        /** The task's value. */
        void onValue(long value);

        /** The task's failure. */
        void onFailure(Failure failure);
    }

    /** A task that was submitted. */
    public static final class Task {
        private final TaskRef<?> ref;

        private Task(TaskRef<?> ref) {
            this.ref = ref;
        }

        /** Its number at its caller. */
        public long sequence() {
            return ref.sequence();
        }

        /** Cancels it, if it has no outcome and the session has not ended. */
        public boolean cancel() {
            try {
                return ref.cancel();
            } catch (RuntimeClosedException e) {
                return false;
            }
        }

        /** Forgets its value. */
        public void release() {
            ref.release();
        }
    }

    /**
     * Starts a caller; it never waits for the scheduler.
     *
     * @param worker whose caller of nested tasks it is; empty if it is a program's
     */
    public SimulatedCaller(
            SimulatedProcess process,
            SimulatedNode node,
            SimulatedNetwork network,
            RemexConfig config,
            FunctionRegistry functions,
            String worker) {
        this.process = process;
        this.runtime = new CallerRuntime(
                config, functions, network.connection(process), worker, new SimulatedSurroundings(process, node));
        runtime.start();
    }

    public SimulatedProcess process() {
        return process;
    }

    /** The number that its tasks carry as owner. */
    public long id() {
        return runtime.callerId();
    }

    /** Submits a task; null if there are too many without outcome, or the session has ended. */
    public Task submit(FunctionDescriptor<Long> function, TaskOptions options, long number, OutcomeListener listener) {
        TaskRef<Long> ref;
        try {
            TaskSubmission<Long> submission = runtime.begin(function, options);
            submission.arguments().putLong(number);
            ref = (TaskRef<Long>) submission.submit();
        } catch (BackPressureException | RuntimeClosedException e) {
            return null;
        }
        ref.listen(new ReadyListener() {
            @Override
            void onReady(Object outcome) {
                if (outcome instanceof Failure failure) {
                    listener.onFailure(failure);
                } else {
                    listener.onValue(
                            new ValueInput().wrap((byte[]) outcome, null).getLong());
                }
            }
        });
        return new Task(ref);
    }

    /** What the worker of this process knows of it. */
    public ObjectExchange exchange() {
        return runtime;
    }

    /** Ends the session, and what is under way fails; the process goes on. */
    public void closeSession() {
        runtime.close();
    }

    /** Ends the session, as a program does that has what it wanted. */
    public void close() {
        closeSession();
        process.exit();
    }

    /** What is left although nothing should be; empty if nothing is. A caller that rests may keep a lane for its next call. */
    public String leftOver() {
        StringBuilder left = new StringBuilder();
        for (LeasePool pool : runtime.session().pools()) {
            if (pool.waitingCount() != 0 || pool.inFlightCount() != 0) {
                left.append("a pool of caller ")
                        .append(process.name())
                        .append(" has ")
                        .append(pool.waitingCount())
                        .append(" tasks that wait, ")
                        .append(pool.inFlightCount())
                        .append(" in flight. ");
            }
        }
        if (runtime.retries().waitingCount() != 0) {
            left.append("tasks wait for another attempt. ");
        }
        if (runtime.submitter().unfinishedCount() != 0) {
            left.append(runtime.submitter().unfinishedCount()).append(" tasks count as unfinished. ");
        }
        return left.toString();
    }
}
