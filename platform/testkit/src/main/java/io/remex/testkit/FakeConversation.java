package io.remex.testkit;

import com.google.protobuf.MessageLite;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One stream to a {@link FakeScheduler}: keeps what it hears, says what the test says. Thread safe.
 *
 * @param <M> what is heard
 * @param <C> what is said
 */
public final class FakeConversation<M, C> implements ControlStream<M> {
    private final ControlStreamListener<C> listener;
    private final List<M> heard = new ArrayList<>();
    private boolean isClosed;

    FakeConversation(ControlStreamListener<C> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void send(M message) {
        if (!isClosed) {
            heard.add(message);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }

    /** Whether the other side has ended it. */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    /** Everything that was not taken or forgotten, in order. */
    public synchronized List<M> heard() {
        return List.copyOf(heard);
    }

    /** Takes the oldest message that was not taken. */
    public synchronized M take() {
        return heard.remove(0);
    }

    /** Forgets what was heard so far. */
    public synchronized void forget() {
        heard.clear();
    }

    /** Says something; {@code command} builds a {@code C}. */
    @SuppressWarnings("unchecked")
    public void say(MessageLite.Builder command) {
        listener.onCommand((C) command.build());
    }

    /** Breaks the stream. */
    public void lose(String reason) {
        listener.onLost(reason);
    }

    /** Waits for the first message that is so. */
    public M await(String what, Predicate<M> condition) {
        TestNode.await(what, () -> heard().stream().anyMatch(condition));
        return heard().stream().filter(condition).findFirst().orElseThrow();
    }
}
