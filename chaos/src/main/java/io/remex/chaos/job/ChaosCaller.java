package io.remex.chaos.job;

import io.remex.ErrorCode;
import io.remex.Remex;
import io.remex.RemexException;
import io.remex.TaskFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A caller: submits tasks of all kinds, so many at a time, until the file {@code finish} is there, then waits for the rest. Arguments: its
 * journal, {@code finish}, the directory of notes, a seed, and the seconds it waits for the rest. Says {@link #READY}, and at the end {@link
 * #DONE}, or {@link #STALLED} and waits to be looked at.
 */
public final class ChaosCaller {
    /** What it says when it has a session. */
    public static final String READY = "caller ready";

    /** What it says when every task has ended. */
    public static final String DONE = "caller done";

    /** What it says when tasks do not end. */
    public static final String STALLED = "caller stalled";

    /** How the reason of a failure names that the whole session is lost. */
    private static final String SESSION_LOST = "Remex.init()";

    private static final int WINDOW = 24;
    private static final long LOOK_PERIOD_MS = 100;

    private final Journal journal;
    private final Path finish;
    private final Path notes;
    private final String name;
    private final SplittableRandom random;
    private final Duration patience;
    private final Semaphore room = new Semaphore(WINDOW);
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean isSessionLost = true;
    private long tasks;

    private ChaosCaller(Journal journal, String name, String... arguments) {
        this.journal = journal;
        this.name = name;
        this.finish = Path.of(arguments[1]);
        this.notes = Path.of(arguments[2]);
        this.random = new SplittableRandom(Long.parseLong(arguments[3]));
        this.patience = Duration.ofSeconds(Long.parseLong(arguments[4]));
    }

    /** Runs until {@code finish} is there, or it is killed. */
    public static void main(String... arguments) throws InterruptedException {
        Path path = Path.of(arguments[0]);
        try (Journal journal = new Journal(path)) {
            new ChaosCaller(journal, path.getFileName().toString(), arguments).run();
        } finally {
            Remex.shutdown();
        }
    }

    private void run() throws InterruptedException {
        while (!Files.exists(finish)) {
            if (isSessionLost) {
                openSession();
            } else if (room.tryAcquire(LOOK_PERIOD_MS, TimeUnit.MILLISECONDS)) {
                submit();
            }
        }
        if (!room.tryAcquire(WINDOW, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            System.out.println(STALLED + ": " + (WINDOW - room.availablePermits()) + " tasks have not ended in "
                    + patience.toSeconds() + " s");
            never.await();
        }
        journal.end();
        System.out.println(DONE);
    }

    private void openSession() throws InterruptedException {
        Remex.shutdown();
        try {
            Remex.init();
            isSessionLost = false;
            System.out.println(READY);
        } catch (RemexException e) {
            System.out.println("caller has no session yet: " + e.getMessage());
            never.await(LOOK_PERIOD_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void submit() {
        long task = ++tasks;
        Job job = Job.values()[random.nextInt(Job.values().length)];
        int number = random.nextInt(Job.NUMBERS);
        String note = notes.resolve(name + '-' + task).toString();
        journal.submitted(task, job, number, note);
        try {
            Job.Running running = job.submit(number, note);
            running.whenEnded(failure -> onEnded(task, running, failure));
        } catch (RemexException e) {
            onFailed(task, e);
            room.release();
        }
    }

    /** An outcome is journaled each time that somebody tells one, so that a task with two of them is seen. */
    private void onEnded(long task, Job.Running running, Throwable failure) {
        try {
            if (failure == null) {
                onResult(task, running);
            } else {
                onFailed(task, failure);
            }
        } finally {
            running.release();
            room.release();
        }
    }

    private void onResult(long task, Job.Running running) {
        try {
            long checksum = running.read();
            journal.result(task, checksum);
            if (running.read() != checksum) {
                journal.result(task, running.read());
            }
        } catch (RemexException e) {
            onFailed(task, e);
        }
    }

    private void onFailed(long task, Throwable failure) {
        String reason = reason(failure);
        journal.failed(task, reason);
        if (reason.contains(SESSION_LOST)) {
            isSessionLost = true;
        }
    }

    /** The code of the failure, or of the failure inside a task that it came from, and its message. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof CompletionException || cause instanceof TaskFailedException)) {
            cause = cause.getCause();
        }
        ErrorCode code = cause instanceof RemexException remex ? remex.code() : null;
        return (code == null ? cause.getClass().getName() : code.name()) + ' ' + cause.getMessage();
    }
}
