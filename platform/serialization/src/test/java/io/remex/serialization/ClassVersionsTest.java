package io.remex.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ValueCodecException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes built from different sources, and classes of a loader that Fory's own cannot see, as in Quarkus. */
class ClassVersionsTest {
    private static final String ORIGINAL = "public class Point { public int x = 1; public Side side = Side.RIGHT; }";

    @TempDir
    Path directory;

    private URLClassLoader here;
    private ForyClassSerializer receiver;

    @BeforeEach
    void compile() throws ReflectiveOperationException {
        here = process("here", ORIGINAL, "public enum Side { LEFT, RIGHT }");
        receiver = serializer(here);
    }

    @Test
    void shouldCarryClassesOfAnotherLoader() throws ReflectiveOperationException {
        Object back = receiver.deserialize(receiver.serialize(List.of(point(here))));
        assertThat(((List<?>) back).get(0).getClass()).isSameAs(here.loadClass("process.Point"));
        Object array = java.lang.reflect.Array.newInstance(here.loadClass("process.Point"), 2);
        assertThat(receiver.deserialize(receiver.serialize(array))).hasSameClassAs(array);
    }

    @Test
    void shouldCarryBetweenProcessesOfTheSameSources() throws ReflectiveOperationException {
        URLClassLoader there = process("there", ORIGINAL, "public enum Side { LEFT, RIGHT }");
        Object back = receiver.deserialize(serializer(there).serialize(point(there)));
        assertThat(back.getClass().getClassLoader()).isSameAs(here);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class Point { public long x = 1; public Side side = Side.RIGHT; }",
                "public class Point { public int y = 1; public Side side = Side.RIGHT; }",
                "public class Point { public int x = 1; }",
                "public class Point { public int x = 1; public Side side = Side.RIGHT; public String more = \"m\"; }",
            })
    void shouldSayThatFieldsDiffer(String changed) throws ReflectiveOperationException {
        URLClassLoader there = process("there", changed, "public enum Side { LEFT, RIGHT }");
        byte[] bytes = serializer(there).serialize(point(there));
        assertThatThrownBy(() -> receiver.deserialize(bytes))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("process.Point")
                .hasMessageContaining("build both from the same sources");
    }

    @Test
    void shouldKnowEnumConstantsByName() throws ReflectiveOperationException {
        URLClassLoader there = process("there", ORIGINAL, "public enum Side { RIGHT, LEFT }");
        Object back = receiver.deserialize(serializer(there).serialize(point(there)));
        assertThat(back.getClass().getField("side").get(back)).hasToString("RIGHT");
    }

    @Test
    void shouldRefuseAnUnknownEnumConstant() throws ReflectiveOperationException {
        String renamed = "public class Point { public int x = 1; public Side side = Side.UP; }";
        URLClassLoader there = process("there", renamed, "public enum Side { LEFT, UP }");
        byte[] bytes = serializer(there).serialize(point(there));
        assertThatThrownBy(() -> receiver.deserialize(bytes)).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldUseTheNewerClassAfterALiveReload() throws ReflectiveOperationException {
        byte[] before = receiver.serialize(point(here));
        URLClassLoader reloaded = process("reloaded", ORIGINAL, "public enum Side { LEFT, RIGHT }");
        receiver.register(reloaded.loadClass("process.Point"));
        receiver.register(reloaded.loadClass("process.Side"));
        assertThat(receiver.deserialize(before).getClass().getClassLoader()).isSameAs(reloaded);
        assertThatThrownBy(() -> receiver.serialize(point(here)))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("process.");
    }

    private URLClassLoader process(String name, String point, String side) {
        return new Sources(directory.resolve(name))
                .add("Point", point)
                .add("Side", side)
                .compile();
    }

    private static ForyClassSerializer serializer(ClassLoader loader) throws ReflectiveOperationException {
        ForyClassSerializer made = new ForyClassSerializer();
        made.register(loader.loadClass("process.Point"));
        made.register(loader.loadClass("process.Side"));
        return made;
    }

    private static Object point(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass("process.Point").getConstructor().newInstance();
    }
}
