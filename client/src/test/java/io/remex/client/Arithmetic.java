package io.remex.client;

import io.remex.Remote;

/** Small remote functions for tests. */
final class Arithmetic {
    private Arithmetic() {}

    @Remote
    static long add(long a, long b) {
        return a + b;
    }

    @Remote
    static int fibonacci(int n) {
        if (n < 2) {
            return n;
        }
        var left = ArithmeticRemote.fibonacci(n - 1);
        var right = ArithmeticRemote.fibonacci(n - 2);
        return left.get() + right.get();
    }

    @Remote
    static String fail(String message) {
        throw new IllegalStateException(message);
    }
}
