package io.remex.serialization;

import io.remex.codec.Codec;
import io.remex.codec.ValueCodecs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.fory.Fory;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.resolver.SharedRegistry;

/**
 * The Fory instances that know one set of classes. There are as many as threads ever used at the same time; each is used by one
 * thread at a time, taken and given back around every call.
 */
final class ForyPool {
    private final Map<String, Class<?>> classes;
    private final SharedRegistry sharedRegistry = new SharedRegistry();
    private final ClassLoader loader;
    private final ConcurrentLinkedDeque<Instance> idle = new ConcurrentLinkedDeque<>();

    ForyPool(Map<String, Class<?>> registered) {
        classes = new TreeMap<>(registered);
        JdkTypes.EXTRA.forEach(type -> classes.put(type.getName(), type));
        GuavaTypes.present().forEach(type -> classes.put(type.getName(), type));
        loader = new RegisteredClassLoader(Map.copyOf(classes));
    }

    Instance take() {
        Instance instance = idle.pollFirst();
        return instance != null ? instance : new Instance(this);
    }

    void giveBack(Instance instance) {
        idle.addFirst(instance);
    }

    /** One Fory and the state around it; not thread safe. */
    static final class Instance {
        private final Nesting nesting = new Nesting(ForyClassSerializer.MAX_DEPTH);
        private final Fory fory;

        private Instance(ForyPool pool) {
            fory = Fory.builder()
                    .withXlang(false)
                    .withCompatible(false)
                    .withClassVersionCheck(true)
                    .requireClassRegistration(true)
                    .registerGuavaTypes(false)
                    .withRefTracking(true)
                    .serializeEnumByName(true)
                    .withCodegen(false)
                    .withAsyncCompilation(false)
                    .withMaxDepth(ForyClassSerializer.MAX_DEPTH)
                    .withMaxGraphMemoryBytes(ForyClassSerializer.MAX_GRAPH_BYTES)
                    .withSerializerFactory(new CheckedSerializerFactory(nesting))
                    .withSharedRegistry(pool.sharedRegistry)
                    .withClassLoader(pool.loader)
                    .build();
            ClassResolver resolver = (ClassResolver) fory.getTypeResolver();
            for (Class<?> type : resolver.getRegisteredClasses()) {
                if (!JdkTypes.isAllowed(type)) {
                    resolver.registerInternalSerializer(type, new RefusedSerializer(fory.getConfig(), type));
                }
            }
            constant(resolver, Collections.reverseOrder());
            codec(resolver, ZonedDateTime.class, ValueCodecs.ZONED_DATE_TIME);
            codec(resolver, BigDecimal.class, ValueCodecs.BIG_DECIMAL);
            codec(resolver, BigInteger.class, ValueCodecs.BIG_INTEGER);
            pool.classes.forEach((name, type) -> {
                if (!resolver.isRegistered(type)) {
                    fory.register(type, name);
                }
            });
        }

        @SuppressWarnings("unchecked") // the class of an object is the class of the object
        private <T> void constant(ClassResolver resolver, T object) {
            Class<T> type = (Class<T>) object.getClass();
            resolver.registerInternalSerializer(type, new ConstantSerializer<>(fory.getConfig(), type, object));
        }

        private <T> void codec(ClassResolver resolver, Class<T> type, Codec<T> codec) {
            resolver.registerInternalSerializer(type, new CodecSerializer<>(fory.getConfig(), type, codec));
        }

        byte[] serialize(Object value) {
            nesting.reset();
            return fory.serialize(value);
        }

        Object deserialize(byte[] bytes) {
            nesting.reset();
            return fory.deserialize(bytes);
        }
    }
}
