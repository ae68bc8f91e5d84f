package io.remex.server.scaler;

import io.remex.RemexConfig;
import java.util.Set;

/**
 * Starts and stops workers by need. {@code remex.scaler} names the one that is used; others than {@code none} and {@code process}
 * are found by {@link java.util.ServiceLoader}. One thread calls it, about four times a second, and must not be kept for long.
 */
public interface WorkerScaler extends AutoCloseable {
    /** The name that {@code remex.scaler} selects it by. */
    String name();

    /** Whether there is anything to look after; if not it is never asked. */
    default boolean isActive() {
        return true;
    }

    /**
     * Called once, before anything else.
     *
     * @param config the server's configuration
     * @param schedulerAddress {@code host:port} that workers connect to
     * @throws io.remex.RemexConfigException a setting that it needs is missing or wrong: the server does not start
     */
    void start(RemexConfig config, String schedulerAddress);

    /**
     * Looks at the need of this moment and acts on it.
     *
     * @param need what is wanted and what is there
     * @param nowNs the time
     * @return workers that are to drain: the scheduler takes nothing new there, and what they have ends first
     */
    Set<String> scale(ScalingNeed need, long nowNs);

    /** Stops all workers that it started and waits for their end, within bounds. */
    @Override
    void close();
}
