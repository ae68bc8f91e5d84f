package io.remex.server.scaler;

import io.remex.control.SchedulerService;
import io.remex.scheduler.BundlePlace;
import io.remex.scheduler.ClusterView;
import io.remex.scheduler.Demand;
import io.remex.scheduler.DemandKey;
import io.remex.scheduler.WorkerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks the scheduler for its view and a {@link WorkerScaler} what to do about it, on a thread of its own. */
public final class ScalerLoop implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ScalerLoop.class.getName());
    private static final long PERIOD_MS = 250;
    private static final long VIEW_TIMEOUT_MS = 5_000;

    private final SchedulerService scheduler;
    private final WorkerScaler scaler;
    private final Thread thread = new Thread(this::run, "remex-scaler");
    private volatile boolean closed;

    /**
     * Starts the loop; the scaler has been started.
     *
     * @param scheduler whose cluster it is
     * @param scaler who acts; closed with the loop
     */
    public ScalerLoop(SchedulerService scheduler, WorkerScaler scaler) {
        this.scheduler = scheduler;
        this.scaler = scaler;
        thread.setDaemon(true);
        if (scaler.isActive()) {
            thread.start();
        }
    }

    /** Stops looking, then the workers. Waits for both, within bounds. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(VIEW_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scaler.close();
    }

    private void run() {
        while (!closed) {
            try {
                look();
                TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
            } catch (InterruptedException e) {
                // close() means it; anybody else is not obeyed
                continue;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOGGER.log(System.Logger.Level.WARNING, "the scaler could not look at the cluster", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
        } catch (InterruptedException e) {
            // the loop looks at closed
        }
    }

    private void look() throws InterruptedException, ExecutionException, TimeoutException {
        ClusterView view = scheduler.view().get(VIEW_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        scaler.scale(need(view, scheduler.unservedTasks()), System.nanoTime())
                .forEach(worker -> scheduler.drain(new WorkerId(worker)));
    }

    /** What a view means for a scaler. */
    static ScalingNeed need(ClusterView view, long unservedTasks) {
        Set<DemandKey> wantedKeys = view.callers().stream()
                .flatMap(caller -> caller.demands().stream())
                .filter(demand -> demand.slotsWanted() > 0)
                .map(Demand::key)
                .collect(Collectors.toSet());
        Map<WorkerId, Long> bundles = view.callers().stream()
                .flatMap(caller -> caller.groups().stream())
                .flatMap(group -> group.places().stream().flatMap(Optional::stream))
                .collect(Collectors.groupingBy(BundlePlace::worker, Collectors.counting()));
        Map<String, ScalingNeed.Worker> workers = new HashMap<>();
        view.nodes()
                .forEach(node -> node.workers().forEach(worker -> {
                    long wantedLeases = worker.leases().stream()
                            .filter(lease ->
                                    wantedKeys.contains(new DemandKey(lease.caller(), lease.need(), lease.catalog())))
                            .count();
                    WorkerId id = worker.registration().worker();
                    long wanted = wantedLeases + bundles.getOrDefault(id, 0L);
                    workers.put(
                            id.name(), new ScalingNeed.Worker(worker.leases().size(), (int) wanted, worker.draining()));
                }));
        long lacking = unservedTasks;
        for (ClusterView.CallerView caller : view.callers()) {
            long wanted = caller.demands().stream()
                    .mapToLong(demand -> demand.slotsWanted())
                    .sum();
            lacking += Math.max(0, wanted - caller.slots());
            lacking += caller.groups().stream()
                    .flatMap(group -> group.places().stream())
                    .filter(Optional::isEmpty)
                    .count();
        }
        return new ScalingNeed(lacking, workers);
    }
}
