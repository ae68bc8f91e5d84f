package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Allocation, pins and spilling against a model that knows of each object its content, whether it was freed, and how many pins and views it has.
 * After each step: no two objects overlap, every object that the model has can be read here and elsewhere, and no other.
 */
class StoreModelTest {
    private static final int MEMORY = 4 << 20;
    private static final int MAX_LENGTH = 900_000;

    enum Action {
        PUT,
        GROW,
        ABORT,
        FREE,
        PIN,
        UNPIN,
        VIEW,
        CLOSE_VIEW,
        TOGGLE_SPILLABLE,
        HOUSEKEEPING
    }

    record Step(Action action, int which, int length) {}

    /** What the model knows of an object. */
    private static final class Known {
        private final StoredObject object;
        private final long seed;
        private final int length;
        private final List<ObjectView> views = new ArrayList<>();
        private int pins;
        private boolean freed;
        private boolean spillable = true;

        private Known(StoredObject object, long seed, int length) {
            this.object = object;
            this.seed = seed;
            this.length = length;
        }

        private boolean isThere() {
            return !freed || pins > 0 || !views.isEmpty();
        }

        private boolean mustBeInMemory() {
            return pins > 0 || !views.isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(Action.class),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, MAX_LENGTH))
                .as(Step::new);
        return step.list().ofMaxSize(60);
    }

    @Property(tries = 40)
    void shouldBehaveLikeTheModel(@ForAll("steps") List<Step> steps) throws IOException {
        Path root = Files.createTempDirectory("remex-model");
        StoreConfig base = StoreFixture.spilling(root, MEMORY, 6_000_000);
        StoreConfig config = new StoreConfig(
                base.directory(),
                new StoreConfig.Memory(MEMORY, 1L << 40, 1 << 20, Duration.ZERO),
                base.spill(),
                new StoreConfig.Checks(true, false));
        try (ObjectStore store = ObjectStore.open(config);
                ObjectStore reader = ObjectStore.open(StoreFixture.config(root))) {
            List<Known> model = new ArrayList<>();
            long seed = 0;
            for (Step step : steps) {
                take(step, store, model, seed++);
                assertSame(store, model);
            }
            readAll(store, reader, model);
            freeAll(model);
            assertThat(store.statistics().value(StoreCounter.USED_BYTES)).isZero();
            assertThat(store.statistics().value(StoreCounter.OBJECTS)).isZero();
            assertThat(store.statistics().value(StoreCounter.SPILL_BYTES)).isZero();
        }
        assertThat(root).isEmptyDirectory();
        Files.delete(root);
    }

    private static void take(Step step, ObjectStore store, List<Known> model, long seed) {
        if (step.action() == Action.PUT || step.action() == Action.GROW || step.action() == Action.ABORT) {
            write(step, store, model, seed);
            return;
        }
        if (step.action() == Action.HOUSEKEEPING) {
            store.housekeeping();
            return;
        }
        if (model.isEmpty()) {
            return;
        }
        Known known = model.get(step.which() % model.size());
        switch (step.action()) {
            case FREE -> {
                known.object.free();
                known.freed = true;
            }
            case PIN -> pin(known);
            case UNPIN -> unpin(known);
            case VIEW -> view(store, known);
            case CLOSE_VIEW -> {
                if (!known.views.isEmpty()) {
                    known.views.remove(0).close();
                }
            }
            default -> {
                known.spillable = !known.spillable;
                known.object.spillable(known.spillable);
            }
        }
        model.removeIf(each -> !each.isThere());
    }

    private static void write(Step step, ObjectStore store, List<Known> model, long seed) {
        byte[] content = StoreFixture.content(seed, step.length());
        try (ObjectWriter writer = store.writer(step.action() == Action.GROW ? 0 : step.length())) {
            for (int at = 0; at < content.length; at += 50_000) {
                writer.write(content, at, Math.min(50_000, content.length - at));
            }
            if (step.action() != Action.ABORT) {
                model.add(new Known(writer.seal(), seed, step.length()));
            }
        } catch (ObjectStoreFullException full) {
            // allowed whenever memory is taken; what was written is gone, and the model does not have it
            assertThat(store.statistics().value(StoreCounter.USED_BYTES)).isPositive();
        }
    }

    private static void pin(Known known) {
        if (known.freed) {
            assertThatThrownBy(known.object::pin).isInstanceOf(IllegalStateException.class);
        } else {
            known.object.pin();
            known.pins++;
        }
    }

    private static void unpin(Known known) {
        if (known.pins > 0) {
            known.object.unpin();
            known.pins--;
        }
    }

    private static void view(ObjectStore store, Known known) {
        if (known.freed) {
            assertThatThrownBy(() -> store.view(known.object.descriptor())).isInstanceOf(ObjectLostException.class);
            return;
        }
        try {
            known.views.add(store.view(known.object.descriptor()));
        } catch (ObjectStoreFullException full) {
            assertThat(known.mustBeInMemory()).isFalse();
        }
    }

    private static void assertSame(ObjectStore store, List<Known> model) {
        StoreStatistics statistics = store.statistics();
        assertThat(statistics.value(StoreCounter.OBJECTS)).isEqualTo(model.size());
        assertThat(statistics.value(StoreCounter.COMMITTED_BYTES)).isLessThanOrEqualTo(MEMORY);
        assertThat(statistics.value(StoreCounter.SPILL_BYTES)).isLessThanOrEqualTo(6_000_000);
        assertThat(statistics.value(StoreCounter.USED_BYTES))
                .isGreaterThanOrEqualTo(model.stream()
                        .filter(Known::mustBeInMemory)
                        .mapToLong(known -> known.length)
                        .sum());
        // content is the check of overlap: each object has bytes of its own
        for (Known known : model) {
            for (ObjectView view : known.views) {
                assertThat(StoreFixture.read(view)).isEqualTo(StoreFixture.content(known.seed, known.length));
            }
        }
    }

    private static void readAll(ObjectStore store, ObjectStore reader, List<Known> model) {
        for (Known known : model) {
            byte[] expected = StoreFixture.content(known.seed, known.length);
            if (!known.freed) {
                try (ObjectView foreign = reader.view(known.object.descriptor())) {
                    assertThat(StoreFixture.read(foreign)).isEqualTo(expected);
                }
                try (ObjectView own = store.view(known.object.descriptor())) {
                    assertThat(StoreFixture.read(own)).isEqualTo(expected);
                } catch (ObjectStoreFullException full) {
                    assertThat(known.mustBeInMemory()).isFalse();
                }
            }
        }
    }

    private static void freeAll(List<Known> model) {
        for (Known known : model) {
            known.views.forEach(ObjectView::close);
            for (int i = 0; i < known.pins; i++) {
                known.object.unpin();
            }
            known.object.free();
        }
    }
}
