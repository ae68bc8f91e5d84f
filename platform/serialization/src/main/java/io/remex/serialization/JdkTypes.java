package io.remex.serialization;

import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Classes of the JDK that travel without being registered: values and containers, whose making runs no code of their content's
 * choice. Whatever else Fory would allow by itself is refused, above all lambdas, proxies and class objects; a later Fory that
 * allows more does not widen this list.
 */
final class JdkTypes {
    /** Safe types that Fory does not know by itself. */
    static final List<Class<?>> EXTRA = List.of(
            DayOfWeek.class,
            Month.class,
            ChronoUnit.class,
            ZoneId.of("Europe/Paris").getClass(),
            MathContext.class,
            RoundingMode.class,
            TimeUnit.class,
            AbstractMap.SimpleEntry.class,
            AbstractMap.SimpleImmutableEntry.class,
            ConcurrentLinkedQueue.class,
            ConcurrentLinkedDeque.class,
            LinkedBlockingDeque.class);

    /** A package a line, then the classes in it, private ones too: what {@code List.of} returns has a class of its own. */
    private static final Set<String> ALLOWED = names("""
            java.io: IOException
            java.lang: ArrayIndexOutOfBoundsException Boolean Byte Character Double Exception Float
            java.lang: IllegalArgumentException IllegalStateException IndexOutOfBoundsException Integer Long
            java.lang: NullPointerException Object RuntimeException Short StackTraceElement String StringBuffer
            java.lang: StringBuilder Throwable
            java.math: BigDecimal BigInteger
            java.net: URI
            java.nio: HeapByteBuffer
            java.sql: Date Time Timestamp
            java.time: Duration Instant LocalDate LocalDateTime LocalTime MonthDay OffsetDateTime OffsetTime Period
            java.time: Year YearMonth ZoneOffset ZonedDateTime
            java.util: AbstractList$RandomAccessSubList AbstractList$SubList ArrayDeque ArrayList ArrayList$SubList
            java.util: Arrays$ArrayList BitSet Collections$EmptyList Collections$EmptyMap Collections$EmptySet
            java.util: Collections$SetFromMap Collections$SingletonList Collections$SingletonMap
            java.util: Collections$SingletonSet Collections$SynchronizedCollection Collections$SynchronizedList
            java.util: Collections$SynchronizedMap Collections$SynchronizedRandomAccessList
            java.util: Collections$SynchronizedSet Collections$SynchronizedSortedMap Collections$SynchronizedSortedSet
            java.util: Collections$UnmodifiableCollection Collections$UnmodifiableList Collections$UnmodifiableMap
            java.util: Collections$UnmodifiableNavigableMap$EmptyNavigableMap
            java.util: Collections$UnmodifiableNavigableSet$EmptyNavigableSet Collections$UnmodifiableRandomAccessList
            java.util: Collections$UnmodifiableSet Collections$UnmodifiableSortedMap Collections$UnmodifiableSortedSet
            java.util: Comparators$NaturalOrderComparator Currency Date EnumMap HashMap HashSet
            java.util: ImmutableCollections$List12 ImmutableCollections$ListN ImmutableCollections$Map1
            java.util: ImmutableCollections$MapN ImmutableCollections$Set12 ImmutableCollections$SetN
            java.util: ImmutableCollections$SubList LinkedHashMap LinkedHashSet LinkedList Locale Optional
            java.util: OptionalDouble OptionalInt OptionalLong PriorityQueue RegularEnumSet TreeMap TreeSet UUID
            java.util: Vector
            java.util.concurrent: ArrayBlockingQueue ConcurrentHashMap ConcurrentHashMap$KeySetView
            java.util.concurrent: ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList CopyOnWriteArraySet
            java.util.concurrent: LinkedBlockingQueue
            java.util.concurrent.atomic: AtomicBoolean AtomicInteger AtomicLong AtomicReference
            java.util.regex: Pattern
            """);

    private JdkTypes() {}

    /** Whether Fory may carry this class of its own accord; of an array, whether it may carry the elements. */
    static boolean isAllowed(Class<?> type) {
        Class<?> component = type;
        while (component.isArray()) {
            component = component.getComponentType();
        }
        return component.isPrimitive() || ALLOWED.contains(component.getName());
    }

    /** Whether the class belongs to the platform. */
    static boolean isJdk(Class<?> type) {
        return type.getName().startsWith("java.");
    }

    private static Set<String> names(String table) {
        return table.lines()
                .flatMap(line -> {
                    String[] words = line.strip().split(":? ");
                    return Stream.of(words).skip(1).map(name -> words[0] + '.' + name);
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
