package io.remex.worker.quarkus;

import io.remex.worker.RemexWorker;

/** The worker of this application as health checks and shutdown see it. Implementations are thread safe. */
public interface RunningWorker {

    /** The name under which the scheduler knows it. */
    String name();

    /** Whether the scheduler has accepted it and the connection stands. */
    boolean isRegistered();

    /** Why it is not registered; empty when it is. */
    String lastProblem();

    /** Whether tasks and results can travel. */
    boolean isDataPlaneAlive();

    /** Whether its threads run, whatever the state of the scheduler. */
    boolean isAlive();

    /** Finishes what runs, hands back what waits, and leaves; returns within {@code remex.worker.drain-timeout}. */
    void drainAndClose();

    /** The engine's worker. */
    static RunningWorker of(RemexWorker worker) {
        return new RunningWorker() {
            @Override
            public String name() {
                return worker.name();
            }

            @Override
            public boolean isRegistered() {
                return worker.isRegistered();
            }

            @Override
            public String lastProblem() {
                return worker.lastProblem();
            }

            @Override
            public boolean isDataPlaneAlive() {
                return worker.isDataPlaneAlive();
            }

            @Override
            public boolean isAlive() {
                return worker.isAlive();
            }

            @Override
            public void drainAndClose() {
                worker.drainAndClose();
            }
        };
    }
}
