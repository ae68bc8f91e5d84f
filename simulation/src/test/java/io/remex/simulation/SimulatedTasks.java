package io.remex.simulation;

import io.remex.TaskOptions;
import io.remex.client.SimulatedCaller;
import io.remex.protocol.Failure;
import io.remex.testkit.simulation.EventLoop;
import io.remex.worker.SimulatedWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Every task of a simulation: what its code does, where it runs, how it ended. Finds a second outcome, a wrong value, an attempt that
 * runs twice, one attempt too many, and a worker that runs more than it has.
 */
final class SimulatedTasks implements SimulatedWork {
    private static final int MAX_DEPTH = 3;
    private static final int[] CPU_MILLIS = {1_000, 500, 2_000};

    private final EventLoop loop;
    private final Violations violations;
    /**
     * Whether tasks of this simulation wait for something inside. While one does, its resources are others', and for a moment afterwards
     * both have them: what workers run is then only bounded by their leases.
     */
    private final boolean someWait;

    private final SimulatedFunction[] functions = new SimulatedFunction[CPU_MILLIS.length];
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> capacityMillis = new HashMap<>();
    private final Map<String, Set<TaskRun>> running = new HashMap<>();
    private long submitted;
    private long unfinished;
    private long outcomeHash;
    private TaskRun ending;

    /** What user code throws that may be tried again. */
    static final class Flaky extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Flaky() {
            super("flaky", null, false, false);
        }
    }

    private record Key(long caller, long sequence) {}

    private static final class Entry {
        private final long number;
        private final TaskPlan plan;
        private final TaskOptions options;
        private final long submittedNs;
        /** The run of a task that has submitted it; null if a program has. */
        private final TaskRun parent;

        private SimulatedCaller.Task task;
        private long attemptsBegun;
        private boolean isCancelled;
        private boolean hasReturned;
        private boolean hasOutcome;
        /** Some attempt could not wait, or a child of it failed: then it throws. */
        private boolean hasFailedInside;

        Entry(long number, TaskPlan plan, TaskOptions options, long submittedNs, TaskRun parent) {
            this.number = number;
            this.parent = parent;
            this.plan = plan;
            this.options = options;
            this.submittedNs = submittedNs;
        }

        /** Whether it may be cancelled: it was, or what has submitted it was. */
        boolean mayBeCancelled() {
            return isCancelled || parent != null && (parent.isInterrupted || parent.entry.mayBeCancelled());
        }

        boolean hasTimeout() {
            return !options.timeout().isZero() || parent != null && parent.entry.hasTimeout();
        }

        int depth() {
            return parent == null ? 0 : 1 + parent.entry.depth();
        }
    }

    SimulatedTasks(EventLoop loop, Violations violations) {
        this.loop = loop;
        this.violations = violations;
        this.someWait = loop.random().nextInt(4) == 0;
        for (int i = 0; i < functions.length; i++) {
            functions[i] = new SimulatedFunction("price" + i, CPU_MILLIS[i] / 1_000.0, this::apply);
        }
    }

    SimulatedFunction[] functions() {
        return functions.clone();
    }

    /** See there. */
    boolean someWait() {
        return someWait;
    }

    long submitted() {
        return submitted;
    }

    long unfinished() {
        return unfinished;
    }

    /** The same in two runs if all tasks ended in the same way at the same time, whatever the order within a moment. */
    long outcomeHash() {
        return outcomeHash;
    }

    void onWorkerStarted(String worker, int milliCpus) {
        capacityMillis.put(worker, milliCpus);
        running.put(worker, new LinkedHashSet<>());
    }

    /** Submits a task of a random kind. */
    void submit(SimulatedCaller caller) {
        submit(caller, null);
    }

    /** Returns whether it was submitted. */
    private boolean submit(SimulatedCaller caller, TaskRun parent) {
        SplittableRandom random = loop.random();
        TaskPlan plan = new TaskPlan(
                durationNs(random),
                random.nextInt(20) == 0 ? random.nextInt(1, 6) : 0,
                random.nextInt(10) != 0,
                someWait && random.nextInt(25) == 0,
                childCount(random, parent));
        SimulatedFunction function = functions[random.nextInt(10) < 7 ? 0 : random.nextInt(1, functions.length)];
        TaskOptions options = TaskOptions.none();
        if (random.nextInt(10) == 0) {
            options = options.timeout(Duration.ofMillis(random.nextInt(1, 20_000)));
        }
        if (random.nextInt(4) == 0) {
            options = options.maxRetries(random.nextInt(3));
        }
        if (random.nextInt(8) == 0) {
            options = options.priority(random.nextInt(-2, 3));
        }
        long number = submitted;
        Entry entry = new Entry(number, plan, function.defaults().overriddenBy(options), loop.nowNs(), parent);
        entry.task = caller.submit(function, options, number, new Outcomes(entry));
        if (entry.task == null) {
            return false; // the caller has too many already
        }
        submitted++;
        unfinished++;
        entries.put(new Key(caller.id(), entry.task.sequence()), entry);
        if (random.nextInt(12) == 0) {
            caller.process().after(loop.randomNs(0, TimeUnit.SECONDS.toNanos(5)), "cancel", () -> {
                entry.isCancelled |= !entry.hasOutcome;
                entry.task.cancel();
            });
        }
        return true;
    }

    /** Graphs of tasks: a tenth of those of a program have children, and half of those have some of their own. */
    private int childCount(SplittableRandom random, TaskRun parent) {
        int depth = parent == null ? 0 : 1 + parent.entry.depth();
        boolean has = someWait && depth < MAX_DEPTH && random.nextInt(depth == 0 ? 10 : 2) == 0;
        return has ? random.nextInt(1, 5) : 0;
    }

    private static long durationNs(SplittableRandom random) {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return random.nextLong(1_000, 2_000_000);
        }
        return kind < 97
                ? random.nextLong(2_000_000, 300_000_000)
                : random.nextLong(300_000_000, TimeUnit.SECONDS.toNanos(8));
    }

    /** A caller was killed: its tasks died with it. */
    void onCallerGone(long caller) {
        entries.forEach((key, entry) -> {
            if (key.caller() == caller && !entry.hasOutcome) {
                entry.hasOutcome = true;
                unfinished--;
            }
        });
    }

    /** All is quiet: what runs from now on should not. */
    void forgetAll() {
        entries.clear();
    }

    /** The tasks without outcome, for people. */
    String unfinishedTasks() {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, entry) -> {
            if (!entry.hasOutcome && text.length() < 2_000) {
                text.append("task ")
                        .append(entry.number)
                        .append(" of caller ")
                        .append(key.caller())
                        .append(", attempts ")
                        .append(Long.toBinaryString(entry.attemptsBegun))
                        .append(", submitted ")
                        .append(TimeUnit.NANOSECONDS.toMillis(loop.nowNs() - entry.submittedNs))
                        .append(" ms ago; ");
            }
        });
        return text.toString();
    }

    private static long value(long number) {
        return number * 0x9E3779B97F4A7C15L + 17;
    }

    private long apply(long number) throws InterruptedException {
        TaskRun run = ending;
        if (run == null || run.entry.number != number) {
            violations.found("task " + number + " runs with the arguments of another");
            return 0;
        }
        if (run.isInterrupted && run.entry.plan.obeysInterrupt()) {
            throw new InterruptedException();
        }
        if (run.attempt <= run.entry.plan.failures()) {
            throw new Flaky();
        }
        if (run.hasFailedInside) {
            throw new IllegalStateException("what it waited for failed");
        }
        run.entry.hasReturned = true;
        return value(number);
    }

    @Override
    public Run begin(String worker, long caller, long sequence, int attempt, String function) {
        Entry entry = entries.get(new Key(caller, sequence));
        if (entry == null) {
            violations.found("worker " + worker + " runs a task of an earlier time");
            entry = new Entry(-1, new TaskPlan(1_000, 0, true, false, 0), TaskOptions.none(), loop.nowNs(), null);
        } else {
            if (attempt > 1 + entry.options.maxRetries()) {
                violations.found("task " + entry.number + " begins attempt " + attempt + " with maxRetries="
                        + entry.options.maxRetries());
            }
            if ((entry.attemptsBegun & 1L << attempt) != 0) {
                violations.found("attempt " + attempt + " of task " + entry.number + " runs twice");
            }
            entry.attemptsBegun |= 1L << attempt;
        }
        return new TaskRun(entry, worker, attempt, millis(function));
    }

    private int millis(String function) {
        for (int i = 0; i < functions.length; i++) {
            if (functions[i].name().equals(function)) {
                return CPU_MILLIS[i];
            }
        }
        throw new IllegalArgumentException(function);
    }

    private void checkCapacity(String worker) {
        int millis = running.get(worker).stream()
                .filter(run -> !run.isInterrupted)
                .mapToInt(run -> run.millis)
                .sum();
        if (millis > capacityMillis.get(worker) && !someWait) {
            violations.found("worker " + worker + " runs tasks for " + millis + " thousandths of a processor and has "
                    + capacityMillis.get(worker) + ": " + running.get(worker));
        }
    }

    private final class TaskRun implements Run {
        private final Entry entry;
        private final String worker;
        private final int attempt;
        private final int millis;
        private final long beganNs = loop.nowNs();
        private boolean isInterrupted;
        private boolean hasFailedInside;
        private int openChildren;
        private Runnable whenChildrenEnded;

        TaskRun(Entry entry, String worker, int attempt, int millis) {
            this.entry = entry;
            this.worker = worker;
            this.attempt = attempt;
            this.millis = millis;
            running.get(worker).add(this);
            checkCapacity(worker);
        }

        @Override
        public String toString() {
            return "attempt " + attempt + " of task " + entry.number + " since "
                    + TimeUnit.NANOSECONDS.toMillis(loop.nowNs() - beganNs) + " ms for " + millis
                    + (entry.plan.obeysInterrupt() ? "" : " (ignores interrupts)");
        }

        @Override
        public long durationNs() {
            return entry.plan.durationNs();
        }

        @Override
        public boolean obeysInterrupt() {
            return entry.plan.obeysInterrupt();
        }

        @Override
        public boolean waits() {
            return entry.plan.waits();
        }

        @Override
        public boolean hasChildren() {
            return entry.plan.children() > 0;
        }

        @Override
        public void submitChildren(SimulatedCaller caller, Runnable whenEnded) {
            whenChildrenEnded = whenEnded;
            openChildren = 1; // keeps it from ending before all are submitted
            for (int i = 0; i < entry.plan.children(); i++) {
                openChildren++;
                if (!submit(caller, this)) {
                    openChildren--;
                }
            }
            onChildEnded(true);
        }

        private void onChildEnded(boolean hasValue) {
            if (!hasValue) {
                failInside();
            }
            if (--openChildren == 0) {
                whenChildrenEnded.run();
            }
        }

        @Override
        public void onWaitRefused() {
            failInside();
        }

        private void failInside() {
            hasFailedInside = true;
            entry.hasFailedInside = true;
        }

        /** It does not count again when it goes on: there may be one more than wanted until another has ended. */
        @Override
        public void onWaits() {
            running.get(worker).remove(this);
        }

        /** From now on it does not count: its worker may be fenced, and begin anew before a task ends that ignores this. */
        @Override
        public void onInterrupted() {
            isInterrupted = true;
        }

        @Override
        public void onEnding() {
            ending = this;
            running.get(worker).remove(this);
        }

        @Override
        public void onEnded() {
            ending = null;
        }
    }

    private final class Outcomes implements SimulatedCaller.OutcomeListener {
        private final Entry entry;

        Outcomes(Entry entry) {
            this.entry = entry;
        }

        private void onOutcome(long kind) {
            if (entry.hasOutcome) {
                violations.found("task " + entry.number + " has a second outcome");
                return;
            }
            entry.hasOutcome = true;
            unfinished--;
            outcomeHash += (loop.elapsedNs() * 31 + entry.number) * 0x9E3779B97F4A7C15L ^ kind;
            if (entry.parent != null) {
                entry.parent.onChildEnded(kind == -1);
            }
        }

        @Override
        public void onValue(long value) {
            onOutcome(-1);
            if (value != value(entry.number) || !entry.hasReturned) {
                violations.found("task " + entry.number + " has the value " + value + ", which it has not returned");
            }
        }

        @Override
        public void onFailure(Failure failure) {
            onOutcome(failure.code().ordinal());
            boolean isPossible =
                    switch (failure.code()) {
                        case TASK_CANCELLED -> entry.mayBeCancelled();
                        case TASK_TIMEOUT -> entry.hasTimeout();
                        case TASK_FAILED -> entry.hasFailedInside || entry.plan.failures() > entry.options.maxRetries();
                        case WORKER_LOST, RUNTIME_CLOSED -> true;
                        default -> false;
                    };
            if (!isPossible) {
                violations.found("task " + entry.number + " failed with " + failure.code() + ": " + failure.message());
            }
        }
    }
}
