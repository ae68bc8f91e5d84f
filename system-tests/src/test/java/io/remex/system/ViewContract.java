package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.remex.Arg;
import io.remex.ConfigKey;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskFailedException;
import io.remex.system.ApiSystem.Shape;
import io.remex.system.functions.Large;
import io.remex.system.functions.LargeRemote;
import io.remex.system.functions.Views;
import io.remex.system.functions.Views.Block;
import io.remex.system.functions.Views.Sight;
import io.remex.system.functions.ViewsRemote;
import io.remex.testkit.TestNode;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Values that are not copied out of where they lie: what they show, for how long, and what keeps them. */
abstract class ViewContract extends ApiContract {
    /** Fits in the reference itself. */
    private static final int TINY = 16;

    private static final int SMALL = 1_000;
    private static final int LARGE = 1_000_000;

    ViewContract(ApiSystem system) {
        super(system);
    }

    private static DirectBuffer buffer(int length) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
        buffer.putLong(0, 17, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(length - Long.BYTES, -length, ByteOrder.LITTLE_ENDIAN);
        return buffer;
    }

    private static void requireCount(DirectBuffer buffer, int from) {
        for (int i = 0; i < buffer.capacity() / Integer.BYTES; i++) {
            assertThat(buffer.getInt(i * Integer.BYTES, ByteOrder.LITTLE_ENDIAN))
                    .isEqualTo(from + i);
        }
    }

    @Test
    void shouldShowArgumentsWhereTheyLie() {
        init();
        assertThat(ViewsRemote.look(buffer(SMALL)).get(SOON)).isEqualTo(new Sight(SMALL, 17, -SMALL, false, false));
        assertThat(ViewsRemote.look(buffer(LARGE)).get(SOON)).isEqualTo(new Sight(LARGE, 17, -LARGE, false, true));
        ObjectRef<DirectBuffer> put = Remex.put(buffer(LARGE));
        for (int i = 0; i < 10; i++) {
            assertThat(ViewsRemote.look(put).get(SOON)).isEqualTo(new Sight(LARGE, 17, -LARGE, false, true));
            assertThat(ViewsRemote.lookInside(put).get(SOON)).isEqualTo(new Sight(LARGE, 17, -LARGE, false, true));
        }
        assertThat(Large.objects()).as("one object, however many tasks").isEqualTo(1);
    }

    /** Counted, not timed: a copy of an argument would be more than what all tasks together may allocate. */
    @Test
    void shouldAllocateNothingLargeWhereverAnArgumentPasses() {
        init(Shape.ONE_SLOT);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DirectBuffer buffer = buffer(LARGE);
        ObjectRef<DirectBuffer> put = Remex.put(buffer);
        long worker = ViewsRemote.allocated(buffer).get(SOON);
        ViewsRemote.allocated(put).get(SOON);
        long caller = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10; i++) {
            ViewsRemote.allocated(buffer).get(SOON);
            ViewsRemote.allocated(put).get(SOON);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - caller)
                .as("bytes allocated by 20 submissions")
                .isLessThan(LARGE);
        assertThat(ViewsRemote.allocated(put).get(SOON) - worker)
                .as("bytes allocated by 21 tasks of one slot")
                .isLessThan(LARGE);
    }

    @Test
    void shouldShowResultsUntilTheyAreReleased() {
        init();
        for (int length : new int[] {TINY, SMALL, LARGE}) {
            ObjectRef<DirectBuffer> ref = ViewsRemote.echo(buffer(length));
            DirectBuffer view = ref.get(SOON);
            DirectBuffer again = ref.get(SOON);
            assertThat(view.getLong(0, ByteOrder.LITTLE_ENDIAN)).isEqualTo(17);
            assertThat(again.getLong(length - Long.BYTES, ByteOrder.LITTLE_ENDIAN))
                    .isEqualTo(-length);
            ref.release();
            for (DirectBuffer released : List.of(view, again)) {
                assertThatThrownBy(() -> released.getByte(0))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("released");
                assertThatThrownBy(() -> ViewsRemote.look(released)).isInstanceOf(IllegalStateException.class);
            }
            assertThatThrownBy(() -> ref.get(SOON)).isInstanceOf(ObjectLostException.class);
        }
        awaitNothingStored();
    }

    @Test
    void shouldNotShowAnArgumentAfterItsTask() {
        init(Shape.ONE_SLOT);
        for (int length : new int[] {SMALL, LARGE}) {
            assertThat(ViewsRemote.keep(buffer(length)).get(SOON)).isEqualTo(length);
            assertThatThrownBy(() -> ViewsRemote.readKept().get(SOON))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("a task that has ended");
        }
    }

    @Test
    void shouldShowABorrowedValueForAsLongAsThereIsAView() {
        init(Shape.ONE_SLOT);
        for (int length : new int[] {SMALL, LARGE}) {
            // nobody here has the reference any more when the task has ended
            assertThat(ViewsRemote.keepInside(Remex.put(buffer(length))).get(SOON))
                    .isEqualTo(length);
            for (int i = 0; i < 10; i++) {
                Remex.put(new double[LARGE / Double.BYTES]).release(); // takes what memory is free
                LargeRemote.collect().get(SOON);
                System.gc();
            }
            assertThat(ViewsRemote.readKept().get(SOON))
                    .isEqualTo(buffer(length).getByte(0));
            ViewsRemote.forget().get(SOON);
            TestNode.await("it comes back", () -> {
                LargeRemote.collect().get(SOON);
                System.gc();
                return Large.objects() == 0;
            });
        }
    }

    @Test
    void shouldShowWhatTheWorkerOwnsUntilTheReferenceIsReleased() {
        init();
        for (int length : new int[] {SMALL, LARGE}) {
            ObjectRef<DirectBuffer> ref = ViewsRemote.owned(buffer(length)).get(SOON);
            DirectBuffer view = ref.get(SOON);
            assertThat(Views.sight(view)).isEqualTo(new Sight(length, 17, -length, false, length == LARGE));
            ref.release();
            assertThatThrownBy(() -> view.getByte(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("released");
        }
    }

    @Test
    void shouldShowBuffersInsideRecords() {
        init();
        for (int length : new int[] {SMALL, LARGE}) {
            ObjectRef<Block> named = ViewsRemote.named(new Block("block", buffer(length), new int[] {1, 2}), "'");
            ObjectRef<Block> twice = ViewsRemote.named(named, Arg.value("'"));
            Block block = twice.get(SOON);
            assertThat(block.name()).isEqualTo("block''");
            assertThat(block.index()).containsExactly(1, 2);
            assertThat(block.bytes().getLong(length - Long.BYTES, ByteOrder.LITTLE_ENDIAN))
                    .isEqualTo(-length);
            twice.release();
            assertThatThrownBy(() -> block.bytes().getByte(0)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(ViewsRemote.named(new Block("none", null, null), "")
                        .get(SOON)
                        .bytes())
                .isNull();
    }

    @Test
    void shouldKeepWhatIsShownThoughNobodyHasTheReference() {
        init();
        List<DirectBuffer> views = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            views.add(ViewsRemote.count(i, LARGE / Integer.BYTES).get(SOON));
            views.add(Remex.put(ViewsRemote.count(-i, LARGE / Integer.BYTES).get(SOON))
                    .get());
        }
        for (int i = 0; i < 20; i++) {
            System.gc();
            ViewsRemote.count(1_000_000 + i, LARGE / Integer.BYTES).get(SOON); // takes what memory is free
        }
        for (int i = 0; i < 5; i++) {
            requireCount(views.get(2 * i), i);
            requireCount(views.get(2 * i + 1), -i);
        }
        views.clear();
        TestNode.await("what was forgotten", () -> {
            System.gc();
            return Large.objects() == 0 && LargeRemote.objects().get(SOON) == 0;
        });
    }

    @Test
    void shouldNotSpillWhatIsShown() {
        Remex.init(config(Shape.TWO_SLOTS).with(ConfigKey.STORE_MEMORY, "16MiB"));
        ObjectRef<DirectBuffer> put =
                Remex.put(ViewsRemote.count(7, LARGE / Integer.BYTES).get(SOON));
        DirectBuffer view = put.get();
        List<ObjectRef<double[]>> others = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            others.add(Remex.put(new double[LARGE / Double.BYTES]));
        }
        requireCount(view, 7);
        assertThat(others.get(0).get()).as("spilled meanwhile").hasSize(LARGE / Double.BYTES);
    }

    private static void awaitNothingStored() {
        TestNode.await("no object of this program", () -> Large.objects() == 0);
        TestNode.await("no object of the worker", () -> LargeRemote.objects().get(SOON) == 0);
    }
}
