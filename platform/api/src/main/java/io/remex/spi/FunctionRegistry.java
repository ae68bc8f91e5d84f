package io.remex.spi;

import io.remex.RemexConfigException;
import io.remex.codec.Codec;
import io.remex.codec.TypeBinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All functions that a process can see. Immutable. */
public final class FunctionRegistry {
    private final Map<Long, FunctionDescriptor<?>> byId;
    private final Map<String, FunctionDescriptor<?>> byIdentity;
    private final Map<Class<?>, Codec<?>> codecsByType;

    private FunctionRegistry(Collection<? extends RemoteFunctions> providers) {
        Map<Long, FunctionDescriptor<?>> ids = new TreeMap<>();
        Map<String, FunctionDescriptor<?>> identities = new HashMap<>();
        Map<Class<?>, Codec<?>> codecs = new HashMap<>();
        Map<String, FunctionDescriptor<?>> names = new HashMap<>();
        for (RemoteFunctions provider : providers) {
            for (FunctionDescriptor<?> function : provider.functions()) {
                FunctionDescriptor<?> sameName = names.putIfAbsent(function.name(), function);
                if (sameName != null
                        && !sameName.signature()
                                .identity()
                                .equals(function.signature().identity())) {
                    throw new RemexConfigException("two functions are named '" + function.name() + "': "
                            + sameName.signature().identity() + " and "
                            + function.signature().identity() + "; give one of them another @Remote(name=…)");
                }
                ids.put(function.functionId(), function);
                identities.put(function.signature().identity(), function);
            }
            for (TypeBinding<?> binding : provider.types()) {
                codecs.putIfAbsent(binding.type(), binding.codec());
            }
        }
        byId = Collections.unmodifiableMap(ids);
        byIdentity = Map.copyOf(identities);
        codecsByType = Map.copyOf(codecs);
    }

    /** The functions of the given classes. */
    public static FunctionRegistry of(Collection<? extends RemoteFunctions> providers) {
        return new FunctionRegistry(providers);
    }

    /**
     * The functions that {@link ServiceLoader} finds. An entry whose class is gone, as an incremental build can leave behind, is
     * passed over.
     */
    public static FunctionRegistry load(ClassLoader loader) {
        List<RemoteFunctions> providers = new ArrayList<>();
        Iterator<RemoteFunctions> found =
                ServiceLoader.load(RemoteFunctions.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return new FunctionRegistry(providers);
                }
                providers.add(found.next());
            } catch (ServiceConfigurationError e) {
                if (e.getCause() != null) {
                    throw new RemexConfigException("the functions of a class cannot be loaded: " + e.getMessage(), e);
                }
            }
        }
    }

    /** All functions, sorted by id. */
    public Collection<FunctionDescriptor<?>> functions() {
        return byId.values();
    }

    /** The function with the id, or null. */
    public FunctionDescriptor<?> function(long functionId) {
        return byId.get(functionId);
    }

    /** The function that is the method, or null if it has no {@code @Remote}. */
    public FunctionDescriptor<?> function(String owner, String method, String descriptor) {
        return byIdentity.get(new FunctionSignature(owner, method, descriptor, "").identity());
    }

    /** The generated codec of exactly this class, or null. */
    public Codec<?> codec(Class<?> type) {
        return codecsByType.get(type);
    }
}
