package io.remex.system;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import org.junit.jupiter.api.Nested;

/** The contract of the API, with everything in this process. */
class EmbeddedApiTest {
    private static final ApiSystem SYSTEM = shape -> {
        RemexConfig.Builder config = RemexConfig.builder().set(ConfigKey.WORKER_SLOTS, Integer.toString(shape.slots()));
        if (!shape.resources().isEmpty()) {
            config.set(ConfigKey.WORKER_RESOURCES, shape.resources());
        }
        return config.build();
    };

    @Nested
    class Submission extends SubmissionContract {
        Submission() {
            super(SYSTEM);
        }
    }

    @Nested
    class Waiting extends WaitingContract {
        Waiting() {
            super(SYSTEM);
        }
    }

    @Nested
    class Cancellation extends CancellationContract {
        Cancellation() {
            super(SYSTEM);
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(SYSTEM);
        }
    }

    @Nested
    class References extends ReferenceContract {
        References() {
            super(SYSTEM);
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        Lifecycle() {
            super(SYSTEM);
        }
    }

    @Nested
    class Resources extends ResourceContract {
        Resources() {
            super(SYSTEM);
        }
    }

    @Nested
    class PlacementGroups extends PlacementGroupContract {
        PlacementGroups() {
            super(SYSTEM);
        }
    }

    @Nested
    class LargeValues extends LargeValueContract {
        LargeValues() {
            super(SYSTEM);
        }
    }

    @Nested
    class Views extends ViewContract {
        Views() {
            super(SYSTEM);
        }
    }

    @Nested
    class Streams extends StreamContract {
        Streams() {
            super(SYSTEM);
        }
    }

    @Nested
    class Values extends ValueContract {
        Values() {
            super(SYSTEM);
        }
    }
}
