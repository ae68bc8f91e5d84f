package io.remex.control;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Tests provoke warnings by the hundred; what matters of them is asserted. */
final class QuietLog {
    private static final Logger LOGGER = Logger.getLogger("io.remex.control");

    private QuietLog() {}

    static void on() {
        LOGGER.setLevel(Level.OFF);
    }
}
