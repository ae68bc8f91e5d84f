package io.remex.server.scaler;

import java.io.IOException;

/** Starts worker processes; tests put their own in its place. */
interface FleetLauncher {
    /** A process that was started. */
    interface Handle {
        boolean isAlive();

        /** Asks it to end. */
        void terminate();

        /** Ends it. */
        void kill();

        /** For people: how it ended, or that it lives. */
        String state();
    }

    /**
     * Starts a worker.
     *
     * @param name its name in the cluster
     * @param place from 0 to the maximum less one, nobody else's while it lives: which GPUs are its own
     * @throws IOException the command cannot be run
     */
    Handle launch(String name, int place) throws IOException;
}
