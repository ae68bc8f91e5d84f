package io.remex.examples.demo;

import java.time.Duration;

/** No task has ended for so long that the run is given up: there are no workers, or none that works. */
public final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalledException(int done, int all, Duration patience) {
        super(done + " of " + all + " tasks have ended, and no further one for " + patience.toSeconds()
                + " s; are there workers, and can they run? --patience changes how long to wait");
    }
}
