package io.remex.serialization;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.remex.serialization.Samples.Side;
import java.util.Comparator;
import java.util.List;

/** Every immutable collection of Guava, in every size that has a class of its own. */
final class GuavaSamples {
    private GuavaSamples() {}

    static List<Object> all() {
        return List.of(
                ImmutableList.of(),
                ImmutableList.of(1),
                ImmutableList.of("z", "a", Side.BUY),
                ImmutableSet.of(),
                ImmutableSet.of("x"),
                ImmutableSet.of("z", "a", "m"),
                ImmutableMap.of(),
                ImmutableMap.of("k", 1),
                ImmutableMap.of("z", 1, "a", ImmutableList.of(2), "m", ImmutableMap.of()),
                ImmutableBiMap.of(),
                ImmutableBiMap.of("k", 1),
                ImmutableBiMap.of("z", 1, "a", 2),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(3, 1, 2),
                ImmutableSortedSet.orderedBy(Comparator.<Integer>reverseOrder())
                        .add(1, 2)
                        .build(),
                ImmutableSortedMap.of(),
                ImmutableSortedMap.of("b", 1, "a", 2),
                ImmutableSortedMap.orderedBy(Comparator.<String>reverseOrder())
                        .put("a", 1)
                        .put("b", 2)
                        .build());
    }
}
