package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.CancelOptions;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningTaskTest {
    private static final CancelOptions HOW = CancelOptions.defaults();
    private static final CancelOptions FORCE = HOW.force(true);
    private static final int TASKS = 200_000;

    private final RunningTask running = new RunningTask(null, null);

    @Test
    void shouldInterruptOnlyTheTaskThatIsMeant() {
        begin(7);

        assertThat(running.cancel(6, of(Thread.currentThread()), HOW, RunningTask.NEVER))
                .isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(running.cancel(7, of(Thread.currentThread()), HOW, RunningTask.NEVER))
                .isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        running.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(running.laneSequence()).isEqualTo(-1);
    }

    @Test
    void shouldCancelATaskOnce() {
        begin(7);
        assertThat(running.cancel(7, of(Thread.currentThread()), HOW, RunningTask.NEVER))
                .isTrue();
        Thread.interrupted();

        assertThat(running.cancel(7, of(Thread.currentThread()), HOW, RunningTask.NEVER))
                .isFalse();
        running.cancelAny(of(Thread.currentThread()));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        running.end();
    }

    @Test
    void shouldSayOnceThatAForcedTaskHasHadItsTime() {
        begin(7);
        assertThat(running.cancel(7, of(Thread.currentThread()), FORCE, 100)).isTrue();
        assertThat(running.isForceDue(99)).isFalse();
        assertThat(running.isForceDue(100)).isTrue();
        assertThat(running.isForceDue(101)).isFalse();
        running.end();
    }

    @Test
    void shouldForceATaskThatWasCancelledBefore() {
        begin(7);
        assertThat(running.cancel(7, of(Thread.currentThread()), HOW, RunningTask.NEVER))
                .isTrue();
        assertThat(running.isForceDue(Long.MAX_VALUE)).isFalse();
        Thread.interrupted();

        assertThat(running.cancel(7, of(Thread.currentThread()), FORCE, 100)).isTrue();
        assertThat(running.cancel(7, of(Thread.currentThread()), FORCE, 200)).isTrue();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.isForced()).isTrue();
        assertThat(running.isForceDue(100)).isTrue();
        running.end();
    }

    @Test
    void shouldForgetTheForceWithItsTask() {
        begin(7);
        assertThat(running.cancel(7, of(Thread.currentThread()), FORCE, 100)).isTrue();
        running.end();
        assertThat(running.isForceDue(1_000)).isFalse();
        assertThat(running.isForced()).isFalse();

        begin(8);

        assertThat(running.isForced()).isFalse();
        assertThat(running.isForceDue(1_000)).isFalse();
        running.end();
    }

    @Test
    void shouldNotTouchTheThreadBetweenTasks() {
        begin(7);
        running.end();

        assertThat(running.cancel(7, of(Thread.currentThread()), HOW, RunningTask.NEVER))
                .isFalse();
        running.cancelAny(of(Thread.currentThread()));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldTakeBackAnInterruptThatUserCodeLeft() {
        begin(7);
        Thread.currentThread().interrupt();

        running.end();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(300)
    void shouldNeitherLeakNorMissAnInterruptWhenCancellersRace(long seed) throws Exception {
        AtomicLong current = new AtomicLong(-1);
        AtomicBoolean ended = new AtomicBoolean();
        SlotThread slot = of(Thread.currentThread());
        CountDownLatch started = new CountDownLatch(1);
        long[] hits = new long[1];
        Thread canceller = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            started.countDown();
            while (!ended.get()) {
                // also sequences that are over, and such as have not begun
                long wanted = current.get() + random.nextInt(-1, 2);
                if (random.nextInt(64) == 0) {
                    running.cancelAny(slot);
                } else if (running.cancel(wanted, slot, HOW, RunningTask.NEVER)) {
                    hits[0]++;
                }
            }
        });
        canceller.start();
        started.await();
        SplittableRandom random = new SplittableRandom(-seed);
        long cancelled = 0;
        boolean leaked = false;
        for (long sequence = 0; sequence < TASKS; sequence++) {
            begin(sequence);
            current.set(sequence);
            for (int spin = random.nextInt(40); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            boolean wasCancelled = running.wasInterrupted();
            running.end();
            cancelled += wasCancelled ? 1 : 0;
            leaked |= Thread.currentThread().isInterrupted();
        }
        ended.set(true);
        canceller.join();
        assertThat(leaked).as("seed %d: an interrupt outlived its task", seed).isFalse();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(hits[0]).as("seed %d", seed).isPositive();
        assertThat(cancelled).as("seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    @Timeout(300)
    void shouldEndEveryTaskThatIsCancelledWhileItRuns(long seed) throws Exception {
        SlotThread slot = of(Thread.currentThread());
        int tasks = 300;
        long longestNs = 0;
        Thread canceller = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (long wanted = 0; wanted < tasks; wanted++) {
                for (int spin = random.nextInt(200); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                while (!running.cancel(wanted, slot, HOW, RunningTask.NEVER)) {
                    Thread.yield();
                }
            }
        });
        canceller.start();
        for (long sequence = 0; sequence < tasks; sequence++) {
            begin(sequence);
            long startNs = System.nanoTime();
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20)); // only an interrupt ends it in time
            }
            longestNs = Math.max(longestNs, System.nanoTime() - startNs);
            assertThat(running.wasInterrupted()).isTrue();
            running.end();
        }
        canceller.join();
        assertThat(longestNs).as("seed %d", seed).isLessThan(TimeUnit.SECONDS.toNanos(15));
    }

    private void begin(long sequence) {
        running.begin(sequence, sequence, 1, "f", Long.MAX_VALUE);
    }

    private static SlotThread of(Thread thread) {
        return new SlotThread() {
            @Override
            public void start() {
                throw new UnsupportedOperationException("it runs already");
            }

            @Override
            public void interrupt() {
                thread.interrupt();
            }
        };
    }
}
