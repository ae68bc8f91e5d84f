package io.remex.chaos;

import io.remex.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Watches that what a killed caller had is taken back: its leases, as {@code /api/cluster} tells, and its objects, which are the
 * directories of the store that it had open. Linux only, where {@code /proc} tells this; elsewhere objects are not watched. A watch
 * ends without a verdict when the scheduler or the node is broken meanwhile: who is not there cannot take anything back.
 */
final class Reclaims {
    private final TestCluster cluster;
    private final Duration limit;
    private final List<Watch> watches = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int reclaimed;
    private long longestNs;

    /** What one killed caller had. */
    private record Watch(String name, Set<String> callers, Set<Path> arenas, long killedAtNs) {}

    Reclaims(TestCluster cluster, Duration limit) {
        this.cluster = cluster;
        this.limit = limit;
    }

    /** What a caller has, looked up while it lives; {@link #onKilled} begins the watch. */
    record Belongings(String name, Set<String> callers, Set<Path> arenas) {}

    /** What a process has; empty if the scheduler does not answer. */
    Optional<Belongings> belongings(Member caller) {
        long pid = caller.process().pid();
        return ClusterDocument.ask(cluster)
                .map(document -> new Belongings(caller.name(), document.callersOf(pid), openDirectories(pid)));
    }

    private Set<Path> openDirectories(long pid) {
        Path shared = cluster.nodeDirectory().getParent();
        Set<Path> directories = new HashSet<>();
        Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
        if (!Files.isDirectory(descriptors)) {
            return directories;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                Path file = target(descriptor);
                if (file.startsWith(shared) && file.getFileName().toString().equals("arena.lock")) {
                    directories.add(file.getParent());
                }
            }
        } catch (IOException e) {
            return Set.of(); // it has just ended
        }
        return directories;
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            return descriptor; // closed since it was listed
        }
    }

    void onKilled(Belongings belongings, long nowNs) {
        watches.add(new Watch(belongings.name(), belongings.callers(), belongings.arenas(), nowNs));
    }

    /** The scheduler or the node was killed or stopped. */
    void onCentreBroken() {
        watches.clear();
    }

    /** Looks once. */
    void look(long nowNs) {
        if (watches.isEmpty()) {
            return;
        }
        Optional<ClusterDocument> document = ClusterDocument.ask(cluster);
        for (Iterator<Watch> each = watches.iterator(); each.hasNext(); ) {
            Watch watch = each.next();
            long sinceNs = nowNs - watch.killedAtNs();
            boolean isGone = document.isPresent() && document.get().isWithout(watch.callers());
            boolean isCleared = watch.arenas().stream().noneMatch(Files::exists);
            if (isGone && isCleared) {
                reclaimed++;
                longestNs = Math.max(longestNs, sinceNs);
                each.remove();
            } else if (sinceNs > limit.toNanos()) {
                violations.add(
                        "not taken back within " + limit.toSeconds() + " s of the death of " + watch.name() + ": "
                                + (isGone ? "" : "leases of " + watch.callers() + ' ')
                                + (isCleared ? "" : watch.arenas()));
                each.remove();
            }
        }
    }

    boolean isWatching() {
        return !watches.isEmpty();
    }

    /** How many callers' belongings were seen to be taken back. */
    int reclaimed() {
        return reclaimed;
    }

    long longestMs() {
        return TimeUnit.NANOSECONDS.toMillis(longestNs);
    }

    List<String> violations() {
        return violations;
    }
}
