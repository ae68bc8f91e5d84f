package io.remex.client;

import io.remex.ErrorCode;
import io.remex.protocol.Failure;
import io.remex.protocol.control.Catalog;
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
    private final Map<Long, Offer> offers = new LinkedHashMap<>();
    /** Function lists outlive the catalog's last worker: the scheduler sends them once in a conversation. */
    private final Map<Long, List<Function>> functions = new HashMap<>();

    private final Map<FunctionDescriptor<?>, Homeless> homeless = new LinkedHashMap<>();
    private boolean isKnown;

    private record Offer(int liveWorkers, int reachableWorkers) {}

    /** Tasks of one function that no reachable worker offers. */
    private static final class Homeless {
        private final Set<TaskRef<?>> tasks = new LinkedHashSet<>();
        private long warnAtNs = System.nanoTime() + WARN_AFTER_NS;
    }

    Catalogs(CallerRuntime runtime, CallerSession session, boolean failsUnknown) {
        this.runtime = runtime;
        this.session = session;
        this.failsUnknown = failsUnknown;
    }

    /** The scheduler sends everything again. */
    void onNewConversation() {
        functions.clear();
        isKnown = false;
    }

    void onCatalogs(io.remex.protocol.control.Catalogs message) {
        offers.clear();
        for (Catalog catalog : message.getCatalogsList()) {
            if (catalog.getFunctionsPresent()) {
                functions.put(catalog.getCatalog(), catalog.getFunctionsList());
            }
            offers.put(catalog.getCatalog(), new Offer(catalog.getLiveWorkers(), catalog.getReachableWorkers()));
        }
        isKnown = true;
        runtime.submitter().bindings().forEach(this::bind);
        moveFromDeadPools();
        List<TaskRef<?>> waiting = new ArrayList<>();
        homeless.values().forEach(entry -> waiting.addAll(entry.tasks));
        waiting.forEach(this::submit);
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
        Long catalog = catalog(binding.function());
        binding.defaultPool(catalog == null ? null : session.pool(new PoolKey(binding.defaultDemand(), catalog)));
    }

    /** The catalog with the most reachable workers among those that have this very version of the function, or null. */
    private Long catalog(FunctionDescriptor<?> function) {
        Long best = null;
        int bestWorkers = 0;
        for (Map.Entry<Long, Offer> entry : offers.entrySet()) {
            int workers = entry.getValue().reachableWorkers();
            if (workers > bestWorkers
                    && functions.getOrDefault(entry.getKey(), List.of()).stream()
                            .anyMatch(offered -> offered.getFunctionId() == function.functionId()
                                    && offered.getFingerprint() == function.fingerprint())) {
                best = entry.getKey();
                bestWorkers = workers;
            }
        }
        return best;
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
        Long catalog = catalog(function);
        if (catalog != null) {
            if (entry != null && entry.tasks.remove(task) && entry.tasks.isEmpty()) {
                homeless.remove(function);
            }
            bind(task.binding());
            session.pool(new PoolKey(ResourceDemand.of(task.options()), catalog))
                    .submit(task);
        } else if (isKnown && (failsUnknown || otherVersion(function) != null)) {
            if (entry != null) {
                entry.tasks.remove(task);
            }
            task.completeFailure(Failure.of(ErrorCode.UNKNOWN_FUNCTION, problem(function)));
        } else {
            homeless.computeIfAbsent(function, f -> new Homeless()).tasks.add(task);
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

    /** The pool that a lease was granted for. */
    PoolKey key(LeaseGranted granted) {
        for (LeasePool pool : session.pools()) {
            PoolKey key = pool.key();
            if (key.catalog() == granted.getWorker().getCatalog()
                    && key.demand().resources().equals(granted.getShape())) {
                return key;
            }
        }
        return null;
    }

    void failAll(Failure failure) {
        homeless.values().forEach(entry -> entry.tasks.forEach(task -> task.completeFailure(failure)));
        homeless.clear();
    }
}
