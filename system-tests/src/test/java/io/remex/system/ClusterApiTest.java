package io.remex.system;

import io.remex.RemexConfig;
import io.remex.system.ApiSystem.Shape;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestProcess;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of the API, with server, node and worker in processes of their own. */
class ClusterApiTest {
    private static final Map<Shape, TestCluster> CLUSTERS = new EnumMap<>(Shape.class);
    private static final ApiSystem SYSTEM = ClusterApiTest::config;

    @RegisterExtension
    static final AfterTestExecutionCallback EVIDENCE = context -> {
        if (context.getExecutionException().isPresent()) {
            CLUSTERS.values().forEach(TestCluster::keepEvidence);
        }
    };

    /** The cluster of the shape, started when it is first asked for; all tests share it. */
    private static RemexConfig config(Shape shape) {
        return CLUSTERS.computeIfAbsent(shape, ClusterApiTest::start).config();
    }

    private static TestCluster start(Shape shape) {
        TestCluster cluster = Clusters.named(ClusterApiTest.class.getSimpleName() + '-' + shape, "");
        try {
            cluster.start();
            TestProcess worker = Clusters.beginWorker(cluster, "worker", shape.slots(), shape.resources());
            Clusters.awaitRegistered(worker);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.keepEvidence();
            cluster.close();
            throw e;
        }
    }

    @AfterAll
    static void close() {
        CLUSTERS.values().forEach(TestCluster::close);
    }

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
