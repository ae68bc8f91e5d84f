package io.remex.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time and messages that take a while; those on one link arrive in the order in which they were sent. */
final class SimulatedNetwork {
    private record Delivery(long atNs, long sequence, Runnable action) {}

    private final PriorityQueue<Delivery> deliveries =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::atNs).thenComparingLong(Delivery::sequence));
    private final Map<String, Long> lastArrivalNs = new HashMap<>();
    private final Random random;
    private long sequence;
    long nowNs;

    SimulatedNetwork(Random random) {
        this.random = random;
    }

    void at(long delayNs, Runnable action) {
        deliveries.add(new Delivery(nowNs + delayNs, sequence++, action));
    }

    void send(String link, Runnable arrival) {
        long delayNs = random.nextInt(10) == 0 ? random.nextLong(50_000_000L) : random.nextLong(1_000_000L);
        long arrivalNs = Math.max(nowNs + delayNs, lastArrivalNs.getOrDefault(link, Long.MIN_VALUE));
        lastArrivalNs.put(link, arrivalNs);
        deliveries.add(new Delivery(arrivalNs, sequence++, arrival));
    }

    void runUntil(long endNs) {
        while (!deliveries.isEmpty() && deliveries.peek().atNs() <= endNs) {
            Delivery next = deliveries.remove();
            nowNs = next.atNs();
            next.action().run();
        }
        nowNs = endNs;
    }
}
