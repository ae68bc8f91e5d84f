package io.remex.server;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What the server is told: the {@code remex.*} keys, and where HTTP listens.
 *
 * @param remex the checked {@code remex.*} keys
 * @param httpHost where HTTP listens
 */
record ServerSettings(RemexConfig remex, String httpHost) {
    private static final String PREFIX = "remex.";
    private static final String HTTP_HOST = "quarkus.http.host";

    /**
     * Reads and checks the settings.
     *
     * @throws RemexConfigException a key is unknown, a value is not allowed, or a listener is open to others without a token
     */
    static ServerSettings load(SmallRyeConfig config) {
        Map<String, String> properties = new HashMap<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (!(source instanceof EnvConfigSource)) {
                source.getPropertyNames().stream()
                        .filter(name -> name.startsWith(PREFIX))
                        .forEach(name -> properties.put(name, valueOf(config, name)));
            }
        }
        ServerSettings settings = new ServerSettings(
                RemexConfig.load(properties, System.getenv()),
                config.getOptionalValue(HTTP_HOST, String.class).orElse("127.0.0.1"));
        settings.requireTokenOutsideOfLoopback(ConfigKey.SERVER_HOST.key(), settings.host());
        settings.requireTokenOutsideOfLoopback(HTTP_HOST, settings.httpHost());
        return settings;
    }

    /** The address that the scheduler listens on. */
    String host() {
        return remex.text(ConfigKey.SERVER_HOST);
    }

    /** The shared secret, or empty. */
    String token() {
        return remex.text(ConfigKey.TOKEN);
    }

    private static String valueOf(SmallRyeConfig config, String name) {
        String value = config.getConfigValue(name).getValue();
        return value == null ? "" : value;
    }

    private void requireTokenOutsideOfLoopback(String key, String address) {
        if (token().isEmpty() && !isLoopback(key, address)) {
            throw new RemexConfigException(
                    key + "='" + address + "' can be reached from other machines and there is no token: "
                            + "set " + ConfigKey.TOKEN.key() + " (or " + ConfigKey.TOKEN.environmentKey()
                            + ") to a secret of your own, or " + key + " to 127.0.0.1");
        }
    }

    private static boolean isLoopback(String key, String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new RemexConfigException(
                    key + "='" + address + "' is not allowed: it must be an address of this machine", e);
        }
    }
}
