package io.remex.chaos.job;

import io.remex.RemexConfig;
import io.remex.RemexException;
import io.remex.worker.RemexWorker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker. Says {@link #READY} when the scheduler has accepted it, and ends with {@link #NODE_LOST} when its node is gone. */
public final class ChaosWorker {
    /** What it says when tasks can come. */
    public static final String READY = "worker ready";

    /** The exit code of a worker that has to be started again, with or after its node. */
    public static final int NODE_LOST = 3;

    private static final long LOOK_PERIOD_MS = 20;

    private ChaosWorker() {}

    /** Runs until it is killed or its node is lost. */
    public static void main(String... arguments) throws InterruptedException {
        try (RemexWorker worker = RemexWorker.start(RemexConfig.load())) {
            CountDownLatch never = new CountDownLatch(1);
            boolean isReady = false;
            while (worker.isAlive()) {
                if (!isReady && worker.isRegistered()) {
                    isReady = true;
                    System.out.println(READY);
                }
                never.await(LOOK_PERIOD_MS, TimeUnit.MILLISECONDS);
            }
            System.out.println("worker lost its node");
        } catch (RemexException e) {
            System.out.println("worker failed: " + e);
        }
        System.exit(NODE_LOST);
    }
}
