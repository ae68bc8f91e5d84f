package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.time.Duration;

/** A system that can be asked for rounds. */
interface Contestant {
    /** More than any round takes on a busy machine. */
    Duration PATIENCE = Duration.ofMinutes(2);

    /** Its name in the results. */
    String system();

    /** One round; nothing of it runs afterwards. */
    RoundAnswer round(RoundRequest request) throws InterruptedException;

    /** Whether the run goes on when it fails: a peer may, the product may not. */
    boolean isOptional();

    /** A system whose one process answers by itself. */
    static Contestant of(String system, ChildProcess subject, boolean optional) {
        return new Contestant() {
            @Override
            public String system() {
                return system;
            }

            @Override
            public RoundAnswer round(RoundRequest request) throws InterruptedException {
                return subject.round(request, PATIENCE);
            }

            @Override
            public boolean isOptional() {
                return optional;
            }
        };
    }
}
