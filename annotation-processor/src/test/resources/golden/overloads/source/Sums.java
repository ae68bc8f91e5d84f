package com.acme;

import io.remex.Remote;
import java.util.List;

public interface Sums {
    @Remote
    static int sum(int value) {
        return value;
    }

    @Remote
    static long sum(long value) {
        return value;
    }

    @Remote
    static double sum(double first, double... more) {
        return first;
    }

    @Remote
    static <T extends Number> T largest(List<T> values) {
        return values.get(0);
    }
}
