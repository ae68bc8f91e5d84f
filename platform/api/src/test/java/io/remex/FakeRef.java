package io.remex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A handle that knows its identity and nothing else. */
public record FakeRef<T>(ObjectId id) implements ObjectRef<T> {
    @Override
    public T get() {
        throw new UnsupportedOperationException("get");
    }

    @Override
    public T get(Duration timeout) {
        throw new UnsupportedOperationException("get");
    }

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public boolean cancel(CancelOptions options) {
        return false;
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public void release() {}
}
