package io.remex.examples.options.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that makes the file by which a node is known to be ready, and runs until it is stopped. */
final class FakeNode {

    private FakeNode() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(System.getenv("REMEX_NODE_DIRECTORY")));
        Files.createFile(directory.resolve("cnc.dat"));
        System.out.println("directory " + directory);
        new CountDownLatch(1).await();
    }
}
