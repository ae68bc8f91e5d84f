package io.remex.chaos;

import io.remex.ConfigKey;
import io.remex.chaos.job.ChaosCaller;
import io.remex.chaos.job.ChaosWorker;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** The processes of the run: a node, a scheduler, workers and callers, each started again when it has ended. */
final class Fleet {
    private static final int WORKERS = 3;
    private static final int CALLERS = 2;
    /** Of a process that has ended. */
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final TestCluster cluster;
    private final Places places;
    private final SplittableRandom seeds;
    private final int patienceSeconds;
    private final List<Member> members = new ArrayList<>();
    private final List<CallerRun> callerRuns = new ArrayList<>();
    private final List<String> crashes = new ArrayList<>();

    /**
     * Files of the run.
     *
     * @param journals the directory of the callers' journals
     * @param notes the directory of notes of tasks
     * @param finish the file that tells callers to come to an end
     * @param spill where processes spill objects to
     */
    record Places(Path journals, Path notes, Path finish, Path spill) {}

    /** One process of a caller, and what it has written. */
    record CallerRun(Member member, int number, Path journal) {
        /** Whether it ended by our hand: callers that are replaced did, as all others are crashes. */
        boolean wasKilled() {
            return member.started() != number || member.wasKilled();
        }
    }

    Fleet(TestCluster cluster, Places places, long seed, int patienceSeconds) {
        this.cluster = cluster;
        this.places = places;
        this.seeds = new SplittableRandom(seed);
        this.patienceSeconds = patienceSeconds;
        members.add(new Member(Role.NODE, "node", TestCluster.NODE_READY, number -> cluster.beginNode()));
        members.add(new Member(Role.SCHEDULER, "server", TestCluster.SERVER_READY, number -> cluster.beginServer()));
        for (int worker = 1; worker <= WORKERS; worker++) {
            String name = "worker-" + worker;
            members.add(new Member(Role.WORKER, name, ChaosWorker.READY, number -> beginWorker(name)));
        }
        for (int caller = 1; caller <= CALLERS; caller++) {
            int place = members.size();
            String name = "caller-" + caller;
            members.add(new Member(Role.CALLER, name, ChaosCaller.READY, number -> beginCaller(place, name, number)));
        }
    }

    private TestProcess beginWorker(String name) {
        return cluster.begin(
                name,
                JavaCommand.ofTestClass(ChaosWorker.class.getName()),
                Map.of(
                        ConfigKey.WORKER_NAME,
                        name,
                        ConfigKey.WORKER_SLOTS,
                        "1",
                        ConfigKey.STORE_SPILL_DIR,
                        places.spill().toString()));
    }

    private TestProcess beginCaller(int place, String name, int number) {
        Path journal = places.journals().resolve(String.format(Locale.ROOT, "%s-%d", name, number));
        callerRuns.add(new CallerRun(members.get(place), number, journal));
        return cluster.begin(
                name,
                JavaCommand.ofTestClass(ChaosCaller.class.getName()),
                Map.of(ConfigKey.STORE_SPILL_DIR, places.spill().toString()),
                journal.toString(),
                places.finish().toString(),
                places.notes().toString(),
                Long.toString(seeds.nextLong()),
                Integer.toString(patienceSeconds));
    }

    List<Member> members() {
        return members;
    }

    List<Member> of(Role role) {
        return members.stream().filter(member -> member.role() == role).toList();
    }

    Member one(Role role) {
        return of(role).get(0);
    }

    /** Every process of a caller that was ever started. */
    List<CallerRun> callerRuns() {
        return callerRuns;
    }

    /** What ended although nobody killed it. */
    List<String> crashes() {
        return crashes;
    }

    boolean isReady() {
        return members.stream().allMatch(Member::isReady);
    }

    /** Lets those go on whose time has come, and replaces those that have ended; callers only while there is work for them. */
    void tend(long nowNs, boolean replacesCallers) {
        for (Member member : members) {
            member.resumeIfDue(nowNs);
            if (!member.isAlive() && (replacesCallers || member.role() != Role.CALLER)) {
                noteCrash(member);
                member.start();
            }
        }
    }

    private void noteCrash(Member member) {
        if (member.started() == 0 || member.wasKilled()) {
            return;
        }
        int exitCode = member.process().awaitEnd(END_LIMIT);
        if (member.role() != Role.WORKER || exitCode != ChaosWorker.NODE_LOST) {
            crashes.add(member.name() + " ended by itself with exit code " + exitCode + ": "
                    + member.process().log());
        }
    }

    void resumeAll() {
        members.forEach(Member::resume);
    }
}
