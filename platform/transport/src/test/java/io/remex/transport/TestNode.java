package io.remex.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A media driver of the test's own, in shared memory, and a client of it. */
final class TestNode implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int TERM_BYTES = 1 << 20;
    private static final AtomicInteger STREAM_IDS = new AtomicInteger(1_000);

    private final MediaDriverNode driver;
    private final DataPlane dataPlane;

    TestNode() {
        driver = MediaDriverNode.launch(newDirectory());
        dataPlane = DataPlane.connect(driver.directory(), TERM_BYTES);
    }

    static NodeDirectory newDirectory() {
        Path root = Path.of("/dev/shm");
        String name = "remex-test-" + ProcessHandle.current().pid() + '-' + Long.toHexString(System.nanoTime());
        return new NodeDirectory(
                (Files.isDirectory(root) ? root : Path.of(System.getProperty("java.io.tmpdir"))).resolve(name));
    }

    MediaDriverNode driver() {
        return driver;
    }

    DataPlane dataPlane() {
        return dataPlane;
    }

    static int newStreamId() {
        return STREAM_IDS.incrementAndGet();
    }

    static void await(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not in time");
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
