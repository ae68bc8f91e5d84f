package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import java.util.TreeMap;

/** METG(50 %): efficiency against task size, and the size at which it is one half. */
final class GranularityScenario implements Scenario {
    private static final String TIER = "balanced";
    private static final double HALF = 0.5;

    @Override
    public String name() {
        return "metg";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        stage.cluster().workers(1, stage.cores(), TIER);
        ChildProcess caller = stage.cluster().caller(TIER);
        stage.prepare(Contestant.of(Systems.REMEX, caller, false));
        for (int round = 0; round < stage.effort().rounds(); round++) {
            TreeMap<Double, Double> efficiencyByTaskUs = new TreeMap<>();
            for (int steps : stage.effort().burnSteps()) {
                RoundAnswer answer = Stage.require(
                        Systems.REMEX,
                        caller.round(
                                stage.request("metg", "cores", stage.cores(), "steps", steps), Contestant.PATIENCE));
                double taskUs = answer.numbers().get("task");
                double efficiency = answer.numbers().get("efficiency");
                String scenario = "metg[steps=" + steps + ']';
                stage.results().add(scenario, Systems.REMEX, "task", "us", taskUs);
                stage.results().add(scenario, Systems.REMEX, "efficiency", "ratio", efficiency);
                efficiencyByTaskUs.put(taskUs, efficiency);
            }
            double metgUs = crossing(efficiencyByTaskUs, HALF);
            if (Double.isNaN(metgUs)) {
                stage.results().skip(name(), Systems.REMEX, "a round did not reach an efficiency of one half");
            } else {
                stage.results().add(name(), Systems.REMEX, "metg50", "us", metgUs);
            }
        }
        stage.progress().done(name(), stage.results());
    }

    /**
     * The smallest size from which on the efficiency is at least {@code wanted}, between the measured sizes by straight lines over
     * the logarithm of the size; the smallest measured if all of them reach it, NaN if the largest does not.
     */
    static double crossing(TreeMap<Double, Double> efficiencyBySize, double wanted) {
        double crossing = Double.NaN;
        double sizeAbove = Double.NaN;
        double efficiencyAbove = Double.NaN;
        for (double size : efficiencyBySize.descendingKeySet()) {
            double efficiency = efficiencyBySize.get(size);
            if (efficiency < wanted) {
                if (!Double.isNaN(sizeAbove)) {
                    double share = (wanted - efficiency) / (efficiencyAbove - efficiency);
                    crossing = Math.exp(Math.log(size) + share * (Math.log(sizeAbove) - Math.log(size)));
                }
                return crossing;
            }
            sizeAbove = size;
            efficiencyAbove = efficiency;
            crossing = size;
        }
        return crossing;
    }
}
