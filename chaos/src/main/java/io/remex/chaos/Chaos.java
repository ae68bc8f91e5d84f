package io.remex.chaos;

import io.remex.chaos.job.ChaosCaller;
import io.remex.chaos.job.Journal;
import io.remex.chaos.job.Once;
import io.remex.testkit.ProcessFixture;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One run: start, faults once a second, quiet, account. For one thread. */
final class Chaos {
    private static final long TICK_MS = 50;
    private static final long FAULT_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    private final TestCluster cluster;
    private final Path directory;
    private final Settings settings;
    private final PrintStream out;
    private final Fleet.Places places;
    private final Fleet fleet;
    private final Reclaims reclaims;
    private final FaultPlan plan;
    private final CountDownLatch interrupted;
    private final List<String> violations = new ArrayList<>();
    private int kills;
    private int stops;

    /**
     * How a run is done.
     *
     * @param seconds how long there are faults
     * @param seed of the plan of faults, and of what callers submit
     * @param patienceSeconds how long tasks may take to end once the faults have stopped
     * @param reclaimLimit how long the belongings of a killed caller may stay
     */
    record Settings(int seconds, long seed, int patienceSeconds, Duration reclaimLimit) {}

    /**
     * @param directory of the run, made by the caller and empty
     * @param interrupted counted down when the run is to end early
     */
    Chaos(TestCluster cluster, Path directory, Settings settings, PrintStream out, CountDownLatch interrupted) {
        this.cluster = cluster;
        this.directory = directory;
        this.settings = settings;
        this.out = out;
        this.interrupted = interrupted;
        this.places = new Fleet.Places(
                directory.resolve("journals"),
                directory.resolve("notes"),
                directory.resolve("finish"),
                directory.resolve("spill"));
        this.fleet = new Fleet(cluster, places, settings.seed(), settings.patienceSeconds());
        this.reclaims = new Reclaims(cluster, settings.reclaimLimit());
        this.plan = new FaultPlan(settings.seed());
    }

    /** Runs; the cluster has ended and its files are removed when this returns. */
    Verdict run() throws InterruptedException, IOException {
        Files.createDirectories(places.journals());
        Files.createDirectories(places.notes());
        fleet.tend(System.nanoTime(), true);
        await("every process is ready", READY_LIMIT, true, fleet::isReady);
        out.println(fleet.members().size() + " processes are up, logs in " + directory + "; faults for "
                + settings.seconds() + " s, seed " + settings.seed());
        breakThings();
        calmDown();
        List<String> left = end();
        Ledger ledger = account();
        violations.addAll(reclaims.violations());
        return new Verdict(kills, ledger, left, fleet.crashes(), violations);
    }

    private void breakThings() throws InterruptedException {
        long startNs = System.nanoTime();
        long endNs = startNs + TimeUnit.SECONDS.toNanos(settings.seconds());
        long nextFaultNs = startNs;
        while (System.nanoTime() - endNs < 0 && !pause()) {
            long nowNs = System.nanoTime();
            fleet.tend(nowNs, true);
            if (nowNs - nextFaultNs >= 0) {
                nextFaultNs = nowNs + FAULT_PERIOD_NS;
                String done = inject(plan.next(), nowNs);
                out.printf(Locale.ROOT, "%3d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(nowNs - startNs), done);
            }
            if (fleet.one(Role.SCHEDULER).isReady()) {
                reclaims.look(System.nanoTime());
            }
        }
    }

    /** Does a fault to one that works now; what is down already cannot be hit. */
    private String inject(FaultPlan.Fault fault, long nowNs) {
        List<Member> targets =
                fleet.of(fault.role()).stream().filter(Member::isReady).toList();
        if (targets.isEmpty()) {
            return fault + ": none is up";
        }
        Member target = targets.get(fault.pick() % targets.size());
        if (fault.role() == Role.NODE || fault.role() == Role.SCHEDULER) {
            reclaims.onCentreBroken();
        }
        if (fault.kind() == FaultPlan.Kind.STOP) {
            stops++;
            target.suspend(nowNs + TimeUnit.MILLISECONDS.toNanos(fault.stopMs()));
        } else {
            kills++;
            kill(target);
        }
        return fault + ": " + target.name();
    }

    private void kill(Member target) {
        boolean isWatched =
                target.role() == Role.CALLER && fleet.one(Role.SCHEDULER).isReady();
        Optional<Reclaims.Belongings> belongings = isWatched ? reclaims.belongings(target) : Optional.empty();
        target.kill();
        belongings.ifPresent(what -> reclaims.onKilled(what, System.nanoTime()));
    }

    /** Nothing is broken any more: everything has to come back, and every task to end. */
    private void calmDown() throws InterruptedException, IOException {
        fleet.resumeAll();
        await("every process is ready again", READY_LIMIT, true, fleet::isReady);
        await("what killed callers had is taken back", READY_LIMIT, true, this::isReclaimed);
        out.println("the faults are over: " + kills + " kills, " + stops + " stops; belongings of "
                + reclaims.reclaimed() + " killed callers were taken back, within " + reclaims.longestMs() + " ms");
        Files.createFile(places.finish());
        await(
                "every caller has heard of its tasks",
                Duration.ofSeconds(settings.patienceSeconds()).plusSeconds(30),
                false,
                this::haveCallersEnded);
    }

    private boolean isReclaimed() {
        reclaims.look(System.nanoTime());
        return !reclaims.isWatching();
    }

    private boolean haveCallersEnded() {
        return fleet.of(Role.CALLER).stream()
                .allMatch(caller -> !caller.isAlive() || caller.process().hasSaid(ChaosCaller.STALLED));
    }

    private void await(String what, Duration limit, boolean replacesCallers, BooleanSupplier condition)
            throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (pause()) {
                throw new InterruptedException("told to end");
            }
            fleet.tend(System.nanoTime(), replacesCallers);
            if (System.nanoTime() - deadlineNs > 0) {
                violations.add("after " + limit.toSeconds() + " s it is not so that " + what);
                return;
            }
        }
    }

    /** Whether the run is to end early. */
    private boolean pause() throws InterruptedException {
        return interrupted.await(TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Ends all processes, keeping evidence if something did not go as it should; returns the files that are left. */
    private List<String> end() {
        for (Member caller : fleet.of(Role.CALLER)) {
            if (caller.isAlive()) {
                violations.add(caller.name() + " has not ended; see its threads in " + directory);
            } else if (!caller.process().hasSaid(ChaosCaller.DONE)) {
                violations.add(caller.name() + " ended without saying so: "
                        + caller.process().log());
            }
        }
        if (!violations.isEmpty()) {
            cluster.keepEvidence();
        }
        List<String> left = new ArrayList<>();
        try {
            cluster.stop().forEach(file -> left.add(file.toString()));
        } catch (TestFailure e) {
            violations.add(e.getMessage());
        }
        ProcessFixture.files(places.spill()).stream()
                .filter(Files::isRegularFile)
                .forEach(file -> left.add(file.toString()));
        return left;
    }

    private Ledger account() throws IOException {
        Ledger ledger = new Ledger();
        for (Fleet.CallerRun run : fleet.callerRuns()) {
            if (Files.exists(run.journal())) {
                ledger.add(run.journal().getFileName().toString(), Journal.read(run.journal()), run.wasKilled());
            }
        }
        try (Stream<Path> notes = Files.list(places.notes())) {
            notes.map(Path::toString)
                    .filter(note -> note.endsWith(Once.AGAIN))
                    .forEach(note -> ledger.addDuplicate("a task ran twice that must not run again: " + note));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.println(
                "failed with reason: " + ledger.failures() + "; ended with their caller: " + ledger.diedWithCaller());
        return ledger;
    }
}
