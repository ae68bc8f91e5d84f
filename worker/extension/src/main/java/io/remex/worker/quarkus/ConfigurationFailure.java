package io.remex.worker.quarkus;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.remex.RemexConfigException;

/**
 * How a user's mistake ends the application: one line on standard error, exit code 1, and no stack trace. Quarkus does so for its
 * own exception, and only if that is the root cause.
 */
final class ConfigurationFailure {
    private ConfigurationFailure() {}

    static ConfigurationException of(RemexConfigException mistake) {
        return new ConfigurationException("remex-worker cannot start: " + mistake.getMessage());
    }
}
