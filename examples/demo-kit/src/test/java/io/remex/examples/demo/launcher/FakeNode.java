package io.remex.examples.demo.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that says, as a node does, that it is ready, leaves a file behind, and runs until it is stopped. */
final class FakeNode {

    private FakeNode() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(System.getenv("REMEX_NODE_DIRECTORY")));
        Files.createFile(directory.resolve("cnc.dat"));
        System.out.println("remex-node ready: " + directory);
        new CountDownLatch(1).await();
    }
}
