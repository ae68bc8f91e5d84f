package io.remex.examples.demo;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import picocli.CommandLine.Option;

/**
 * Options that say where the tasks run; without either, the configuration of system properties and environment says. An argument group:
 * the options exclude each other.
 */
public final class WhereOptions {
    @Option(names = "--address", paramLabel = "HOST:PORT", description = "Run on the cluster of this scheduler.")
    private String address;

    @Option(names = "--embedded", description = "Run in this process.")
    private boolean embedded;

    /** The configuration of the process, changed as the options say. */
    public RemexConfig config() {
        RemexConfig config = RemexConfig.load();
        if (embedded) {
            return config.with(ConfigKey.RUNTIME, "embedded").with(ConfigKey.ADDRESS, "");
        }
        return address == null ? config : config.with(ConfigKey.ADDRESS, address);
    }
}
