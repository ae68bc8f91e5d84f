package io.remex.worker.quarkus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Says once, on one line, that the worker has become ready. It has a daemon thread of its own that looks every few milliseconds
 * and ends with the announcement or with the worker; nobody else may wait, least of all the application's start.
 */
final class ReadyAnnouncement implements Runnable {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RunningWorker worker;
    private final String line;
    private final Consumer<String> log;

    /**
     * @param functions how many functions the worker offers
     * @param address where the scheduler listens
     * @param log takes the line
     */
    ReadyAnnouncement(RunningWorker worker, int functions, String address, Consumer<String> log) {
        this.worker = worker;
        this.line = "remex-worker " + worker.name() + " ready: " + functions
                + (functions == 1 ? " function" : " functions") + ", registered with " + address;
        this.log = log;
    }

    /** Begins to look, on its own thread. */
    void start() {
        Thread thread = new Thread(this, "remex-worker-announcement");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (worker.isAlive() && !announced()) {
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    /** Announces the worker if it is ready now, and returns whether it was. */
    boolean announced() {
        boolean ready = worker.isRegistered() && worker.isDataPlaneAlive();
        if (ready) {
            log.accept(line);
        }
        return ready;
    }
}
