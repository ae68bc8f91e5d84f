package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.ToCaller;
import io.remex.scheduler.SchedulerCommand.ToWorker;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A cluster around a core, with everything that goes wrong in one, driven by one seed. After every event the invariants
 * are checked ({@link SimulationInvariants}); from time to time the core is replaced by a restored one whose commands
 * are compared with the old one's, and sometimes by a fresh one, as after a crash of the scheduler.
 */
final class Simulation {
    private static final long TICK_NS = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    static final long TURN_NS = SECOND_NS / 2;

    private static final List<SlotNeed> NEEDS = List.of(
            SlotNeed.of(ResourceShape.ofMilliCpus(1000)),
            new SlotNeed(ResourceShape.ofMilliCpus(1000), PlacementRule.SPREAD),
            new SlotNeed(
                    ResourceShape.ofMilliCpus(1000),
                    new PlacementRule(false, List.of(zone("z0", false)), List.of(zone("z1", true)))),
            new SlotNeed(
                    ResourceShape.ofMilliCpus(2000), new PlacementRule(true, List.of(), List.of(zone("z1", false)))),
            SlotNeed.of(ResourceShape.ofMilliCpus(2500)),
            SlotNeed.of(ResourceShape.ofMilliCpus(8000)),
            SlotNeed.of(new ResourceShape(500, 0, 1L << 30, new TreeMap<>(Map.of("fpga", 500L)))),
            SlotNeed.of(new ResourceShape(100, 400, 0, new TreeMap<>())),
            SlotNeed.of(new ResourceShape(100, 1000, 0, new TreeMap<>())),
            SlotNeed.of(new ResourceShape(0, 2000, 0, new TreeMap<>())),
            SlotNeed.of(ResourceShape.NONE));

    private static final List<BundleSpec> BUNDLES = List.of(
            new BundleSpec(ResourceShape.ofMilliCpus(1000), List.of()),
            new BundleSpec(ResourceShape.ofMilliCpus(2500), List.of()),
            new BundleSpec(ResourceShape.ofMilliCpus(500), List.of(zone("z0", false))),
            new BundleSpec(new ResourceShape(200, 1000, 0, new TreeMap<>()), List.of()),
            new BundleSpec(new ResourceShape(500, 400, 1L << 30, new TreeMap<>(Map.of("fpga", 500L))), List.of()));

    private final long seed;
    final Random random;
    final SimulatedNetwork network;
    final List<SimulatedWorker> workers = new ArrayList<>();
    final List<SimulatedCaller> callers = new ArrayList<>();
    private final SimulationInvariants invariants = new SimulationInvariants(this);
    private final List<CatalogId> catalogs = new ArrayList<>();
    private SchedulerCore core;
    private SchedulerCore twin;
    private SchedulerSnapshot before;
    boolean chaos = true;
    long nextCallerId = 1;
    long events;
    private final List<SchedulerCommand> commandsAtRest = new ArrayList<>();
    private int restarts;

    Simulation(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.network = new SimulatedNetwork(random);
        network.nowNs = random.nextLong() / 2;
        core = new SchedulerCore(config(1));
        before = core.snapshot();
        populate();
    }

    private static LabelCondition zone(String zone, boolean negated) {
        return new LabelCondition("zone", new TreeSet<>(List.of(zone)), negated);
    }

    private SchedulerConfig config(long firstLeaseId) {
        SchedulerConfig defaults = SchedulerConfig.defaults();
        int firstStreamId = 100 + random.nextInt(400);
        return defaults.with(new SchedulerConfig.WorkerTimeouts(3 * SECOND_NS, 2 * SECOND_NS, 4 * SECOND_NS, SECOND_NS))
                .with(new SchedulerConfig.Sharing(defaults.sharing().reduceGraceNs(), 40, TURN_NS))
                .with(new SchedulerConfig.Adoption(firstLeaseId, restarts == 0 ? 0 : SECOND_NS, 3 * SECOND_NS, 100))
                .with(new SchedulerConfig.StreamIdRange(100, 1_100, firstStreamId, 5 * SECOND_NS));
    }

    private void populate() {
        List<List<FunctionOffer>> offers = List.of(
                List.of(new FunctionOffer(1, 1, "a")),
                List.of(new FunctionOffer(1, 1, "a"), new FunctionOffer(2, 2, "b")));
        offers.forEach(offer -> catalogs.add(CatalogId.of(offer)));
        for (int i = 0; i < 7; i++) {
            NodeId node = new NodeId("n" + i % 2);
            List<FunctionOffer> functions = offers.get(random.nextInt(3) == 0 ? 1 : 0);
            ResourceShape capacity = new ResourceShape(
                    1000L * (1 + random.nextInt(8)),
                    500L * random.nextInt(7),
                    4L << 30,
                    new TreeMap<>(Map.of("fpga", 1000L)));
            workers.add(new SimulatedWorker(
                    this,
                    new WorkerRegistration(
                            node,
                            new WorkerId("w" + i),
                            0,
                            capacity,
                            new TreeMap<>(Map.of("zone", "z" + i % 3)),
                            i,
                            "simulated",
                            i,
                            CatalogId.of(functions),
                            functions)));
        }
        for (int i = 0; i < 9; i++) {
            boolean nested = i >= 6;
            Optional<WorkerId> home = nested ? Optional.of(new WorkerId("w" + i % 7)) : Optional.empty();
            callers.add(new SimulatedCaller(
                    this,
                    new CallerSession(
                            new CallerId(0),
                            i == 5 ? Optional.empty() : Optional.of(new NodeId("n" + i % 2)),
                            1 + random.nextInt(3),
                            i,
                            "simulated",
                            home)));
        }
    }

    /**
     * Chaos; then a time in which nobody changes anything, so that whoever has nothing gets its turn; then one without those
     * that take turns, in which the core has to come to rest; then one in which nobody wants anything; then one in which callers keep nothing.
     */
    void run() {
        try {
            workers.forEach(worker -> later(0, 500, worker::start));
            callers.forEach(caller -> later(0, 500, caller::start));
            network.at(0, this::tick);
            network.at(SECOND_NS, this::disturb);
            run(40);
            chaos = false;
            callers.forEach(SimulatedCaller::releaseAll);
            run(15);
            check(
                    core.snapshot().groups().isEmpty(),
                    () -> "groups are left: " + core.snapshot().groups());
            workers.forEach(SimulatedWorker::unblockAll);
            run(20);
            invariants.checkNobodyStarves(core, network.nowNs);
            for (List<Demand> some = invariants.whoTakeTurns(core);
                    !some.isEmpty();
                    some = invariants.whoTakeTurns(core)) {
                some.forEach(demand -> callers.forEach(caller -> caller.wantNoMore(demand.key())));
                run(2);
            }
            run(10);
            commandsAtRest.clear();
            run(3);
            check(commandsAtRest.isEmpty(), () -> "never comes to rest: " + commandsAtRest);
            invariants.checkNothingFreeIsWanted(core);
            invariants.checkUrgentBeforeOthers(core);
            callers.forEach(SimulatedCaller::wantNothing);
            run(10);
            invariants.checkOnlyLastSlotsAreKept(core);
            callers.forEach(SimulatedCaller::giveBackAll);
            run(10);
            invariants.checkAllQuiet(core);
        } catch (RuntimeException failure) {
            throw new AssertionError("seed " + seed + " after " + events + " events: " + failure, failure);
        }
    }

    void check(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new AssertionError("seed " + seed + " after " + events + " events: " + message.get());
        }
    }

    void later(int fromMs, int toMs, Runnable action) {
        network.at((fromMs + random.nextInt(toMs - fromMs)) * 1_000_000L, action);
    }

    void toCore(String link, SchedulerEvent event) {
        toCore(link, event, () -> true);
    }

    /** Unless the sender is another one by then, or the scheduler. */
    void toCore(String link, SchedulerEvent event, BooleanSupplier stillConnected) {
        int sentTo = restarts;
        network.send(link, () -> {
            if (stillConnected.getAsBoolean() && sentTo == restarts) {
                deliver(event);
            }
        });
    }

    private void run(int seconds) {
        network.runUntil(network.nowNs + seconds * SECOND_NS);
    }

    private void tick() {
        deliver(new Tick());
        network.at(TICK_NS, this::tick);
    }

    private void deliver(SchedulerEvent event) {
        events++;
        List<SchedulerCommand> commands = core.onEvent(event, network.nowNs);
        if (twin != null) {
            List<SchedulerCommand> twins = twin.onEvent(event, network.nowNs);
            check(
                    twins.equals(commands),
                    () -> "a restored core answers " + event + " differently: " + twins + " instead of " + commands);
        }
        commands.stream()
                .filter(command -> !(command instanceof SchedulerCommand.DemandUnmet))
                .forEach(commandsAtRest::add);
        commands.forEach(this::send);
        SchedulerSnapshot after = core.snapshot();
        invariants.check(before, event, after);
        before = after;
        if (random.nextInt(100) == 0) {
            if (twin != null) {
                check(twin.snapshot().equals(core.snapshot()), () -> "a restored core remembers something else");
            }
            twin = core;
            core = SchedulerCore.restore(core.snapshot());
        }
    }

    private void send(SchedulerCommand command) {
        int from = restarts;
        if (command instanceof ToWorker toWorker) {
            for (SimulatedWorker worker : workers) {
                if (worker.template.worker().equals(toWorker.worker())) {
                    int epoch = worker.attachedEpoch;
                    network.send("to-" + worker.name(), () -> {
                        if (from == restarts) {
                            worker.on(toWorker, epoch);
                        }
                    });
                }
            }
        } else if (command instanceof ToCaller toCaller) {
            for (SimulatedCaller caller : callers) {
                if (caller.alive && caller.session.caller().equals(toCaller.caller())) {
                    int epoch = caller.attachedEpoch;
                    network.send("to-" + toCaller.caller(), () -> {
                        if (from == restarts) {
                            caller.on(toCaller, epoch);
                        }
                    });
                }
            }
        }
    }

    private void disturb() {
        if (!chaos) {
            return;
        }
        SimulatedWorker worker = workers.get(random.nextInt(workers.size()));
        SimulatedCaller caller = callers.get(random.nextInt(callers.size()));
        int what = random.nextInt(1000);
        if (what < 450) {
            caller.want(
                    NEEDS.get(random.nextInt(NEEDS.size())),
                    catalogs.get(random.nextInt(catalogs.size())),
                    random.nextInt(4) == 0 ? 0 : random.nextInt(30),
                    priorities());
        } else if (what < 800) {
            worker.changeBlocked();
        } else if (what < 960) {
            caller.giveBackOne();
        } else if (what < 970) {
            worker.die(random.nextInt(3) > 0);
        } else if (what < 980) {
            caller.die();
        } else if (what < 985) {
            caller.connect();
        } else if (what < 990) {
            worker.breakLane();
        } else if (what < 995) {
            toCore("operator", new DrainWorker(worker.template.worker()));
        } else if (what < 997) {
            restartScheduler();
        }
        disturbGroups(caller);
        later(1, 40, this::disturb);
    }

    private void disturbGroups(SimulatedCaller caller) {
        int what = random.nextInt(100);
        if (what < 4) {
            List<BundleSpec> bundles = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bundles.add(BUNDLES.get(random.nextInt(BUNDLES.size())));
            }
            caller.reserve(GroupStrategy.values()[random.nextInt(GroupStrategy.values().length)], bundles);
        } else if (what < 12) {
            caller.wantInBundle(
                    BUNDLES.get(random.nextInt(BUNDLES.size())).shape(),
                    catalogs.get(random.nextInt(catalogs.size())),
                    random.nextInt(5));
        } else if (what < 14) {
            caller.release();
        }
    }

    private SlotsByPriority priorities() {
        return random.nextInt(3) > 0
                ? SlotsByPriority.NORMAL
                : new SlotsByPriority(new TreeMap<>(Map.of(
                        random.nextInt(SlotsByPriority.MAX_PRIORITY),
                        random.nextInt(10),
                        -1 - random.nextInt(SlotsByPriority.MAX_PRIORITY),
                        random.nextInt(10))));
    }

    /** The scheduler crashes and comes back knowing nothing. */
    private void restartScheduler() {
        restarts++;
        // A new scheduler cannot know the streams of a worker that the old one had fenced: there are none by then.
        workers.stream().filter(worker -> worker.zombie).forEach(worker -> worker.lanes.clear());
        core = new SchedulerCore(config(random.nextBoolean() ? 1 : 1_000_000L * restarts));
        before = core.snapshot();
        twin = null;
        workers.forEach(worker -> later(0, 800, worker::registerAgain));
        callers.forEach(caller -> later(0, 800, caller::connect));
    }
}
