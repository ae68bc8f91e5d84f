package io.remex.codec;

import io.remex.ValueCodecException;
import java.util.ArrayList;
import java.util.List;

/** Found by ServiceLoader in these tests: an object is its number in a list. */
public final class FakeClassSerializer implements ClassSerializer {
    private final List<Class<?>> registered = new ArrayList<>();
    private final List<Object> objects = new ArrayList<>();

    List<Class<?>> registered() {
        return registered;
    }

    @Override
    public void register(Class<?> type) {
        registered.add(type);
    }

    @Override
    public byte[] serialize(Object value) {
        if (!registered.contains(value.getClass())) {
            throw new ValueCodecException(value.getClass() + " is not registered");
        }
        objects.add(value);
        return new byte[] {(byte) (objects.size() - 1)};
    }

    @Override
    public Object deserialize(byte[] bytes) {
        if (bytes.length != 1 || bytes[0] < 0 || bytes[0] >= objects.size()) {
            throw new ValueCodecException("no such object");
        }
        return objects.get(bytes[0]);
    }
}
