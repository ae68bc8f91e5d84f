package io.remex.objectstore;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the arenas and spilled objects of dead processes. Every store does it when it is opened, and the node's janitor from time to time.
 * Any number of processes may do it at once.
 */
public final class StoreSweeper {
    private static final System.Logger LOGGER = System.getLogger(StoreSweeper.class.getName());

    private StoreSweeper() {}

    /**
     * Looks once at the store of a node, at those of the nodes beside it, and at a place for spilled objects. A directory that cannot be
     * read is a warning in the log.
     *
     * @param storeDirectory the store's, see {@link StoreConfig#directoryBeside}
     * @param spillDirectory see {@link StoreConfig.Spill#directory}
     * @return the directories that were removed
     */
    public static List<Path> sweep(Path storeDirectory, Path spillDirectory) {
        List<Path> removed = new ArrayList<>();
        for (Path directory : storesBeside(storeDirectory)) {
            sweep(new StoreDirectory(directory), removed);
        }
        sweep(new StoreDirectory(spillDirectory), removed);
        return removed;
    }

    private static List<Path> storesBeside(Path storeDirectory) {
        List<Path> stores = new ArrayList<>();
        Path parent = storeDirectory.toAbsolutePath().getParent();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, "*" + StoreConfig.DIRECTORY_SUFFIX)) {
            for (Path sibling : siblings) {
                if (Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(sibling)) {
                    stores.add(sibling);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "cannot look for stores in " + parent + ": " + e);
        }
        return stores;
    }

    private static void sweep(StoreDirectory store, List<Path> removed) {
        try {
            store.lockIfThere(
                    () -> {
                        removeDead(store, removed);
                        store.removeIfEmpty();
                        return null;
                    },
                    null);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot look for leftovers in " + store.path() + ": " + e);
        }
    }

    /** Under the directory's lock. */
    static void removeDead(StoreDirectory store, List<Path> removed) throws IOException {
        for (long id : store.arenas()) {
            try {
                if (ArenaDirectory.removeIfDead(store, id)) {
                    removed.add(store.arena(id));
                }
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.WARNING, "cannot remove " + store.arena(id) + ": " + e);
            }
        }
    }
}
