package io.remex.system.functions;

import com.sun.management.ThreadMXBean;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Functions whose arguments and results are read where they lie. */
public final class Views {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static DirectBuffer kept;

    private Views() {}

    /** A view among other values. */
    public record Block(String name, DirectBuffer bytes, int[] index) {}

    /** What can be seen of a buffer without reading all of it. */
    public record Sight(int length, long first, long last, boolean writable, boolean inStore) {}

    @Remote
    public static Sight look(DirectBuffer buffer) {
        return sight(buffer);
    }

    /** As {@link #look}, in this process. */
    public static Sight sight(DirectBuffer buffer) {
        int length = buffer.capacity();
        return new Sight(
                length,
                buffer.getLong(0, ByteOrder.LITTLE_ENDIAN),
                buffer.getLong(length - Long.BYTES, ByteOrder.LITTLE_ENDIAN),
                buffer instanceof MutableDirectBuffer,
                buffer.byteArray() == null);
    }

    /** What this thread has allocated so far, in bytes; the buffer is looked at. */
    @Remote
    public static long allocated(DirectBuffer buffer) {
        return THREADS.getCurrentThreadAllocatedBytes() + (buffer.getLong(0) >>> 63);
    }

    /** Holds the view while it waits at a gate. */
    @Remote
    public static Sight hold(DirectBuffer buffer, String gate, int id) throws IOException, InterruptedException {
        Gates.waitAt(Path.of(gate), id);
        return sight(buffer);
    }

    @Remote
    public static DirectBuffer echo(DirectBuffer buffer) {
        return buffer;
    }

    /** Numbers from {@code from} on. */
    @Remote
    public static DirectBuffer count(int from, int length) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[length * Integer.BYTES]);
        for (int i = 0; i < length; i++) {
            buffer.putInt(i * Integer.BYTES, from + i, ByteOrder.LITTLE_ENDIAN);
        }
        return buffer;
    }

    @Remote
    public static Block named(Block block, String suffix) {
        return new Block(block.name() + suffix, block.bytes(), block.index());
    }

    /** Reads a reference that travels unresolved. */
    @Remote
    public static Sight lookInside(ObjectRef<DirectBuffer> ref) {
        return sight(ref.get());
    }

    /** A mistake: the buffer is valid until the task has ended. */
    @Remote
    public static synchronized int keep(DirectBuffer buffer) {
        kept = buffer;
        return kept.capacity();
    }

    /** No mistake: the value of a reference can be read for as long as that is not released. */
    @Remote
    public static synchronized int keepInside(ObjectRef<DirectBuffer> ref) {
        kept = ref.get();
        return kept.capacity();
    }

    /** Forgets what was kept. */
    @Remote
    public static synchronized void forget() {
        kept = null;
    }

    /** A buffer that the worker owns. */
    @Remote
    public static ObjectRef<DirectBuffer> owned(DirectBuffer buffer) {
        return Remex.put(buffer);
    }

    /** What comes of the mistake. */
    @Remote(maxRetries = 0)
    public static synchronized byte readKept() {
        return kept.getByte(0);
    }
}
