package io.remex.control;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tests provoke warnings by the hundred; what matters of them is asserted. */
final class QuietLog {
    // kept: the log manager forgets loggers that nobody holds, and their levels
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("io.remex.control"),
            Logger.getLogger("io.grpc.netty.NettyServerHandler"),
            Logger.getLogger("io.grpc.internal.SerializingExecutor"));

    private QuietLog() {}

    static void on() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
