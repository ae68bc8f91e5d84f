package io.remex.codec;

import static io.remex.codec.PrimitiveCodecs.nullable;

import io.remex.ValueCodecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Codecs of the JDK's collection interfaces. Order travels; what arrives is a fresh {@code ArrayList}, {@code LinkedHashSet} or
 * {@code LinkedHashMap}, whatever was sent, and the receiver may change it.
 */
public final class CollectionCodecs {
    private CollectionCodecs() {}

    /** A list, null or not, of elements that may be null. */
    public static <E> Codec<List<E>> list(Codec<E> element) {
        return nullable(new ElementsCodec<>("List", element, ArrayList::new));
    }

    /** A collection of unknown kind; it arrives as a list. */
    public static <E> Codec<Collection<E>> collection(Codec<E> element) {
        return nullable(new ElementsCodec<>("Collection", element, ArrayList::new));
    }

    /** A set; it keeps its iteration order. */
    public static <E> Codec<Set<E>> set(Codec<E> element) {
        return nullable(new ElementsCodec<>("Set", element, size -> new LinkedHashSet<>(size * 2)));
    }

    /** A map; it keeps its iteration order. */
    public static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value) {
        return nullable(new MapCodec<>(key, value));
    }

    /** An optional value. */
    public static <E> Codec<Optional<E>> optional(Codec<E> element) {
        return nullable(new OptionalCodec<>(element));
    }

    private record ElementsCodec<E, C extends Collection<E>>(
            String kind, Codec<E> element, IntFunction<? extends C> factory) implements Codec<C> {
        @Override
        public void encode(ValueOutput out, C value) {
            out.enter();
            int size = value.size();
            out.putCount(size);
            int written = 0;
            for (E item : value) {
                element.encode(out, item);
                written++;
            }
            if (written != size) {
                throw new ValueCodecException("a " + kind + " changed from " + size + " to " + written
                        + " elements while it was encoded; do not change arguments while they are submitted");
            }
            out.leave();
        }

        @Override
        public C decode(ValueInput in) {
            in.enter();
            int size = in.getCount(1);
            C value = factory.apply(size);
            for (int i = 0; i < size; i++) {
                value.add(element.decode(in));
            }
            in.leave();
            return value;
        }

        @Override
        public String layout() {
            return kind + '<' + element.layout() + '>';
        }
    }

    private record MapCodec<K, V>(Codec<K> key, Codec<V> value) implements Codec<Map<K, V>> {
        @Override
        public void encode(ValueOutput out, Map<K, V> map) {
            out.enter();
            int size = map.size();
            out.putCount(size);
            int written = 0;
            for (Map.Entry<K, V> entry : map.entrySet()) {
                key.encode(out, entry.getKey());
                value.encode(out, entry.getValue());
                written++;
            }
            if (written != size) {
                throw new ValueCodecException("a Map changed from " + size + " to " + written
                        + " entries while it was encoded; do not change arguments while they are submitted");
            }
            out.leave();
        }

        @Override
        public Map<K, V> decode(ValueInput in) {
            in.enter();
            int size = in.getCount(2);
            Map<K, V> map = new LinkedHashMap<>(size * 2);
            for (int i = 0; i < size; i++) {
                map.put(key.decode(in), value.decode(in));
            }
            in.leave();
            return map;
        }

        @Override
        public String layout() {
            return "Map<" + key.layout() + ',' + value.layout() + '>';
        }
    }

    private record OptionalCodec<E>(Codec<E> element) implements Codec<Optional<E>> {
        @Override
        public void encode(ValueOutput out, Optional<E> value) {
            out.putBoolean(value.isPresent());
            if (value.isPresent()) {
                element.encode(out, value.get());
            }
        }

        @Override
        public Optional<E> decode(ValueInput in) {
            return in.getBoolean() ? Optional.ofNullable(element.decode(in)) : Optional.empty();
        }

        @Override
        public String layout() {
            return "Optional<" + element.layout() + '>';
        }
    }
}
