package io.remex.client;

import io.remex.ObjectRef;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The codec of one value that was put and has references inside collections of the JDK, whose declared types nobody knows: notes for each
 * element which codec has written it. Reads only what it wrote itself, in this process; whoever is given the value elsewhere gets it in the
 * layout that is declared there. Collections come back as those of {@link io.remex.codec.CollectionCodecs} do. Written by one thread, then
 * read by any.
 */
final class ReferenceGraphCodec implements Codec<Object> {
    private static final int NULL = 0;
    private static final int LIST = 1;
    private static final int SET = 2;
    private static final int MAP = 3;
    private static final int OPTIONAL = 4;
    private static final int FIRST_CODEC = 5;

    private final Function<Object, Codec<Object>> leafCodecs;
    private final List<Codec<Object>> codecs = new ArrayList<>();
    private final Map<Codec<Object>, Integer> places = new HashMap<>();

    /** @param leafCodecs the codec of a value that is no collection */
    ReferenceGraphCodec(Function<Object, Codec<Object>> leafCodecs) {
        this.leafCodecs = leafCodecs;
    }

    /**
     * Whether the value is a collection in which there are, however deep in others, references.
     *
     * @param hasReferences whether a value that is no collection and no reference has some inside
     */
    static boolean isNeeded(Object value, Function<Object, Boolean> hasReferences) {
        return isContainer(value)
                && new Search(hasReferences, Collections.newSetFromMap(new IdentityHashMap<>())).find(value);
    }

    private static boolean isContainer(Object value) {
        return value instanceof List || value instanceof Set || value instanceof Map || value instanceof Optional;
    }

    /** Each collection is looked into once: they may contain themselves. */
    private record Search(Function<Object, Boolean> hasReferences, Set<Object> seen) {
        private boolean find(Object value) {
            if (value == null) {
                return false;
            }
            if (!isContainer(value)) {
                return value instanceof ObjectRef || hasReferences.apply(value);
            }
            if (!seen.add(value)) {
                return false;
            }
            if (value instanceof Optional<?> optional) {
                return find(optional.orElse(null));
            }
            if (value instanceof Map<?, ?> map) {
                return findAny(map.keySet()) || findAny(map.values());
            }
            return findAny((Collection<?>) value);
        }

        private boolean findAny(Collection<?> values) {
            for (Object value : values) {
                if (find(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void encode(ValueOutput out, Object value) {
        if (value == null) {
            out.putCount(NULL);
        } else if (isContainer(value)) {
            out.enter();
            encodeContainer(out, value);
            out.leave();
        } else {
            Codec<Object> codec = leafCodecs.apply(value);
            out.putCount(places.computeIfAbsent(codec, this::add));
            codec.encode(out, value);
        }
    }

    private int add(Codec<Object> codec) {
        codecs.add(codec);
        return FIRST_CODEC + codecs.size() - 1;
    }

    private void encodeContainer(ValueOutput out, Object value) {
        if (value instanceof Optional<?> optional) {
            out.putCount(OPTIONAL);
            encode(out, optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            out.putCount(MAP);
            out.putCount(map.size());
            map.forEach((key, entry) -> {
                encode(out, key);
                encode(out, entry);
            });
        } else {
            out.putCount(value instanceof Set ? SET : LIST);
            out.putCount(((Collection<?>) value).size());
            ((Collection<?>) value).forEach(element -> encode(out, element));
        }
    }

    @Override
    public Object decode(ValueInput in) {
        int kind = in.getCount();
        if (kind == NULL) {
            return null;
        }
        if (kind >= FIRST_CODEC) {
            if (kind - FIRST_CODEC >= codecs.size()) {
                throw new ValueCodecException("an element of unknown kind " + kind + " in a put value");
            }
            return codecs.get(kind - FIRST_CODEC).decode(in);
        }
        in.enter();
        Object container =
                switch (kind) {
                    case LIST -> decodeElements(in, new ArrayList<>());
                    case SET -> decodeElements(in, new LinkedHashSet<>());
                    case MAP -> decodeMap(in);
                    default -> Optional.ofNullable(decode(in));
                };
        in.leave();
        return container;
    }

    private Object decodeElements(ValueInput in, Collection<Object> elements) {
        int size = in.getCount(1);
        for (int i = 0; i < size; i++) {
            elements.add(decode(in));
        }
        return elements;
    }

    private Object decodeMap(ValueInput in) {
        int size = in.getCount(2);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(decode(in), decode(in));
        }
        return map;
    }

    /** No parameter has this one: the value is always read and written anew when it travels. */
    @Override
    public String layout() {
        return "put<ObjectRef<?>>";
    }
}
