package io.remex.benchmarks.rig;

/** A scenario whose subject does not exist yet: in the results, so that nobody thinks it was forgotten. */
final class AbsentScenario implements Scenario {
    private final String name;
    private final String reason;

    AbsentScenario(String name, String reason) {
        this.name = name;
        this.reason = reason;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Stage stage) {
        stage.results().skip(name, Systems.REMEX, reason);
    }
}
