package io.remex.worker.quarkus;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.remex.RemexConfigException;

/** How a user's mistake ends the application: one line on standard error, exit code 1, and no stack trace. */
final class ConfigurationFailure {
    private static final int EXIT_CODE = 1;

    private ConfigurationFailure() {}

    static PreventFurtherStepsException of(RemexConfigException mistake) {
        return new PreventFurtherStepsException("remex-worker cannot start: " + mistake.getMessage(), EXIT_CODE);
    }
}
