package io.remex.server;

import io.remex.protocol.link.ControlStreamListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a stream says. */
final class RecordingListener<C> implements ControlStreamListener<C> {
    final BlockingQueue<C> commands = new LinkedBlockingQueue<>();
    final CompletableFuture<String> lost = new CompletableFuture<>();

    @Override
    public void onCommand(C command) {
        commands.add(command);
    }

    @Override
    public void onLost(String reason) {
        lost.complete(reason);
    }

    C next() throws InterruptedException {
        C command = commands.poll(30, TimeUnit.SECONDS);
        if (command == null) {
            throw new AssertionError("no command; lost: " + lost.getNow("no"));
        }
        return command;
    }

    String lostReason() throws Exception {
        return lost.get(30, TimeUnit.SECONDS);
    }
}
