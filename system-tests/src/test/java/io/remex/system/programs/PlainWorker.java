package io.remex.system.programs;

import io.remex.RemexConfig;
import io.remex.RemexException;
import io.remex.worker.RemexWorker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker without Quarkus. Says {@code worker ready: NAME} when the scheduler has accepted it. */
public final class PlainWorker {
    private PlainWorker() {}

    /** Runs until it is told to stop. */
    public static void main(String... arguments) throws InterruptedException {
        try (RemexWorker worker = RemexWorker.start(RemexConfig.load())) {
            CountDownLatch never = new CountDownLatch(1);
            while (!worker.isRegistered()) {
                never.await(5, TimeUnit.MILLISECONDS);
            }
            System.out.println("worker ready: " + worker.name());
            never.await();
        } catch (RemexException e) {
            System.out.println("worker failed: " + e);
            System.exit(1);
        }
    }
}
