package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakDetectorTest {
    @TempDir
    Path root;

    private final List<String> reports = new CopyOnWriteArrayList<>();

    @Test
    void shouldFreeWhatWasForgottenAndNameThePlace() {
        try (ObjectStore store = open(true)) {
            forgetAnObject(store);
            forgetAWriter(store);
            awaitCollection(() -> {
                assertThat(reports).hasSize(2);
                assertThat(store.statistics().value(StoreCounter.USED_BYTES)).isZero();
            });
            assertThat(store.statistics().value(StoreCounter.LEAKED)).isEqualTo(2);
            assertThat(reports)
                    .anySatisfy(report -> assertThat(report)
                            .contains("object 1 with 100000 bytes")
                            .contains("StoreFixture.put")
                            .contains("forgetAnObject"))
                    .anySatisfy(
                            report -> assertThat(report).contains("a writer").contains("forgetAWriter"));
        }
    }

    @Test
    void shouldUnpinAForgottenView() {
        try (ObjectStore store = open(true)) {
            StoredObject object = StoreFixture.put(store, 1, 100_000);
            forgetAView(store, object.descriptor());
            object.free();

            awaitCollection(() -> assertThat(store.statistics().value(StoreCounter.USED_BYTES))
                    .isZero());
            assertThat(reports)
                    .singleElement()
                    .satisfies(report ->
                            assertThat(report).contains("a view of object 1").contains("forgetAView"));
        }
    }

    @Test
    void shouldOnlyCountWithoutDetection() {
        try (ObjectStore store = open(false)) {
            forgetAnObject(store);
            awaitCollection(() ->
                    assertThat(store.statistics().value(StoreCounter.LEAKED)).isEqualTo(1));
            assertThat(reports).isEmpty();
        }
    }

    @Test
    void shouldNotReportWhatWasClosed() {
        try (ObjectStore store = open(true)) {
            StoredObject object = StoreFixture.put(store, 1, 100_000);
            store.view(object.descriptor()).close();
            object.free();
            forgetAnObject(store);
            awaitCollection(() -> assertThat(reports).hasSize(1));
            assertThat(store.statistics().value(StoreCounter.LEAKED)).isEqualTo(1);
        }
    }

    private ObjectStore open(boolean detection) {
        StoreStatistics.Counts counts = new StoreStatistics.Counts();
        return ObjectStore.open(
                StoreFixture.config(root),
                SystemNanoClock.INSTANCE,
                counts,
                new LeakDetector(detection, counts, reports::add));
    }

    private static void forgetAnObject(ObjectStore store) {
        assertThat(StoreFixture.put(store, 1, 100_000)).isNotNull();
    }

    private static void forgetAWriter(ObjectStore store) {
        assertThat(store.writer(100_000)).isNotNull();
    }

    private static void forgetAView(ObjectStore store, ObjectDescriptor descriptor) {
        assertThat(store.view(descriptor)).isNotNull();
    }

    private static void awaitCollection(Runnable assertion) {
        await().untilAsserted(() -> {
            System.gc();
            assertion.run();
        });
    }
}
