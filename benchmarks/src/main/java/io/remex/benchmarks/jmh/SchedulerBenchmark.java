package io.remex.benchmarks.jmh;

import io.remex.scheduler.CallerId;
import io.remex.scheduler.CallerSession;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.FunctionOffer;
import io.remex.scheduler.NodeId;
import io.remex.scheduler.ResourceShape;
import io.remex.scheduler.SchedulerCommand;
import io.remex.scheduler.SchedulerConfig;
import io.remex.scheduler.SchedulerCore;
import io.remex.scheduler.SchedulerEvent;
import io.remex.scheduler.SlotNeed;
import io.remex.scheduler.SlotsByPriority;
import io.remex.scheduler.WorkerId;
import io.remex.scheduler.WorkerRegistration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The life of a lease in the scheduler's core: wanted, opened, granted, not wanted, returned, closed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class SchedulerBenchmark {
    private static final List<FunctionOffer> FUNCTIONS = List.of(new FunctionOffer(1, 11, "one"));
    private static final CallerId CALLER = new CallerId(1);
    private static final SlotNeed NEED = SlotNeed.of(ResourceShape.ofMilliCpus(1_000));
    private static final long STEP_NS = 100_000_000;

    /** Workers of two processors each. */
    @Param({"1", "100"})
    public int workers;

    private SchedulerCore core;
    private long nowNs;

    /** Registers the workers and opens the caller. */
    @Setup
    public void start() {
        core = new SchedulerCore(SchedulerConfig.defaults());
        NodeId node = new NodeId("node");
        for (int i = 0; i < workers; i++) {
            core.onEvent(
                    new SchedulerEvent.WorkerRegistered(
                            new WorkerRegistration(
                                    node,
                                    new WorkerId("worker-" + i),
                                    1,
                                    ResourceShape.ofMilliCpus(2_000),
                                    Collections.emptySortedMap(),
                                    1,
                                    "benchmark",
                                    i,
                                    CatalogId.of(FUNCTIONS),
                                    FUNCTIONS),
                            List.of()),
                    nowNs);
        }
        core.onEvent(
                new SchedulerEvent.CallerOpened(
                        new CallerSession(CALLER, Optional.of(node), 1, 1, "benchmark", Optional.empty()), List.of()),
                nowNs);
    }

    /** One lease; fails if the core does not do what a host expects of it. */
    @Benchmark
    public long lifeOfALease() {
        nowNs += STEP_NS;
        SchedulerCommand.OpenLane open = only(SchedulerCommand.OpenLane.class, demand(1));
        only(
                SchedulerCommand.LeaseGranted.class,
                core.onEvent(new SchedulerEvent.LaneOpened(open.worker(), open.incarnation(), open.lease()), nowNs));
        demand(0);
        only(
                SchedulerCommand.CloseLane.class,
                core.onEvent(new SchedulerEvent.LeaseReturned(CALLER, open.lease()), nowNs));
        core.onEvent(new SchedulerEvent.LaneClosed(open.worker(), open.incarnation(), open.lease()), nowNs);
        return nowNs;
    }

    private List<SchedulerCommand> demand(int slots) {
        return core.onEvent(
                new SchedulerEvent.DemandChanged(CALLER, NEED, CatalogId.of(FUNCTIONS), slots, SlotsByPriority.NORMAL),
                nowNs);
    }

    private static <T> T only(Class<T> type, List<SchedulerCommand> commands) {
        for (SchedulerCommand command : commands) {
            if (type.isInstance(command)) {
                return type.cast(command);
            }
        }
        throw new IllegalStateException("no " + type.getSimpleName() + " in " + commands);
    }
}
