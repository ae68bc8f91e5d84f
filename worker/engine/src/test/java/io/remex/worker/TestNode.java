package io.remex.worker;

import io.remex.transport.DataPlane;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A media driver of the test's own, in shared memory, and a client of it. */
final class TestNode implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final AtomicInteger STREAM_IDS = new AtomicInteger(1_000);

    private final MediaDriverNode driver;
    private final DataPlane dataPlane;

    TestNode() {
        Path root = Path.of("/dev/shm");
        String name = "remex-test-" + ProcessHandle.current().pid() + '-' + Long.toHexString(System.nanoTime());
        driver = MediaDriverNode.launch(new NodeDirectory(
                (Files.isDirectory(root) ? root : Path.of(System.getProperty("java.io.tmpdir"))).resolve(name)));
        dataPlane = DataPlane.connect(driver.directory(), 1 << 20);
    }

    DataPlane dataPlane() {
        return dataPlane;
    }

    NodeDirectory directory() {
        return driver.directory();
    }

    static int newStreamId() {
        return STREAM_IDS.incrementAndGet();
    }

    static void await(BooleanSupplier condition) {
        await("the condition", condition);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError(what + ": not in time");
            }
            Thread.yield();
        }
    }

    @Override
    public void close() {
        dataPlane.close();
        driver.close();
    }
}
