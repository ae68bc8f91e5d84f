package io.remex.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs simulations: {@code -Dsimulate.hours=N} hours of many seeds, or of the one that {@code -Dsimulate.seed=S} names. Ends with a line
 * of totals; a failure ends with the seed, the trace hash and the command that replays it.
 */
final class SimulationMain {
    /** Of one seed, when there are many. */
    private static final double HOURS_OF_A_SEED = 50;

    /** Would hide what is found; the log of thousands of faults says nothing. */
    private static final Logger REMEX = Logger.getLogger("io.remex");

    private SimulationMain() {}

    /** Totals of a run. */
    record Totals(int seeds, double hours, long tasks) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "seeds=%d hours=%.0f tasks=%d violations=0", seeds, hours, tasks);
        }
    }

    /** The program. */
    public static void main(String[] arguments) throws InterruptedException {
        double hours = Double.parseDouble(System.getProperty("simulate.hours", "100"));
        String seed = System.getProperty("simulate.seed", "");
        try {
            if (seed.isEmpty()) {
                System.out.println(runMany(1, hours));
            } else {
                REMEX.setLevel(Level.OFF);
                Simulation.Result result = new Simulation(Long.parseLong(seed)).run(hours);
                System.out.println(result.events() + " events, trace " + Long.toHexString(result.traceHash()));
                System.out.println(new Totals(1, result.hours(), result.tasks()));
            }
        } catch (Simulation.FailedException e) {
            System.out.println(e.getMessage());
            if (!(e.getCause() instanceof Violations.ViolationException)) {
                e.printStackTrace(System.out);
            }
            System.out.println("seeds=1 violations=1");
            System.exit(1);
        }
    }

    /**
     * Runs as many seeds as it takes, one simulation for each processor at a time.
     *
     * @throws Simulation.FailedException one has found something; the others are not ended
     */
    static Totals runMany(long firstSeed, double hours) throws InterruptedException {
        REMEX.setLevel(Level.OFF);
        int seeds = (int) Math.ceil(hours / HOURS_OF_A_SEED);
        double hoursOfASeed = hours / seeds;
        AtomicBoolean hasFailed = new AtomicBoolean();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<Simulation.Result>> results = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            long current = seed;
            results.add(threads.submit(() -> hasFailed.get() ? null : run(current, hoursOfASeed, hasFailed)));
        }
        threads.shutdown();
        double sum = 0;
        long tasks = 0;
        Simulation.FailedException failure = null;
        for (Future<Simulation.Result> future : results) {
            try {
                Simulation.Result result = future.get();
                if (result != null) {
                    sum += result.hours();
                    tasks += result.tasks();
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof Simulation.FailedException found)) {
                    throw new IllegalStateException(e.getCause());
                }
                failure = found;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Totals(seeds, sum, tasks);
    }

    private static Simulation.Result run(long seed, double hours, AtomicBoolean hasFailed) {
        try {
            return new Simulation(seed).run(hours);
        } catch (Simulation.FailedException e) {
            hasFailed.set(true);
            throw e;
        }
    }
}
