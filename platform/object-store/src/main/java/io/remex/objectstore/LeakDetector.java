package io.remex.objectstore;

import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds objects and views that were forgotten, gives back what they hold, and says so. Where they were made is only known if that is asked for,
 * because it costs a stack trace each.
 */
final class LeakDetector {
    private static final System.Logger LOGGER = System.getLogger(LeakDetector.class.getName());

    /** One thread for all stores of a process: made by the first that is opened, there until the process ends. */
    static final Cleaner CLEANER = Cleaner.create(action -> {
        Thread thread = new Thread(action, "remex-store-cleaner");
        thread.setDaemon(true);
        return thread;
    });

    /** What stands between the user's code and the place where a stack trace is taken. */
    private static final Set<String> OWN_FRAMES = Stream.of(
                    LeakDetector.class,
                    Forgotten.class,
                    ObjectStore.class,
                    ObjectWriter.class,
                    ObjectView.class,
                    StoredObject.class,
                    ViewOpener.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final boolean keepsPlaces;
    private final StoreStatistics.Counts counts;
    private final Consumer<String> report;
    private volatile boolean stopped;

    LeakDetector(boolean keepsPlaces, StoreStatistics.Counts counts) {
        this(keepsPlaces, counts, text -> LOGGER.log(System.Logger.Level.WARNING, text));
    }

    LeakDetector(boolean keepsPlaces, StoreStatistics.Counts counts, Consumer<String> report) {
        this.keepsPlaces = keepsPlaces;
        this.counts = counts;
        this.report = report;
    }

    /** Where something was made. */
    private static final class Place extends Throwable {
        private static final long serialVersionUID = 1L;

        private Place(String what) {
            super(what);
        }
    }

    /** What is done once: when it is closed, or after it was forgotten. */
    static final class Guard {
        private final Forgotten forgotten;
        private final Cleaner.Cleanable cleanable;

        private Guard(Forgotten forgotten, Cleaner.Cleanable cleanable) {
            this.forgotten = forgotten;
            this.cleanable = cleanable;
        }

        /** Runs the release unless it was run. */
        void close() {
            forgotten.closed = true;
            cleanable.clean();
        }
    }

    private final class Forgotten implements Runnable {
        private final String what;
        private final Runnable release;
        private final Place place;
        private volatile boolean closed;

        private Forgotten(String what, Runnable release) {
            this.what = what;
            this.release = release;
            this.place = keepsPlaces ? new Place(what) : null;
        }

        @Override
        public void run() {
            if (!closed && !stopped) {
                counts.increment(StoreCounter.LEAKED);
                if (place != null) {
                    report.accept(what + " was never closed; it was made" + described(place));
                }
            }
            release.run();
        }
    }

    private static String described(Place place) {
        return Stream.of(place.getStackTrace())
                .dropWhile(frame -> OWN_FRAMES.contains(frame.getClassName()))
                .map(frame -> System.lineSeparator() + "    at " + frame)
                .collect(Collectors.joining());
    }

    /** From now on nothing is reported: what a closed store had is gone already. */
    void stop() {
        stopped = true;
    }

    /**
     * Guards an object.
     *
     * @param what for people; must not refer to the object, nor may the release
     */
    Guard guard(Object object, String what, Runnable release) {
        Forgotten forgotten = new Forgotten(what, release);
        return new Guard(forgotten, CLEANER.register(object, forgotten));
    }
}
