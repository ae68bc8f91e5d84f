package io.remex.worker.deployment;

import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** Reads what was logged. */
final class LogLines {
    private LogLines() {}

    static String text(LogRecord record) {
        return ExtLogRecord.wrap(record).getFormattedMessage();
    }
}
