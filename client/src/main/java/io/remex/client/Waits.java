package io.remex.client;

import io.remex.GetTimeoutException;
import io.remex.ObjectRef;
import io.remex.TaskCancelledException;
import io.remex.WaitResult;
import io.remex.spi.SlotHolder;
import io.remex.spi.TaskContextHolder;
import io.remex.transport.LatencyTier;
import io.remex.transport.SpinBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How threads of the user wait for outcomes: whoever waits, polls (DESIGN section 4). First without giving the processor away,
 * then with yields, then parked for times that grow with how long it has waited already; an outcome that another thread brings ends
 * the park at once. A wait inside a task gives the task's slot back once the first phase is over.
 */
final class Waits {
    static final long FOREVER_NS = Long.MAX_VALUE;

    private static final long MIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    /** On a busy machine a yield can take a whole time slice, so that their number alone bounds nothing. */
    private static final long YIELD_PHASE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final long LOW_YIELD_PHASE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** In the low tier too, a wait that is not over by then lets others wake it. */
    private static final int MAX_SPINS_WITHOUT_LISTENER = 256;

    private static final int PARK_SHARE_OF_WAIT = 16;

    private final CallerRuntime runtime;
    private final LatencyTier latency;
    /** Of all threads together: what the machine is like now is the same for each. */
    private final SpinBudget spinBudget;

    private final AtomicInteger waiters = new AtomicInteger();

    Waits(CallerRuntime runtime, LatencyTier latency) {
        this.runtime = runtime;
        this.latency = latency;
        this.spinBudget = latency.newSpinBudget();
    }

    /** The time of a duration given by the user. */
    static long timeoutNs(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout=" + timeout + "; it must not be negative");
        }
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return FOREVER_NS;
        }
    }

    /** What is left of a time that began then; never negative, and for ever what is for ever. */
    static long leftNs(long timeoutNs, long startNs) {
        return timeoutNs == FOREVER_NS ? FOREVER_NS : Math.max(0, timeoutNs - (System.nanoTime() - startNs));
    }

    /** Threads that wait and so poll. */
    int waiterCount() {
        return waiters.get();
    }

    /** Waits for one outcome; returns whether it is there. */
    boolean await(AbstractRef<?> ref, long timeoutNs) {
        // the common short wait needs no listener; in the low tier spinning always pays
        int spins = latency == LatencyTier.LOW ? MAX_SPINS_WITHOUT_LISTENER : spinBudget.next();
        int round = 0;
        do {
            runtime.polling().pollOnce();
            if (ref.hasOutcome()) {
                spinBudget.onWaited(spins, true);
                return true;
            }
            Thread.onSpinWait();
        } while (++round < spins);
        spinBudget.onWaited(spins, false);
        Countdown countdown = new Countdown(1);
        ref.listen(countdown.newListener());
        return await(countdown, timeoutNs);
    }

    /** Waits until so many of the outcomes are there; returns whether they are. */
    boolean await(Collection<? extends AbstractRef<?>> refs, int count, long timeoutNs) {
        Countdown countdown = new Countdown(count);
        for (AbstractRef<?> ref : refs) {
            ref.listen(countdown.newListener());
        }
        return await(countdown, timeoutNs);
    }

    /**
     * The values of all references, in their order.
     *
     * @throws GetTimeoutException not all were ready in time
     */
    <T> List<T> getAll(Collection<? extends ObjectRef<T>> refs, long timeoutNs) {
        List<AbstractRef<T>> own = new ArrayList<>(refs.size());
        refs.forEach(ref -> own.add(runtime.own(ref)));
        long startNs = System.nanoTime();
        List<AbstractRef<T>> unready =
                own.stream().filter(ref -> !ref.hasOutcome()).toList();
        if (!unready.isEmpty() && !await(unready, unready.size(), timeoutNs)) {
            long ready = own.stream().filter(AbstractRef::hasOutcome).count();
            throw new GetTimeoutException(ready + " of " + own.size() + " objects are ready after "
                    + Duration.ofNanos(timeoutNs) + "; the tasks go on: call get again, or cancel them");
        }
        List<T> values = new ArrayList<>(own.size());
        for (AbstractRef<T> ref : own) {
            values.add(ref.outcomeValue(timeoutNs, startNs));
        }
        return values;
    }

    /** Which references are ready once {@code numReady} are, or the time is over. */
    <T> WaitResult<T> waitFor(Collection<? extends ObjectRef<T>> refs, int numReady, long timeoutNs) {
        if (numReady < 1 || numReady > refs.size()) {
            throw new IllegalArgumentException("numReady=" + numReady + " of " + refs.size()
                    + " references; it must be from 1 to the number of references");
        }
        List<AbstractRef<T>> own = distinct(refs);
        runtime.polling().pollOnce();
        List<AbstractRef<T>> unready = new ArrayList<>(own.size());
        int missing = numReady;
        for (AbstractRef<T> ref : own) {
            if (!ref.hasOutcome()) {
                unready.add(ref);
            } else if (--missing == 0) {
                break;
            }
        }
        if (missing > 0) {
            await(unready, missing, timeoutNs);
        }
        List<ObjectRef<T>> ready = new ArrayList<>(numReady);
        List<ObjectRef<T>> rest = new ArrayList<>(own.size());
        for (AbstractRef<T> ref : own) {
            if (ready.size() < numReady && ref.hasOutcome()) {
                ready.add(ref);
            } else {
                rest.add(ref);
            }
        }
        return new WaitResult<>(ready, rest);
    }

    /** The references as this runtime's; in the order in which they were made, as mostly, none of them can be there twice. */
    private <T> List<AbstractRef<T>> distinct(Collection<? extends ObjectRef<T>> refs) {
        List<AbstractRef<T>> own = new ArrayList<>(refs.size());
        boolean isAscending = true;
        long last = 0;
        for (ObjectRef<T> ref : refs) {
            AbstractRef<T> mine = runtime.own(ref);
            isAscending &= mine.order() > last;
            last = mine.order();
            own.add(mine);
        }
        if (!isAscending) {
            requireDistinct(own);
        }
        return own;
    }

    private static void requireDistinct(List<? extends AbstractRef<?>> refs) {
        Map<AbstractRef<?>, Boolean> seen = new IdentityHashMap<>();
        for (AbstractRef<?> ref : refs) {
            if (seen.put(ref, true) != null) {
                throw new IllegalArgumentException(ref + " is there twice");
            }
        }
    }

    private boolean await(Countdown countdown, long timeoutNs) {
        SlotHolder slot = null;
        long lease = 0;
        waiters.incrementAndGet();
        try {
            long startNs = System.nanoTime();
            int rounds = 0;
            while (!countdown.isDone()) {
                runtime.requireOpen();
                // results of other tasks begin the yields anew, but nothing else: they may never stop coming
                rounds = runtime.polling().pollOnce() > 0 ? 0 : rounds + 1;
                long waitedNs = System.nanoTime() - startNs;
                if (countdown.isDone() || waitedNs >= timeoutNs) {
                    return countdown.isDone();
                }
                if (Thread.interrupted()) {
                    throw interrupted();
                }
                if (rounds <= latency.yields() && waitedNs < YIELD_PHASE_NS
                        || latency == LatencyTier.LOW && waitedNs < LOW_YIELD_PHASE_NS) {
                    Thread.yield();
                    continue;
                }
                if (slot == null && TaskContextHolder.current() instanceof SlotHolder holder) {
                    lease = holder.giveBack();
                    slot = holder;
                    runtime.polling().onSlotsWaiting(lease, 1);
                }
                if (rounds > 0) {
                    long parkNs = Math.max(MIN_PARK_NS, Math.min(MAX_PARK_NS, waitedNs / PARK_SHARE_OF_WAIT));
                    LockSupport.parkNanos(this, Math.min(parkNs, timeoutNs - waitedNs));
                }
            }
            return true;
        } finally {
            waiters.decrementAndGet();
            countdown.abandon();
            if (slot != null) {
                slot.takeAgain();
                runtime.polling().onSlotsWaiting(lease, -1);
            }
            runtime.polling().onUnattended();
        }
    }

    static RuntimeException interrupted() {
        return interrupted("; the task it waited for goes on");
    }

    /** What a wait ends with whose thread was interrupted; the thread stays so. */
    static RuntimeException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new TaskCancelledException(
                "the thread '" + Thread.currentThread().getName() + "' was interrupted while it waited"
                        + (what.startsWith(";") ? "" : " ") + what);
    }

    /** Counts outcomes and wakes the one thread that waits for them. */
    private static final class Countdown {
        private final Thread thread = Thread.currentThread();
        private final AtomicInteger missing;
        private volatile boolean isAbandoned;

        Countdown(int count) {
            this.missing = new AtomicInteger(count);
        }

        boolean isDone() {
            return missing.get() <= 0;
        }

        void abandon() {
            isAbandoned = true;
        }

        ReadyListener newListener() {
            return new ReadyListener() {
                @Override
                void onReady(Object outcome) {
                    if (missing.decrementAndGet() == 0 && !isAbandoned && thread != Thread.currentThread()) {
                        LockSupport.unpark(thread);
                    }
                }

                @Override
                boolean isDead() {
                    return isAbandoned;
                }
            };
        }
    }
}
