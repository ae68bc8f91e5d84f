package io.remex.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.sun.management.ThreadMXBean;
import io.remex.ValueCodecException;
import io.remex.serialization.Samples.Base;
import io.remex.serialization.Samples.Book;
import io.remex.serialization.Samples.Curve;
import io.remex.serialization.Samples.Derived;
import io.remex.serialization.Samples.Everything;
import io.remex.serialization.Samples.External;
import io.remex.serialization.Samples.Failed;
import io.remex.serialization.Samples.Gadget;
import io.remex.serialization.Samples.Handwritten;
import io.remex.serialization.Samples.Node;
import io.remex.serialization.Samples.Pair;
import io.remex.serialization.Samples.Quote;
import io.remex.serialization.Samples.Replaced;
import io.remex.serialization.Samples.Side;
import io.remex.serialization.Samples.Single;
import io.remex.serialization.Samples.Tree;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes are: a value of allowed classes, or a {@link ValueCodecException}. Seeds are in the failure messages. */
class HostileBytesTest {
    /** What one hostile message may allocate, far less than the counts that the bytes claim. */
    private static final long MAX_ALLOCATED = 64L << 20;

    /** Raised on the command line, with {@code -Dremex.test.rounds=1000000}, for a long search. */
    private static final int ROUNDS = Integer.getInteger("remex.test.rounds", 5_000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ForyClassSerializer serializer = new ForyClassSerializer();
    private final ForyClassSerializer sender = new ForyClassSerializer();

    HostileBytesTest() {
        Samples.all().forEach(serializer::register);
        Samples.all().forEach(sender::register);
        sender.register(Gadget.class);
    }

    static List<Object> samples() {
        Node cycle = new Node("a");
        cycle.next(new Node("b").next(cycle)).others().add(cycle);
        Book book = new Book().owner(new Derived(1, "d"));
        book.addAll(List.of("x", "y"));
        Curve curve = new Curve();
        curve.put(1, 2.0);
        TreeMap<String, Object> sorted = new TreeMap<>(Collections.reverseOrder());
        sorted.putAll(Map.of("a", 1, "b", List.of(2)));
        return List.of(
                cycle,
                ImmutableMap.of("m", ImmutableList.of(new Base(1), "l"), "s", ImmutableSet.of(1, 2)),
                ImmutableList.of(
                        ImmutableSortedMap.of("b", 1, "a", 2), ImmutableSortedSet.of(2, 1), ImmutableBiMap.of(1, 2)),
                new Everything(),
                new Quote("Q", 1, Side.BUY, List.of(1.0, 2.0)),
                new Tree(1, new Tree(2, null, null, "p"), null, List.of(Set.of(1), Map.of("k", 'v'))),
                new Pair<>(new Base[] {new Base(1), null}, new int[][] {{1, 2}, {3}}),
                book,
                curve,
                new Failed("m", new Base(1), new IllegalStateException("c")),
                List.of(new Replaced(1), Single.INSTANCE, new External(2), new Handwritten("s").owner(new Base(4))),
                sorted,
                new Tree(1, null, null, new Gadget()));
    }

    @Test
    void shouldSurviveRandomBytes() {
        Random seeds = new Random(20_26);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && random.nextInt(4) > 0) {
                bytes[0] = 0;
                bytes[1] = (byte) (random.nextBoolean() ? 0 : -1);
            }
            attempt(bytes, "random bytes, seed " + seed);
        }
    }

    @Test
    void shouldSurviveEveryInternalTypeId() {
        Random random = new Random(7);
        byte[] tail = new byte[64];
        for (int id = 0; id < 1024; id++) {
            for (byte flag : new byte[] {0, -1}) {
                random.nextBytes(tail);
                for (byte[] rest : List.of(tail, new byte[64], filled(64, 0xFF), filled(64, 0x7F), new byte[0])) {
                    byte[] bytes = new byte[4 + rest.length];
                    bytes[1] = flag;
                    bytes[2] = (byte) (id < 128 ? id : id & 0x7F | 0x80);
                    bytes[3] = (byte) (id >> 7);
                    System.arraycopy(rest, 0, bytes, id < 128 ? 3 : 4, rest.length);
                    attempt(bytes, "type id " + id);
                }
            }
        }
    }

    @Test
    void shouldSurviveMutatedValues() {
        List<Object> samples = samples();
        List<byte[]> encoded = samples.stream().map(sender::serialize).toList();
        Random seeds = new Random(42);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            Random random = new Random(seed);
            byte[] bytes = mutate(encoded.get(random.nextInt(encoded.size())), encoded, random);
            attempt(bytes, "mutation, seed " + seed);
            if (round % 1000 == 0) {
                for (int i = 0; i < encoded.size() - 1; i++) {
                    assertThat(serializer.deserialize(encoded.get(i))).hasSameClassAs(samples.get(i));
                }
            }
        }
    }

    @Test
    void shouldSurviveEveryPrefix() {
        for (Object sample : samples()) {
            byte[] bytes = sender.serialize(sample);
            for (int length = 0; length < bytes.length; length++) {
                attempt(Arrays.copyOf(bytes, length), sample.getClass() + " cut to " + length);
            }
        }
    }

    @Test
    void shouldSurviveEveryByteAtItsExtremes() {
        for (Object sample : samples()) {
            byte[] bytes = sender.serialize(sample);
            for (int at = 0; at < bytes.length; at++) {
                for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFE, 0xFF}) {
                    byte[] changed = bytes.clone();
                    changed[at] = (byte) value;
                    attempt(changed, sample.getClass() + " with " + value + " at " + at);
                }
                byte[] longCount = new byte[bytes.length + 4];
                System.arraycopy(bytes, 0, longCount, 0, at);
                System.arraycopy(filled(4, 0xFF), 0, longCount, at, 4);
                longCount[at + 4] = 0x07;
                System.arraycopy(bytes, at + 1, longCount, Math.min(at + 5, longCount.length), bytes.length - at - 1);
                attempt(longCount, sample.getClass() + " with a count of 2147483647 at " + at);
            }
        }
    }

    @Test
    void shouldNotAllocateWhatAForgedArrayLengthClaims() {
        for (Object array : List.of(
                new byte[3],
                new long[3],
                new double[3],
                new Object[3],
                new Base[3],
                new int[3][],
                new String[3],
                new ArrayList<>(List.of(1, 2, 3)),
                new TreeMap<>(Map.of(1, 2)),
                ImmutableList.of(1, 2, 3),
                ImmutableSet.of(1, 2, 3),
                ImmutableSortedSet.of(1, 2, 3),
                ImmutableMap.of(1, 2, 3, 4),
                ImmutableBiMap.of(1, 2, 3, 4),
                ImmutableSortedMap.of(1, 2, 3, 4))) {
            byte[] bytes = serializer.serialize(array);
            for (int at = 1; at < bytes.length; at++) {
                byte[] forged = new byte[bytes.length + 4];
                System.arraycopy(bytes, 0, forged, 0, at);
                System.arraycopy(filled(4, 0xFF), 0, forged, at, 4);
                forged[at + 4] = 0x07;
                System.arraycopy(bytes, at + 1, forged, at + 5, bytes.length - at - 1);
                attempt(forged, array.getClass() + " with a forged length at " + at);
            }
        }
    }

    @Test
    void shouldRefuseAnObjectOfAnotherTypeInAField(@TempDir Path directory) throws ReflectiveOperationException {
        String holder = "public class Holder { public Node next; public Node[] all; }";
        String list = "public class Listed extends java.util.ArrayList<String> { public Node next; }";
        String thrown = "public class Thrown extends RuntimeException { public Node next; }";
        URLClassLoader there = new Sources(directory.resolve("there"))
                .add("Holder", holder)
                .add("Listed", list)
                .add("Thrown", thrown)
                .add("Node", "public class Node {}")
                .add("Other", "public class Other extends Node { public long value; }")
                .compile();
        URLClassLoader here = new Sources(directory.resolve("here"))
                .add("Holder", holder)
                .add("Listed", list)
                .add("Thrown", thrown)
                .add("Node", "public class Node { }")
                .add("Other", "public class Other { public long value; }")
                .compile();
        ForyClassSerializer forger = new ForyClassSerializer();
        ForyClassSerializer victim = new ForyClassSerializer();
        for (String name : List.of("Holder", "Listed", "Thrown", "Node", "Other")) {
            forger.register(there.loadClass("process." + name));
            victim.register(here.loadClass("process." + name));
        }
        for (String name : List.of("Holder", "Listed", "Thrown")) {
            Object forged = there.loadClass("process." + name).getConstructor().newInstance();
            forged.getClass().getField("next").set(forged, make(there, "Node"));
            assertThat(victim.deserialize(forger.serialize(forged)).getClass().getClassLoader())
                    .isSameAs(here);
            forged.getClass().getField("next").set(forged, make(there, "Other"));
            byte[] bytes = forger.serialize(forged);
            assertThatThrownBy(() -> victim.deserialize(bytes))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("process.Other");
        }
    }

    private static Object make(ClassLoader loader, String name) throws ReflectiveOperationException {
        return loader.loadClass("process." + name).getConstructor().newInstance();
    }

    private static byte[] mutate(byte[] original, List<byte[]> others, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(5)), (byte) 0xFF);
                case 3 -> {
                    byte[] from = others.get(random.nextInt(others.size()));
                    int start = random.nextInt(from.length);
                    int length = Math.min(random.nextInt(40), Math.min(from.length - start, bytes.length - at));
                    System.arraycopy(from, start, bytes, at, length);
                }
                case 4 -> {
                    int length = Math.min(random.nextInt(20), bytes.length - at);
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                }
                default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            }
        }
        return bytes;
    }

    private void attempt(byte[] bytes, String what) {
        int made = Gadget.made;
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            requireAllowed(serializer.deserialize(bytes), what);
        } catch (ValueCodecException expected) {
            assertThat(expected.getMessage()).as(what).isNotBlank();
        } catch (Throwable other) {
            fail(what + ": " + Arrays.toString(bytes), other);
        }
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        if (allocated > MAX_ALLOCATED) {
            fail(what + " allocated " + allocated + " bytes: " + Arrays.toString(bytes));
        }
        if (Gadget.made != made) {
            fail(what + " made an object of an unregistered class: " + Arrays.toString(bytes));
        }
    }

    /** Walks everything that can be reached through fields of sample classes, arrays and containers. */
    private static void requireAllowed(Object root, String what) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        push(root, seen, open);
        while (!open.isEmpty()) {
            Object at = open.pop();
            Class<?> component = at.getClass();
            while (component.isArray()) {
                component = component.getComponentType();
            }
            if (component.getPackageName().equals(Samples.class.getPackageName())) {
                Class<?> type = component.isEnum() || component.getSuperclass().isEnum() ? Side.class : component;
                if (!Samples.all().contains(type)) {
                    fail(what + " made a " + component);
                }
            } else if (!component.isPrimitive()
                    && component != Object.class
                    && !JdkTypes.isAllowed(component)
                    && !GuavaTypes.present().contains(component)
                    && !JdkTypes.EXTRA.contains(component)
                    && !JdkTypes.EXTRA.contains(component.getSuperclass())
                    && component != Collections.reverseOrder().getClass()) {
                fail(what + " made a " + component);
            }
            if (at instanceof Object[] array) {
                for (Object item : array) {
                    push(item, seen, open);
                }
            } else if (at instanceof Collection<?> collection) {
                for (Object item : collection) {
                    push(item, seen, open);
                }
            } else if (at instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    push(entry.getKey(), seen, open);
                    push(entry.getValue(), seen, open);
                }
            }
            if (GuavaTypes.present().contains(component)) {
                continue; // its elements are all there is to it
            }
            for (Class<?> type = at.getClass(); type != null && !JdkTypes.isJdk(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()
                            && !type.isArray()) {
                        field.setAccessible(true);
                        Object value = field.get(at);
                        if (value != null && !field.getType().isInstance(value)) {
                            fail(what + " put a " + value.getClass() + " into " + field);
                        }
                        if (!(value instanceof Thread)) {
                            push(value, seen, open);
                        }
                    }
                }
            }
        }
    }

    private static void push(Object value, Set<Object> seen, Deque<Object> open) {
        if (value != null && seen.add(value)) {
            open.push(value);
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
