package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.objectstore.ObjectDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldObjectsTest {
    private static final long CALLER = 7;
    private static final long OTHER = 8;

    private final HeldObjects held = new HeldObjects();
    private final List<Long> released = new ArrayList<>();

    private static ObjectDescriptor object(long generation) {
        return new ObjectDescriptor(1, 1, generation, 8192, 100);
    }

    private void hold(long caller, long generation) {
        held.hold(caller, object(generation), () -> released.add(generation));
    }

    @Test
    void shouldReleaseAnObjectAsOftenAsItWasNamed() {
        held.onLaneOpened(CALLER);
        hold(CALLER, 1);
        hold(CALLER, 1);
        hold(CALLER, 2);
        held.free(CALLER, object(1));
        assertThat(released).containsExactly(1L);
        held.free(CALLER, object(1));
        held.free(CALLER, object(1));
        assertThat(released).containsExactly(1L, 1L);
        assertThat(held.count()).isEqualTo(1);
    }

    @Test
    void shouldNotLetACallerFreeWhatAnotherHas() {
        held.onLaneOpened(CALLER);
        held.onLaneOpened(OTHER);
        hold(CALLER, 1);
        held.free(OTHER, object(1));
        held.free(99, object(1));
        assertThat(released).isEmpty();
    }

    @Test
    void shouldKeepObjectsWhileALaneOrASenderIsThere() {
        held.onLaneOpened(CALLER);
        held.onLaneOpened(CALLER);
        held.onAttach(CALLER, 100);
        hold(CALLER, 1);
        held.onLaneClosed(CALLER);
        held.onLaneClosed(CALLER);
        assertThat(released).isEmpty();
        held.onAttach(CALLER, 101);
        held.onSenderGone(100);
        assertThat(released).isEmpty();
        held.onSenderGone(101);
        assertThat(released).containsExactly(1L);
        assertThat(held.count()).isZero();
    }

    @Test
    void shouldEndWithTheLastLaneIfTheSenderWentFirst() {
        held.onLaneOpened(CALLER);
        held.onAttach(CALLER, 100);
        hold(CALLER, 1);
        held.onSenderGone(100);
        assertThat(released).isEmpty();
        held.onLaneClosed(CALLER);
        assertThat(released).containsExactly(1L);
    }

    @Test
    void shouldNotBelieveASenderThatChangesItsCaller() {
        held.onAttach(CALLER, 100);
        held.onAttach(OTHER, 100);
        held.onLaneOpened(OTHER);
        hold(OTHER, 1);
        held.onLaneClosed(OTHER);
        assertThat(released).as("the sender stands for the first").containsExactly(1L);
        held.onSenderGone(55);
        held.onSenderGone(100);
        held.onSenderGone(100);
        assertThat(held.count()).isZero();
    }

    @Test
    void shouldReleaseEverythingWhenTheWorkerEnds() {
        held.onLaneOpened(CALLER);
        held.onLaneOpened(OTHER);
        hold(CALLER, 1);
        hold(OTHER, 2);
        hold(OTHER, 2);
        held.close();
        assertThat(released).containsExactlyInAnyOrder(1L, 2L, 2L);
        assertThat(held.count()).isZero();
    }
}
