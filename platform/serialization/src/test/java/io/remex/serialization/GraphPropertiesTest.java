package io.remex.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.serialization.Samples.Node;
import io.remex.serialization.Samples.Pair;
import io.remex.serialization.Samples.Side;
import io.remex.serialization.Samples.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Round trips of generated values and graphs. jqwik prints the seed and the smallest value that fails. */
class GraphPropertiesTest {
    private static final ForyClassSerializer SERIALIZER = new ForyClassSerializer();

    static {
        Samples.all().forEach(SERIALIZER::register);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void shouldKeepValuesOfTheJdk(@ForAll("values") Object value) {
        assertThat(roundTrip(value)).isEqualTo(value);
        assertThat(roundTrip(new Pair<>(value, List.of(value)))).isEqualTo(new Pair<>(value, List.of(value)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldKeepContainersInContainers(@ForAll("containers") Object value) {
        assertThat(roundTrip(value)).isEqualTo(value);
    }

    @Property(tries = 200)
    void shouldKeepTheShapeOfGraphs(@ForAll long seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            nodes.add(new Node("n" + i));
        }
        for (Node node : nodes) {
            for (int i = random.nextInt(4); i > 0; i--) {
                node.others().add(nodes.get(random.nextInt(nodes.size())));
            }
            if (random.nextBoolean()) {
                node.next(nodes.get(random.nextInt(nodes.size())));
            }
        }
        requireSameShape(nodes.get(0), (Node) roundTrip(nodes.get(0)));
    }

    @Property(tries = 200)
    void shouldKeepTrees(@ForAll long seed) {
        Tree tree = tree(new Random(seed), 8);
        assertThat(roundTrip(tree)).usingRecursiveComparison().isEqualTo(tree);
    }

    private static Object roundTrip(Object value) {
        return SERIALIZER.deserialize(SERIALIZER.serialize(value));
    }

    private static Tree tree(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return null;
        }
        Object payload =
                switch (random.nextInt(5)) {
                    case 0 -> random.nextLong();
                    case 1 -> new Pair<>("p", random.nextInt());
                    case 2 -> Side.values()[random.nextInt(2)];
                    case 3 -> List.of("x", random.nextDouble());
                    default -> null;
                };
        return new Tree(random.nextInt(), tree(random, depth - 1), tree(random, depth - 1), payload);
    }

    /** Walks both graphs at once; a node that was met before has to have the same partner again. */
    private static void requireSameShape(Node sent, Node back) {
        Map<Node, Node> partners = new HashMap<>();
        List<Node> open = new ArrayList<>(List.of(sent));
        partners.put(sent, back);
        while (!open.isEmpty()) {
            Node from = open.remove(open.size() - 1);
            Node to = partners.get(from);
            assertThat(to.name()).isEqualTo(from.name());
            assertThat(to.others()).hasSameSizeAs(from.others());
            List<Node> sentNext = new ArrayList<>(from.others());
            List<Node> backNext = new ArrayList<>(to.others());
            assertThat(to.next() == null).isEqualTo(from.next() == null);
            if (from.next() != null) {
                sentNext.add(from.next());
                backNext.add(to.next());
            }
            for (int i = 0; i < sentNext.size(); i++) {
                Node known = partners.putIfAbsent(sentNext.get(i), backNext.get(i));
                if (known == null) {
                    open.add(sentNext.get(i));
                } else {
                    assertThat(backNext.get(i)).isSameAs(known);
                }
            }
        }
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Integer> ints = Arbitraries.integers();
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<Integer> nanos = Arbitraries.integers().between(0, 999_999_999);
        Arbitrary<Instant> instants = Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()), nanos)
                .as(Instant::ofEpochSecond);
        Arbitrary<Instant> recent = Combinators.combine(
                        Arbitraries.longs().between(-4_000_000_000L, 8_000_000_000L), nanos)
                .as(Instant::ofEpochSecond);
        Arbitrary<LocalDate> dates = Arbitraries.longs()
                .between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())
                .map(LocalDate::ofEpochDay);
        Arbitrary<LocalTime> times =
                Arbitraries.longs().between(0, 86_399_999_999_999L).map(LocalTime::ofNanoOfDay);
        Arbitrary<ZoneOffset> offsets =
                Arbitraries.integers().between(-64_800, 64_800).map(ZoneOffset::ofTotalSeconds);
        Arbitrary<ZoneId> zones = Arbitraries.of(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
        Arbitrary<BigInteger> integers = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(BigInteger::new);
        return Arbitraries.oneOf(List.of(
                ints.asGeneric(),
                longs.asGeneric(),
                longs.map(Double::longBitsToDouble).asGeneric(),
                ints.map(Float::intBitsToFloat).asGeneric(),
                Arbitraries.shorts().asGeneric(),
                Arbitraries.bytes().asGeneric(),
                Arbitraries.chars().all().asGeneric(),
                Arbitraries.strings().all().ofMaxLength(30).asGeneric(),
                Arbitraries.strings().ascii().ofMaxLength(200).asGeneric(),
                integers.asGeneric(),
                Combinators.combine(integers, ints).as(BigDecimal::new).asGeneric(),
                Combinators.combine(longs, longs).as(UUID::new).asGeneric(),
                instants.asGeneric(),
                Combinators.combine(longs, nanos).as(Duration::ofSeconds).asGeneric(),
                dates.asGeneric(),
                times.asGeneric(),
                Combinators.combine(dates, times).as(LocalDate::atTime).asGeneric(),
                offsets.asGeneric(),
                zones.asGeneric(),
                Combinators.combine(times, offsets).as(OffsetTime::of).asGeneric(),
                Combinators.combine(dates, times, offsets)
                        .as((date, time, offset) -> OffsetDateTime.of(date, time, offset))
                        .asGeneric(),
                Combinators.combine(recent, zones).as(Instant::atZone).asGeneric(),
                Combinators.combine(ints, ints, ints).as(Period::of).asGeneric()));
    }

    @Provide
    Arbitrary<Object> containers() {
        return containersOf(containersOf(containersOf(values())));
    }

    private Arbitrary<Object> containersOf(Arbitrary<Object> inner) {
        return Arbitraries.oneOf(List.of(
                inner.list().ofMaxSize(3).map(ArrayList::new),
                inner.list().ofMaxSize(3).map(List::copyOf),
                inner.list().ofMaxSize(3).map(LinkedHashSet::new),
                Arbitraries.maps(values(), inner).ofMaxSize(3).map(LinkedHashMap::new),
                Arbitraries.maps(values(), inner).ofMaxSize(3).map(Map::copyOf),
                inner.map(Optional::of),
                Combinators.combine(inner, inner).as(Pair::new)));
    }
}
