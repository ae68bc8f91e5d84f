package io.remex.serialization;

import io.remex.ValueCodecException;
import io.remex.serialization.Samples.Base;
import io.remex.serialization.Samples.Failed;
import io.remex.serialization.Samples.Handwritten;
import io.remex.serialization.Samples.Node;
import io.remex.serialization.Samples.Replaced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/** A program that sends one of everything, then a few damaged messages, and says nothing unless something goes wrong. */
final class StandaloneMain {
    private StandaloneMain() {}

    public static void main(String[] arguments) {
        ForyClassSerializer serializer = new ForyClassSerializer();
        Samples.all().forEach(serializer::register);
        List<Object> values = new ArrayList<>(HostileBytesTest.samples());
        values.remove(values.size() - 1);
        values.addAll(ForyClassSerializerTest.jdkValues().toList());
        values.addAll(List.of(
                new Node("private final"),
                new Failed("m", new Base(1), null),
                new Handwritten("s"),
                new Replaced(1),
                Collections.synchronizedMap(new HashMap<>())));
        for (Object value : values) {
            byte[] bytes = serializer.serialize(value);
            if (serializer.deserialize(bytes) == null) {
                System.out.println("null came back for " + value.getClass());
            }
            try {
                serializer.deserialize(Arrays.copyOf(bytes, bytes.length / 2));
            } catch (ValueCodecException expected) {
                if (expected.getMessage().isBlank()) {
                    System.out.println("no message for " + value.getClass());
                }
            }
        }
        serializer.register(HostileBytesTest.class);
        serializer.serialize(1);
    }
}
