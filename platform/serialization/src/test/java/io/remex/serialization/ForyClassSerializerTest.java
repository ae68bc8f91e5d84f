package io.remex.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ArrayListMultimap;
import io.remex.ValueCodecException;
import io.remex.codec.ClassSerializer;
import io.remex.codec.RegisteredClasses;
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
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForyClassSerializerTest {
    private final ForyClassSerializer serializer = with(Samples.all());

    @Test
    void shouldBeFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ClassSerializer.class)).hasOnlyElementsOfType(ForyClassSerializer.class);
        assertThat(RegisteredClasses.serializer()).isInstanceOf(ForyClassSerializer.class);
    }

    @Test
    void shouldKeepCyclesAndSharedObjects() {
        Node a = new Node("a");
        Node b = new Node("b").next(a);
        a.next(b).others().addAll(List.of(a, b, b));

        Node back = roundTrip(a);

        assertThat(back.name()).isEqualTo("a");
        assertThat(back.next().next()).isSameAs(back);
        assertThat(back.others()).hasSize(3);
        assertThat(back.others().get(0)).isSameAs(back);
        assertThat(back.others().get(1)).isSameAs(back.others().get(2)).isSameAs(back.next());
    }

    @Test
    void shouldCarryEveryKindOfField() {
        Everything sent = new Everything();
        sent.skipped = "changed";
        Everything back = roundTrip(sent);
        assertThat(back)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringFields("skipped", "doubles")
                .isEqualTo(sent);
        assertThat(back.doubles).containsExactly(sent.doubles);
        assertThat(back.skipped).as("set by the constructor, which runs").isEqualTo("initial");
    }

    @Test
    void shouldCarryFieldsOfSuperclasses() {
        Derived back = roundTrip(new Derived(7, "label"));
        assertThat(back.id()).isEqualTo(7);
        assertThat(back.label()).isEqualTo("label");
    }

    @Test
    void shouldCarryRecordsAndEnumsWithBodies() {
        Quote sent = new Quote("X", 1.5, Side.SELL, List.of(1.0, 2.0));
        assertThat(roundTrip(sent)).isEqualTo(sent);
        assertThat(roundTrip(new Pair<>(null, Map.of("q", sent)))).isEqualTo(new Pair<>(null, Map.of("q", sent)));
        assertThat(roundTrip(Side.BUY)).isSameAs(Side.BUY);
    }

    @Test
    void shouldCarryCollectionsWithFieldsOfTheirOwn() {
        Book book = new Book().owner(new Derived(1, "d"));
        book.add("line");
        Book back = roundTrip(book);
        assertThat(back).containsExactly("line");
        assertThat(back.owner()).isInstanceOf(Derived.class);

        Curve curve = new Curve();
        curve.put(1, 0.5);
        curve.name = "EUR";
        Curve curveBack = roundTrip(curve);
        assertThat(curveBack).isEqualTo(Map.of(1, 0.5));
        assertThat(curveBack.name).isEqualTo("EUR");
    }

    @Test
    void shouldCarryThrowables() {
        Failed sent = new Failed("wrong", new Base(3), new IllegalStateException("cause"));
        sent.addSuppressed(new IllegalArgumentException("beside"));
        Failed back = roundTrip(sent);
        assertThat(back).hasMessage("wrong").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(back.getSuppressed()).hasSize(1);
        assertThat(back.getStackTrace()).isEqualTo(sent.getStackTrace());
        assertThat(back.subject().id()).isEqualTo(3);
    }

    @Test
    void shouldObserveTheHooksOfJavaSerialization() {
        assertThat(roundTrip(new Replaced(5)).value()).isEqualTo(5);
        assertThat(roundTrip(new Replaced(5)).owner()).isSameAs(Thread.currentThread());
        assertThat(roundTrip(Single.INSTANCE)).isSameAs(Single.INSTANCE);
        assertThat(roundTrip(new External(8))).isEqualTo(new External(8));
        Handwritten back = roundTrip(new Handwritten("abc").owner(new Base(1)));
        assertThat(back.secret()).isEqualTo("abc");
        assertThat(back.owner().id()).isEqualTo(1);
    }

    @Test
    void shouldKeepASharedReplacementShared() {
        Replaced shared = new Replaced(1);
        Pair<Replaced, Replaced> back = roundTrip(new Pair<>(shared, shared));
        assertThat(back.first()).isSameAs(back.second());
    }

    static Stream<Object> jdkValues() {
        List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3));
        TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.putAll(Map.of("a", 1, "b", 2));
        EnumMap<Side, Integer> bySide = new EnumMap<>(Side.class);
        bySide.put(Side.SELL, 1);
        return Stream.of(
                1,
                'c',
                "text",
                new BigDecimal("-1e-40"),
                BigInteger.TWO.pow(200_000).negate(),
                new BigDecimal(BigInteger.TWO.pow(200_000), Integer.MAX_VALUE),
                MathContext.DECIMAL64,
                RoundingMode.FLOOR,
                UUID.randomUUID(),
                URI.create("http://localhost/x"),
                Currency.getInstance("EUR"),
                Locale.GERMANY,
                Instant.MAX,
                Duration.ofSeconds(Long.MIN_VALUE),
                LocalDate.MIN,
                LocalTime.MAX,
                LocalDateTime.MAX,
                ZoneId.of("Asia/Kathmandu"),
                ZoneOffset.ofHours(-3),
                ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Paris"))
                        .withLaterOffsetAtOverlap(),
                OffsetDateTime.MIN,
                Period.of(-1, 2, 3),
                Year.of(2024),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29),
                DayOfWeek.FRIDAY,
                Month.MAY,
                ChronoUnit.DAYS,
                TimeUnit.DAYS,
                Optional.of("x"),
                Optional.empty(),
                OptionalInt.of(4),
                BitSet.valueOf(new long[] {5}),
                numbers,
                numbers.subList(1, 3),
                new LinkedList<>(numbers),
                List.of(1),
                List.of(1, 2, 3),
                List.of(1, 2, 3).subList(1, 2),
                Arrays.asList(1, null),
                Collections.emptyList(),
                Collections.singletonList(1),
                Collections.unmodifiableList(numbers),
                Collections.synchronizedList(new ArrayList<>(numbers)),
                new CopyOnWriteArrayList<>(numbers),
                Set.of("a"),
                Set.of("a", "b", "c"),
                new LinkedHashSet<>(numbers),
                new TreeSet<>(numbers),
                EnumSet.of(Side.BUY),
                EnumSet.noneOf(Side.class),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2),
                new LinkedHashMap<>(Map.of("k", List.of(1))),
                reversed,
                bySide,
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new AbstractMap.SimpleEntry<>("a", 1),
                Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))));
    }

    @ParameterizedTest
    @MethodSource("jdkValues")
    void shouldCarryValuesAndContainersOfTheJdkUnregistered(Object value) {
        assertThat(serializer.deserialize(serializer.serialize(value))).isEqualTo(value);
        assertThat(roundTrip(new Pair<>(value, value)).second()).isEqualTo(value);
    }

    static Stream<Object> guavaValues() {
        return GuavaSamples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("guavaValues")
    void shouldCarryImmutableCollectionsOfGuavaUnregistered(Object value) {
        Object back = serializer.deserialize(serializer.serialize(value));
        assertThat(back).isEqualTo(value).hasSameClassAs(value);
        assertThat(back.toString()).as("the order").isEqualTo(value.toString());
        assertThat(roundTrip(new Pair<>(value, value)).second()).isEqualTo(value);
    }

    @Test
    void shouldRefuseOtherClassesOfGuava() {
        assertThatThrownBy(() -> serializer.serialize(ArrayListMultimap.create()))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("com.google.common.collect.ArrayListMultimap may not travel");
    }

    @Test
    void shouldCarryContainersWithoutEquals() {
        assertThat(roundTrip(new ArrayDeque<>(List.of(1, 2)))).containsExactly(1, 2);
        assertThat(roundTrip(new PriorityQueue<>(List.of(2, 1)))).containsExactlyInAnyOrder(1, 2);
        assertThat(roundTrip(new AtomicLong(4)).get()).isEqualTo(4);
        assertThat(roundTrip(new StringBuilder("sb")).toString()).isEqualTo("sb");
        assertThat(roundTrip(ByteBuffer.wrap(new byte[] {1, 2}))).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(roundTrip(new int[][] {{1}, {2, 3}})).isDeepEqualTo(new int[][] {{1}, {2, 3}});
        assertThat(roundTrip(new Base[] {null, new Derived(1, "x")})[1]).isInstanceOf(Derived.class);
        assertThat(roundTrip(new Base[2][3])).hasDimensions(2, 3);
    }

    @Test
    void shouldCarryLargeContainers() {
        List<Integer> nulls = new ArrayList<>(Collections.nCopies(200_000, null));
        assertThat(roundTrip(nulls)).hasSize(200_000);
        List<Base> many = IntStream.range(0, 100_000).mapToObj(Base::new).toList();
        assertThat(roundTrip(many)).hasSize(100_000).last().extracting(Base::id).isEqualTo(99_999);
        assertThat(roundTrip(new double[1_000_000])).hasSize(1_000_000);
        assertThat(roundTrip(new ArrayList<>(Collections.nCopies(100_000, new Base(1)))))
                .hasSize(100_000);
    }

    @Test
    void shouldNameAnUnregisteredClassWhenWriting() {
        List<Object> values = List.of(new Gadget(), new Pair<>(1, new Gadget()), List.of(new Gadget()), new Gadget[1]);
        for (Object value : Stream.concat(values.stream(), values.stream()).toList()) {
            assertThatThrownBy(() -> serializer.serialize(value))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining(Gadget.class.getName())
                    .hasMessageContaining("@RemoteSubtypes");
        }
    }

    @Test
    void shouldNameAnUnregisteredClassOfAFieldEachTime() {
        ForyClassSerializer half = with(List.of(Quote.class));
        byte[] bytes = serializer.serialize(new Quote("X", 1, Side.BUY, List.of()));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> half.serialize(new Quote("X", 1, Side.BUY, List.of())))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining(Side.class.getName());
            assertThatThrownBy(() -> half.deserialize(bytes))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining(Side.class.getName());
        }
    }

    @Test
    void shouldNameAnUnregisteredClassWhenReading() {
        byte[] bytes = with(List.of(Gadget.class, Pair.class)).serialize(new Pair<>(1, new Gadget()));
        int made = Gadget.made;
        assertThatThrownBy(() -> serializer.deserialize(bytes))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining(Gadget.class.getName())
                .hasMessageContaining("@RemoteSubtypes");
        assertThat(Gadget.made).isEqualTo(made);
    }

    @Test
    void shouldRefuseCodeAsValue() {
        Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
        InvocationHandler handler = (proxy, method, arguments) -> null;
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Comparable.class}, handler);
        for (Object value :
                List.of(lambda, proxy, String.class, new Class<?>[] {String.class}, new Pair<>(lambda, 1))) {
            assertThatThrownBy(() -> serializer.serialize(value))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("cannot travel");
        }
    }

    @Test
    void shouldRefuseWhatTheJdkDoesNotSerialize() {
        ForyClassSerializer withThread = with(List.of(Thread.class, Pair.class));
        assertThatThrownBy(() -> withThread.serialize(new Pair<>(Thread.currentThread(), null)))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void shouldUnderstandProcessesThatRegisteredOtherClassesInAnotherOrder() {
        ForyClassSerializer other = with(List.of(Tree.class, Base.class, Pair.class, Quote.class, Side.class));
        ForyClassSerializer reverse = with(List.of(Side.class, Quote.class, Pair.class, Derived.class));
        Pair<Quote, Object> sent = new Pair<>(new Quote("X", 1, Side.BUY, List.of()), Side.SELL);
        assertThat(reverse.deserialize(other.serialize(sent))).isEqualTo(sent);
        assertThat(other.deserialize(reverse.serialize(sent))).isEqualTo(sent);
    }

    @Test
    void shouldAcceptRegistrationsAtAnyTimeForEveryThread() throws InterruptedException {
        ForyClassSerializer late = with(List.of(Pair.class));
        byte[] bytes = with(List.of(Pair.class, Base.class)).serialize(new Pair<>(new Base(5), null));
        List<Object> seen = new CopyOnWriteArrayList<>();
        Object gate = new Object();
        boolean[] open = new boolean[1];
        Thread other = new Thread(() -> {
            seen.add(catchThrowableOfType(ValueCodecException.class, () -> late.deserialize(bytes)));
            synchronized (gate) {
                open[0] = true;
                gate.notifyAll();
                while (open[0]) {
                    try {
                        gate.wait();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            seen.add(late.deserialize(bytes));
        });
        other.start();
        synchronized (gate) {
            while (!open[0]) {
                gate.wait();
            }
        }
        late.register(Base.class);
        late.register(Base.class);
        assertThat(late.deserialize(bytes)).isInstanceOf(Pair.class);
        synchronized (gate) {
            open[0] = false;
            gate.notifyAll();
        }
        other.join();
        assertThat(seen.get(0)).isInstanceOf(ValueCodecException.class);
        assertThat(seen.get(1)).isInstanceOf(Pair.class);
    }

    @Test
    void shouldServeManyThreadsWhileClassesAreRegistered() throws InterruptedException {
        ForyClassSerializer shared = with(List.of(Pair.class));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        Pair<Integer, List<Integer>> sent = new Pair<>(number, List.of(i, number));
                        if (!sent.equals(shared.deserialize(shared.serialize(sent)))) {
                            throw new IllegalStateException("thread " + number + " lost " + sent);
                        }
                    }
                }))
                .peek(thread -> thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure)))
                .toList();
        threads.forEach(Thread::start);
        Samples.all().forEach(shared::register);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldAllowArraysAndPrimitivesToBeRegistered() {
        ForyClassSerializer fresh = new ForyClassSerializer();
        List.of(int.class, int[].class, Base[][].class, String.class, ArrayList.class, Runnable.class)
                .forEach(fresh::register);
        assertThat(((Base) fresh.deserialize(fresh.serialize(new Base(2)))).id())
                .isEqualTo(2);
    }

    @Test
    void shouldCarryNull() {
        assertThat(serializer.deserialize(serializer.serialize(null))).isNull();
    }

    @Test
    void shouldNotLetTooDeepValuesPass() {
        Tree chain = null;
        for (int i = 0; i < ForyClassSerializer.MAX_DEPTH; i++) {
            chain = new Tree(i, chain, null, null);
        }
        Tree deepest = chain;
        assertThat(roundTrip(deepest).value).isEqualTo(ForyClassSerializer.MAX_DEPTH - 1);
        for (int more : new int[] {1, 100, 100_000}) {
            for (int i = 0; i < more; i++) {
                chain = new Tree(i, null, chain, null);
            }
            Tree tooDeep = chain;
            assertThatThrownBy(() -> serializer.serialize(tooDeep))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("deeper than " + ForyClassSerializer.MAX_DEPTH);
        }
        assertThat(roundTrip(deepest).value).isEqualTo(ForyClassSerializer.MAX_DEPTH - 1);
    }

    @Test
    void shouldSayWhichLimitTooDeepListsReached() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            list = new ArrayList<>(List.of(list));
        }
        List<Object> deepest = list;
        assertThatThrownBy(() -> serializer.serialize(deepest))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("deeper than " + ForyClassSerializer.MAX_DEPTH);
    }

    @SuppressWarnings("unchecked") // the class of a value is the class of the value
    private <T> T roundTrip(T value) {
        return (T) value.getClass().cast(serializer.deserialize(serializer.serialize(value)));
    }

    private static ForyClassSerializer with(List<Class<?>> types) {
        ForyClassSerializer made = new ForyClassSerializer();
        types.forEach(made::register);
        return made;
    }
}
