package io.remex.serialization;

import io.remex.serialization.Samples.Base;
import io.remex.serialization.Samples.Quote;
import io.remex.serialization.Samples.Side;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that prints the bytes of a value; its class path has no Guava. */
final class WithoutGuavaMain {
    private WithoutGuavaMain() {}

    public static void main(String[] arguments) {
        System.out.print(hex());
    }

    static String hex() {
        ForyClassSerializer serializer = new ForyClassSerializer();
        Samples.all().forEach(serializer::register);
        Object value = List.of(
                new Quote("X", 1, Side.BUY, List.of(1.0)),
                new Base(7),
                BitSet.valueOf(new long[] {5}),
                LocalDate.MAX,
                TimeUnit.DAYS,
                Map.of("k", new Base[] {null}));
        return HexFormat.of().formatHex(serializer.serialize(value));
    }
}
