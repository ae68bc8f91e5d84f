package io.remex.transport;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A node's part in the network of nodes. The process with the media driver has it from its configuration and leaves it in the node's
 * directory, where the node's other processes find it.
 *
 * @param address the node's own
 * @param mtuBytes length of the datagrams that it sends, at most
 */
record DataNetwork(DataAddress address, int mtuBytes) {
    private static final String FILE = "data-address";

    /**
     * What the configuration says; empty if the node has no network.
     *
     * @throws RemexConfigException the address is none, or others reach it and there is no scheduler or no secret to know them by
     */
    static Optional<DataNetwork> of(RemexConfig config) {
        String text = config.text(ConfigKey.NODE_DATA_ADDRESS);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        DataAddress address;
        try {
            address = DataAddress.resolve(text);
        } catch (IllegalArgumentException e) {
            throw new RemexConfigException(
                    ConfigKey.NODE_DATA_ADDRESS.key() + "='" + text + "' cannot be used: " + e.getMessage(), e);
        }
        if (config.text(ConfigKey.ADDRESS).isEmpty()) {
            throw new RemexConfigException(ConfigKey.NODE_DATA_ADDRESS.key() + "='" + text + "' needs "
                    + ConfigKey.ADDRESS.key() + "=host:port of the scheduler, which says who the other nodes are");
        }
        if (!address.isLoopback() && config.text(ConfigKey.TOKEN).isEmpty()) {
            throw new RemexConfigException(ConfigKey.NODE_DATA_ADDRESS.key() + "='" + text
                    + "' can be reached from other machines, and there is no " + ConfigKey.TOKEN.key()
                    + "; set it to the scheduler's, or use a loopback address");
        }
        return Optional.of(new DataNetwork(address, config.integer(ConfigKey.NODE_DATA_MTU)));
    }

    /** Leaves it for the node's other processes; the media driver removes it with the directory. */
    void write(NodeDirectory directory) {
        try {
            Files.writeString(file(directory), address.text() + ' ' + mtuBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory.path(), e);
        }
    }

    /** What the process with the media driver left; null if the node has no network. */
    static DataNetwork read(NodeDirectory directory) {
        Path file = file(directory);
        try {
            String[] parts = Files.readString(file).split(" ", 2);
            return new DataNetwork(DataAddress.parse(parts[0]), Integer.parseInt(parts[parts.length - 1]));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw new RemexConfigException(file + " is damaged: " + e.getMessage() + "; start remex-node again", e);
        }
    }

    private static Path file(NodeDirectory directory) {
        return directory.path().resolve(FILE);
    }
}
