package io.remex.benchmarks.peers.hazelcast;

import java.io.Serializable;
import java.util.concurrent.Callable;

/** The task. */
record Next(long value) implements Callable<Long>, Serializable {
    @Override
    public Long call() {
        return value + 1;
    }
}
