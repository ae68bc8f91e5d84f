package io.remex.examples.demo.launcher;

import java.util.concurrent.CountDownLatch;

/** A program that exits with the code of its argument, or, without one, runs until it is stopped. */
final class FakeCaller {

    private FakeCaller() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            new CountDownLatch(1).await();
        }
        System.exit(Integer.parseInt(args[0]));
    }
}
