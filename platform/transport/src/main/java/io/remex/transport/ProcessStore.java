package io.remex.transport;

import io.remex.RemexConfig;
import io.remex.objectstore.ObjectStore;
import io.remex.objectstore.StoreConfig;
import io.remex.objectstore.StoreStatistics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * This process's share in the object store of a node: one arena, however many runtimes and workers of the process use it. Each of
 * them acquires it and closes what it got; the last one removes the arena. Any thread.
 */
public final class ProcessStore implements AutoCloseable {
    private static final Map<Path, Shared> OPEN = new HashMap<>();
    private static final System.Logger LOGGER = System.getLogger(ProcessStore.class.getName());

    private final Path directory;
    private final ObjectStore store;
    private boolean isClosed;

    private static final class Shared {
        private final ObjectStore store;
        private int users;

        Shared(ObjectStore store) {
            this.store = store;
        }
    }

    private ProcessStore(Path directory, ObjectStore store) {
        this.directory = directory;
        this.store = store;
    }

    /**
     * Opens the store, or joins those of this process who have it open already; their configuration of it holds then.
     *
     * @throws io.remex.RemexConfigException its directory cannot be made
     */
    public static ProcessStore acquire(RemexConfig config, NodeDirectory node) {
        StoreConfig storeConfig = StoreConfig.of(config, node.path());
        synchronized (OPEN) {
            Shared shared = OPEN.get(storeConfig.directory());
            if (shared == null) {
                shared = new Shared(ObjectStore.open(storeConfig));
                OPEN.put(storeConfig.directory(), shared);
            }
            shared.users++;
            return new ProcessStore(storeConfig.directory(), shared.store);
        }
    }

    /** The store. */
    public ObjectStore store() {
        return store;
    }

    /** To be called about once a second by a thread of the owner: the store gives idle memory back. A failure is logged. */
    public void housekeeping() {
        try {
            store.housekeeping();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "housekeeping of the object store: " + e);
        }
    }

    /** The counters of every store that this process has open: one for each node that it is part of. */
    public static List<StoreStatistics> statistics() {
        synchronized (OPEN) {
            return OPEN.values().stream()
                    .map(shared -> shared.store.statistics())
                    .toList();
        }
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            Shared shared = OPEN.get(directory);
            if (--shared.users > 0) {
                return;
            }
            OPEN.remove(directory);
        }
        store.close();
    }
}
