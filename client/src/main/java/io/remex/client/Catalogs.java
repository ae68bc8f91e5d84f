package io.remex.client;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.RemexConfig;
import io.remex.protocol.Failure;
import io.remex.protocol.control.Catalog;
import io.remex.protocol.control.DemandUnmet;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.LeaseGranted;
import io.remex.spi.FunctionDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What workers offer, as the scheduler told: decides which catalog a function's tasks go to, and keeps the tasks of functions that
 * nobody offers. Control thread.
 */
final class Catalogs {
    private static final long WARN_AFTER_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long WARN_PERIOD_NS = TimeUnit.SECONDS.toNanos(30);
    private static final System.Logger LOGGER = System.getLogger(Catalogs.class.getName());

    private final CallerRuntime runtime;
    private final CallerSession session;
    private final boolean failsUnknown;
    private final boolean failsInfeasible;
    private final Map<Long, Offer> offers = new LinkedHashMap<>();
    /** Function lists outlive the catalog's last worker: the scheduler sends them once in a conversation. */
    private final Map<Long, List<Function>> functions = new HashMap<>();

    /** What no worker of a catalog could ever run, and why; until that catalog has more workers. */
    private final Map<PoolKey, String> infeasible = new LinkedHashMap<>();

    private final Map<FunctionDescriptor<?>, Homeless> homeless = new LinkedHashMap<>();
    private boolean isKnown;

    private record Offer(int liveWorkers, int reachableWorkers) {}

    /** Tasks of one function that no reachable worker offers. */
    private static final class Homeless {
        private final Set<TaskRef<?>> tasks = new LinkedHashSet<>();
        private long warnAtNs;

        Homeless(long nowNs) {
            warnAtNs = nowNs + WARN_AFTER_NS;
        }
    }

    Catalogs(CallerRuntime runtime, CallerSession session, RemexConfig config) {
        this.runtime = runtime;
        this.session = session;
        this.failsUnknown = "fail".equals(config.text(ConfigKey.UNKNOWN_FUNCTION));
        this.failsInfeasible = "fail".equals(config.text(ConfigKey.INFEASIBLE));
    }

    /** The scheduler sends everything again. */
    void onNewConversation() {
        functions.clear();
        infeasible.clear();
        isKnown = false;
    }

    void onCatalogs(io.remex.protocol.control.Catalogs message) {
        Map<Long, Offer> before = Map.copyOf(offers);
        offers.clear();
        for (Catalog catalog : message.getCatalogsList()) {
            if (catalog.getFunctionsPresent()) {
                functions.put(catalog.getCatalog(), catalog.getFunctionsList());
            }
            offers.put(catalog.getCatalog(), new Offer(catalog.getLiveWorkers(), catalog.getReachableWorkers()));
        }
        infeasible.keySet().removeIf(key -> workers(offers, key) > workers(before, key));
        isKnown = true;
        bind(binding -> binding.defaultPool() != null); // first: nothing more goes to a pool whose workers are gone
        moveFromDeadPools();
        List<TaskRef<?>> waiting = new ArrayList<>();
        homeless.values().forEach(entry -> waiting.addAll(entry.tasks));
        waiting.forEach(this::submit);
        bind(binding -> binding.defaultPool() == null); // last: what comes from now on goes the short way, behind those
    }

    private void bind(Predicate<FunctionBinding<?>> which) {
        runtime.submitter().bindings().stream().filter(which).forEach(this::bind);
    }

    private static int workers(Map<Long, Offer> offers, PoolKey key) {
        Offer offer = offers.get(key.catalog());
        return offer == null ? 0 : offer.reachableWorkers();
    }

    /**
     * Demand waits for a worker that is not there. If none of this catalog could ever serve it the tasks go to another catalog
     * with their function, where there is one.
     */
    void onUnmet(DemandUnmet unmet) {
        PoolKey key = new PoolKey(new ResourceDemand(unmet.getShape(), unmet.getPlacement()), unmet.getCatalog());
        LeasePool pool = session.pools().stream()
                .filter(candidate -> candidate.key().equals(key))
                .findFirst()
                .orElse(null);
        if (pool != null && unmet.getInfeasible()) {
            infeasible.put(key, unmet.getReason());
            runtime.submitter().bindings().forEach(this::bind);
            pool.takeWaiting().forEach(this::submit);
        }
        if (pool == null || pool.waitingCount() > 0) {
            LOGGER.log(System.Logger.Level.WARNING, "tasks wait: " + unmet.getReason());
        }
    }

    boolean hasReachableWorker() {
        return offers.values().stream().anyMatch(offer -> offer.reachableWorkers() > 0);
    }

    private void moveFromDeadPools() {
        for (LeasePool pool : session.pools()) {
            Offer offer = offers.get(pool.key().catalog());
            if ((offer == null || offer.reachableWorkers() == 0) && pool.waitingCount() > 0) {
                pool.takeWaiting().forEach(this::submit);
            }
        }
    }

    private void bind(FunctionBinding<?> binding) {
        PoolKey key = key(binding.function(), binding.defaultDemand());
        binding.defaultPool(key == null || fails(key) ? null : session.pool(key));
    }

    /** Whether tasks for this pool are to end at once. */
    private boolean fails(PoolKey key) {
        return failsInfeasible && infeasible.containsKey(key);
    }

    /**
     * The pool for a function: on the catalog with the most reachable workers among those that have this very version of it,
     * first of all one whose workers could run it. Null if there is none.
     */
    private PoolKey key(FunctionDescriptor<?> function, ResourceDemand demand) {
        Long ofBundle = session.groups().catalog(demand.placement());
        if (ofBundle != null && offers.containsKey(ofBundle) && isOffered(function, ofBundle)) {
            return new PoolKey(demand, ofBundle);
        }
        PoolKey best = null;
        int bestWorkers = 0;
        for (Map.Entry<Long, Offer> entry : offers.entrySet()) {
            PoolKey key = new PoolKey(demand, entry.getKey());
            int workers = entry.getValue().reachableWorkers();
            boolean gains = best != null && infeasible.containsKey(best) && !infeasible.containsKey(key);
            boolean loses = best != null && infeasible.containsKey(key) && !infeasible.containsKey(best);
            if (workers > 0 && !loses && (gains || workers > bestWorkers) && isOffered(function, entry.getKey())) {
                best = key;
                bestWorkers = workers;
            }
        }
        return best;
    }

    private boolean isOffered(FunctionDescriptor<?> function, Long catalog) {
        return functions.getOrDefault(catalog, List.of()).stream()
                .anyMatch(offered -> offered.getFunctionId() == function.functionId()
                        && offered.getFingerprint() == function.fingerprint());
    }

    /** A placement group is closed. */
    void failGroup(long group, Failure failure) {
        infeasible.keySet().removeIf(key -> key.demand().placement().getGroup() == group);
        for (Homeless entry : homeless.values()) {
            for (TaskRef<?> task : List.copyOf(entry.tasks)) {
                if (ResourceDemand.of(task.options()).placement().getGroup() == group) {
                    entry.tasks.remove(task);
                    task.completeFailure(failure);
                }
            }
        }
    }

    /** A task that has no pool yet: finds one, keeps the task, or ends it. */
    void submit(TaskRef<?> task) {
        FunctionDescriptor<?> function = task.binding().function();
        Homeless entry = homeless.get(function);
        if (task.hasOutcome()) {
            if (entry != null) {
                entry.tasks.remove(task);
            }
            return;
        }
        ResourceDemand demand = ResourceDemand.of(task.options());
        Failure closed = session.groups().failure(demand.placement());
        if (closed != null) {
            task.completeFailure(closed);
            return;
        }
        PoolKey key = key(function, demand);
        if (key != null) {
            if (entry != null && entry.tasks.remove(task) && entry.tasks.isEmpty()) {
                homeless.remove(function);
            }
            if (fails(key)) {
                task.completeFailure(Failure.of(
                        ErrorCode.INFEASIBLE_TASK, task.description() + " can never run: " + infeasible.get(key)));
            } else {
                session.pool(key).submit(task);
            }
            bind(task.binding()); // afterwards, so that a task that is submitted meanwhile does not overtake this one
        } else if (isKnown && (failsUnknown || otherVersion(function) != null)) {
            if (entry != null) {
                entry.tasks.remove(task);
            }
            task.completeFailure(Failure.of(ErrorCode.UNKNOWN_FUNCTION, problem(function)));
        } else {
            homeless.computeIfAbsent(function, f -> new Homeless(runtime.nanoTime()))
                    .tasks
                    .add(task);
        }
    }

    /** A live worker's function with the same id and another layout, or null. */
    private Function otherVersion(FunctionDescriptor<?> function) {
        for (Map.Entry<Long, Offer> entry : offers.entrySet()) {
            if (entry.getValue().liveWorkers() > 0) {
                for (Function offered : functions.getOrDefault(entry.getKey(), List.of())) {
                    if (offered.getFunctionId() == function.functionId()
                            && offered.getFingerprint() != function.fingerprint()) {
                        return offered;
                    }
                }
            }
        }
        return null;
    }

    private String problem(FunctionDescriptor<?> function) {
        Function other = otherVersion(function);
        if (other != null) {
            return "workers offer " + function.name() + " with another layout of arguments or result (fingerprint "
                    + Long.toHexString(other.getFingerprint()) + "; this caller has "
                    + Long.toHexString(function.fingerprint()) + ": " + function.layout()
                    + "); build caller and worker from the same sources";
        }
        String offered = offers.entrySet().stream()
                .filter(entry -> entry.getValue().liveWorkers() > 0)
                .flatMap(entry -> functions.getOrDefault(entry.getKey(), List.of()).stream())
                .map(Function::getName)
                .distinct()
                .sorted()
                .limit(50)
                .collect(Collectors.joining(", "));
        boolean elsewhere = offers.entrySet().stream()
                .anyMatch(entry -> entry.getValue().liveWorkers() > 0
                        && functions.getOrDefault(entry.getKey(), List.of()).stream()
                                .anyMatch(candidate -> candidate.getFunctionId() == function.functionId()));
        if (elsewhere) {
            return "workers that offer " + function.name()
                    + " run on other nodes than this caller, and lanes between nodes are not configured";
        }
        return "no worker offers " + function.signature().identity()
                + (offered.isEmpty() ? "; there are no workers" : "; workers offer: " + offered)
                + "; start a worker that has it on its class path";
    }

    /** Tasks that wait for a worker that offers their function. */
    int unservedTasks() {
        return homeless.values().stream().mapToInt(entry -> entry.tasks.size()).sum();
    }

    /** Whether tasks wait for a worker that offers their function. */
    boolean areTasksHomeless() {
        return homeless.values().stream().anyMatch(entry -> !entry.tasks.isEmpty());
    }

    void onTick(long nowNs) {
        if (isKnown) {
            moveFromDeadPools(); // what was submitted while its catalog died
        }
        homeless.forEach((function, entry) -> {
            if (nowNs - entry.warnAtNs > 0 && !entry.tasks.isEmpty()) {
                entry.tasks.removeIf(AbstractRef::hasOutcome);
                entry.warnAtNs = nowNs + WARN_PERIOD_NS;
                if (!entry.tasks.isEmpty()) {
                    LOGGER.log(
                            System.Logger.Level.WARNING,
                            entry.tasks.size() + " tasks of " + function.name() + " wait: " + problem(function));
                }
            }
        });
    }

    /** The pool that a lease was granted for, if the caller still has it. */
    static PoolKey key(LeaseGranted granted) {
        return new PoolKey(
                new ResourceDemand(granted.getShape(), granted.getPlacement()),
                granted.getWorker().getCatalog());
    }

    void failAll(Failure failure) {
        homeless.values().forEach(entry -> entry.tasks.forEach(task -> task.completeFailure(failure)));
        homeless.clear();
    }
}
