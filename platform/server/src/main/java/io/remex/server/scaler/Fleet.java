package io.remex.server.scaler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides when workers start and stop, and keeps an eye on them. A worker starts when slots are lacking that those that
 * are starting will not bring; one that has been idle is drained first and told to end when the scheduler has nothing
 * there any more. Failed starts and crashes are followed by a growing pause. Time is a parameter; one thread.
 */
final class Fleet {
    private static final System.Logger LOGGER = System.getLogger(Fleet.class.getName());

    /** Where a worker of the fleet is in its life. */
    enum Phase {
        /** Its process runs and it has not registered. */
        STARTING,
        /** It is part of the cluster. */
        REGISTERED,
        /** It takes nothing new and ends what it has. */
        DRAINING,
        /** It was told to end. */
        STOPPING
    }

    private static final class Member {
        final String name;
        final int place;
        final FleetLauncher.Handle process;
        Phase phase = Phase.STARTING;
        long sinceNs;
        long busyNs;

        Member(String name, int place, FleetLauncher.Handle process, long nowNs) {
            this.name = name;
            this.place = place;
            this.process = process;
            sinceNs = nowNs;
        }

        void phase(Phase next, long nowNs, String reason) {
            LOGGER.log(System.Logger.Level.INFO, "worker " + name + ": " + phase + " -> " + next + ", " + reason);
            phase = next;
            sinceNs = nowNs;
            busyNs = nowNs;
        }
    }

    private final FleetConfig config;
    private final FleetLauncher launcher;
    private final String namePrefix;
    private final List<Member> members = new ArrayList<>();
    private long started;
    private int failures;
    private long pauseUntilNs;
    private boolean pauses;

    Fleet(FleetConfig config, FleetLauncher launcher, String namePrefix) {
        this.config = config;
        this.launcher = launcher;
        this.namePrefix = namePrefix;
    }

    /** Looks once; returns the workers that the scheduler is to drain. */
    Set<String> scale(ScalingNeed need, long nowNs) {
        removeEnded(nowNs);
        Set<String> toDrain = new TreeSet<>();
        for (Member member : members) {
            follow(member, need, nowNs, toDrain);
        }
        startLacking(need, nowNs);
        return toDrain;
    }

    /** Every process, those that are being stopped included. */
    int size() {
        return members.size();
    }

    int failures() {
        return failures;
    }

    private void removeEnded(long nowNs) {
        for (Member member : List.copyOf(members)) {
            if (!member.process.isAlive()) {
                members.remove(member);
                boolean asked = member.phase == Phase.STOPPING;
                if (!asked) {
                    failed(
                            "worker " + member.name + " ended in phase " + member.phase + ": " + member.process.state(),
                            nowNs);
                }
            }
        }
    }

    private void follow(Member member, ScalingNeed need, long nowNs, Set<String> toDrain) {
        ScalingNeed.Worker worker = need.workers().get(member.name);
        switch (member.phase) {
            case STARTING -> {
                if (worker != null) {
                    member.phase(Phase.REGISTERED, nowNs, "it has registered");
                } else if (nowNs - member.sinceNs > config.startNs()) {
                    member.process.kill();
                    member.phase(Phase.STOPPING, nowNs, "it did not register in time");
                    failed("worker " + member.name + " did not register in time", nowNs);
                }
            }
            case REGISTERED -> {
                forgetFailures(member, nowNs);
                if (worker == null || worker.wantedLeases() > 0 || need.lackingSlots() > 0) {
                    member.busyNs = nowNs;
                } else if (nowNs - member.busyNs > config.idleNs() && lasting() > config.min()) {
                    member.phase(Phase.DRAINING, nowNs, "it has been idle");
                    toDrain.add(member.name);
                }
            }
            case DRAINING -> {
                if (worker == null || worker.draining() && worker.leases() == 0) {
                    member.process.terminate();
                    member.phase(Phase.STOPPING, nowNs, "it has drained");
                } else if (!worker.draining()) {
                    // it has registered again meanwhile, or the request was lost
                    toDrain.add(member.name);
                }
            }
            case STOPPING -> {
                if (nowNs - member.sinceNs > config.stopNs()) {
                    member.process.kill();
                }
            }
        }
    }

    private void startLacking(ScalingNeed need, long nowNs) {
        if (pauses && nowNs - pauseUntilNs < 0) {
            return;
        }
        long starting = members.stream().filter(m -> m.phase == Phase.STARTING).count();
        long forDemand = (need.lackingSlots() + config.slots() - 1) / config.slots() - starting;
        long wanted = Math.max(forDemand, config.min() - lasting());
        for (long i = 0; i < wanted && members.size() < config.max(); i++) {
            String name = namePrefix + ++started;
            int place = freePlace();
            try {
                members.add(new Member(name, place, launcher.launch(name, place), nowNs));
            } catch (IOException e) {
                failed("worker " + name + " cannot be started: " + e.getMessage(), nowNs);
                return;
            }
        }
    }

    /** Members that stay. */
    private long lasting() {
        return members.stream()
                .filter(m -> m.phase == Phase.STARTING || m.phase == Phase.REGISTERED)
                .count();
    }

    private int freePlace() {
        int place = 0;
        while (isTaken(place)) {
            place++;
        }
        return place;
    }

    private boolean isTaken(int place) {
        return members.stream().anyMatch(member -> member.place == place);
    }

    private void forgetFailures(Member member, long nowNs) {
        if (failures > 0 && nowNs - member.sinceNs > config.steadyNs()) {
            failures = 0;
            pauses = false;
        }
    }

    private void failed(String reason, long nowNs) {
        failures++;
        int doublings = Math.min(failures - 1, 16);
        long pauseNs = Math.min(config.maxBackoffNs(), config.firstBackoffNs() << doublings);
        pauses = true;
        pauseUntilNs = nowNs + pauseNs;
        LOGGER.log(
                System.Logger.Level.WARNING,
                reason + "; next start in " + pauseNs / 1_000_000 + " ms, failures in a row: " + failures);
    }

    /** Asks all to end. */
    void terminate() {
        members.forEach(member -> member.process.terminate());
    }

    /** Ends all. */
    void kill() {
        members.forEach(member -> member.process.kill());
    }

    boolean isGone() {
        return members.stream().noneMatch(member -> member.process.isAlive());
    }

    /** Where each is, by name. */
    List<Phase> phases() {
        return Collections.unmodifiableList(members.stream().map(m -> m.phase).toList());
    }
}
