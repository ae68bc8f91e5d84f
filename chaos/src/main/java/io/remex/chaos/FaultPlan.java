package io.remex.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which faults come one after the other: the same ones for the same seed. What they hit is the same too as far as the processes keep pace,
 * which real ones do not quite do.
 */
final class FaultPlan {
    /** Shorter than the silence after which a media driver gives a client up, and a client its driver, for which nothing is promised. */
    private static final int MAX_STOP_MS = 6_000;

    /** Below the driver's timeout with the time that a busy machine needs to go on. */
    private static final int MAX_NODE_STOP_MS = 3_000;

    private static final int MIN_STOP_MS = 200;

    private final SplittableRandom random;
    private final List<Card> deck = new ArrayList<>();

    /** What is done to a process. */
    enum Kind {
        KILL,
        STOP
    }

    /** One sort of fault. */
    private record Card(Kind kind, Role role) {}

    /**
     * One fault.
     *
     * @param pick which of the processes of the role, modulo their number
     * @param stopMs how long it is stopped; 0 for a kill
     */
    record Fault(Kind kind, Role role, int pick, int stopMs) {
        @Override
        public String toString() {
            return kind == Kind.KILL ? "kill a " + role : "stop a " + role + " for " + stopMs + " ms";
        }
    }

    FaultPlan(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next fault: drawn from a deck that has all sorts, so that they all come in {@link #round} faults. */
    Fault next() {
        if (deck.isEmpty()) {
            deck.addAll(newDeck());
        }
        Card card = deck.remove(random.nextInt(deck.size()));
        int pick = random.nextInt(Integer.MAX_VALUE);
        int stopMs = random.nextInt(MIN_STOP_MS, card.role() == Role.NODE ? MAX_NODE_STOP_MS : MAX_STOP_MS);
        return new Fault(card.kind(), card.role(), pick, card.kind() == Kind.KILL ? 0 : stopMs);
    }

    /** In how many faults every sort comes. */
    static int round() {
        return newDeck().size();
    }

    private static List<Card> newDeck() {
        List<Card> cards = new ArrayList<>();
        add(cards, 5, Kind.KILL, Role.WORKER);
        add(cards, 3, Kind.KILL, Role.CALLER);
        add(cards, 2, Kind.KILL, Role.SCHEDULER);
        add(cards, 1, Kind.KILL, Role.NODE);
        add(cards, 4, Kind.STOP, Role.WORKER);
        add(cards, 2, Kind.STOP, Role.CALLER);
        add(cards, 1, Kind.STOP, Role.SCHEDULER);
        add(cards, 1, Kind.STOP, Role.NODE);
        return cards;
    }

    private static void add(List<Card> cards, int count, Kind kind, Role role) {
        cards.addAll(Collections.nCopies(count, new Card(kind, role)));
    }
}
