package com.acme;

import io.remex.RemoteResults;
import io.remex.Remote;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Several results of one task. */
public final class Paths {
    private Paths() {}

    @RemoteResults
    public record Greeks(double price, double[] delta, List<? extends Number> ladder) {}

    @Remote
    public static Stream<double[]> simulate(long seed, int count) {
        return Stream.of();
    }

    @Remote
    static Iterator<List<? extends Number>> words() {
        return List.<List<? extends Number>>of().iterator();
    }

    @Remote
    public static Greeks greeks(double results) {
        return new Greeks(results, null, null);
    }
}
