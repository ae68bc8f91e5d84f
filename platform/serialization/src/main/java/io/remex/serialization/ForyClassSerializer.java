package io.remex.serialization;

import io.remex.ValueCodecException;
import io.remex.codec.ClassSerializer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.fory.logging.LoggerFactory;

/**
 * The {@link ClassSerializer} on Apache Fory. Classes are known by their names, so processes that registered different sets in
 * a different order understand each other as far as the sets overlap; the fields of each class are compared by a hash. References
 * are kept: a graph with cycles and shared nodes arrives as one.
 *
 * <p>Thread safe. Bytes are not trusted: whatever they are, reading them ends in a value of allowed classes or in a {@link
 * ValueCodecException}.
 */
public final class ForyClassSerializer implements ClassSerializer {
    /** How deep objects may nest, on either side; a level takes about 1.5 KiB of a thread's stack, which has 1 MiB by default. */
    public static final int MAX_DEPTH = 300;

    /** The most memory, as Fory estimates it, that one value may take when it is read. */
    public static final long MAX_GRAPH_BYTES = 256L << 20;

    private final Map<String, Class<?>> registered = new TreeMap<>();
    private volatile ForyPool pool;

    /** For {@link java.util.ServiceLoader}. */
    public ForyClassSerializer() {
        // Fory writes to standard output on its own account; all that matters of it comes back as an exception.
        LoggerFactory.disableLogging();
    }

    @Override
    public void register(Class<?> type) {
        Class<?> component = type;
        while (component.isArray()) {
            component = component.getComponentType();
        }
        if (component.isPrimitive()) {
            return;
        }
        synchronized (registered) {
            // The same name again is the same class after a live reload: the newer one counts.
            if (registered.put(component.getName(), component) != component) {
                pool = null;
            }
        }
    }

    @Override
    public byte[] serialize(Object value) {
        ForyPool current = pool();
        ForyPool.Instance instance = current.take();
        try {
            byte[] bytes = instance.serialize(value);
            current.giveBack(instance);
            return bytes;
        } catch (Throwable failure) {
            throw Failures.ofWriting(value, failure);
        }
    }

    @Override
    public Object deserialize(byte[] bytes) {
        ForyPool current = pool();
        ForyPool.Instance instance = current.take();
        try {
            Object value = instance.deserialize(bytes);
            current.giveBack(instance);
            return value;
        } catch (Throwable failure) {
            if (Failures.leavesInstanceUsable(failure)) {
                current.giveBack(instance);
            }
            throw Failures.ofReading(failure);
        }
    }

    private ForyPool pool() {
        ForyPool current = pool;
        if (current != null) {
            return current;
        }
        synchronized (registered) {
            if (pool == null) {
                pool = new ForyPool(registered);
            }
            return pool;
        }
    }
}
