package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Placement;
import io.remex.RemexConfigException;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.EnumCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueCodecs;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionRegistryTest {

    /** What the services file of these tests names; public, as generated classes are. */
    public static final class Loaded implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Loaded";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(new FakeFunction("com.acme.Loaded", "run", "()I", "Loaded.run"));
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of();
        }
    }

    /** A class whose own initialisation fails, as when a class it needs is not there. */
    public static final class Broken implements RemoteFunctions {
        public Broken() {
            throw new NoClassDefFoundError("com/acme/Missing");
        }

        @Override
        public String owner() {
            return "com.acme.Broken";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of();
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of();
        }
    }

    @Test
    void shouldFindFunctionsByIdAndByMethod() {
        FakeFunction one = FakeFunction.of(String.class, "one", 1);
        FakeFunction two = FakeFunction.of(String.class, "two", 2);
        FunctionRegistry registry = FakeFunction.registry(one, two);
        assertThat(registry.function(one.functionId())).isSameAs(one);
        assertThat(registry.function("java.lang.String", "two", "(II)I")).isSameAs(two);
        assertThat(registry.function("java.lang.String", "two", "(I)I")).isNull();
        assertThat(registry.function(0)).isNull();
        assertThat(registry.functions()).containsExactlyInAnyOrder(one, two);
        assertThat(registry.functions().stream().map(FunctionDescriptor::functionId))
                .isSorted();
        assertThatThrownBy(() -> registry.functions().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldRefuseTwoFunctionsOfOneName() {
        FakeFunction one = new FakeFunction("com.acme.A", "run", "()I", "run");
        FakeFunction two = new FakeFunction("com.acme.B", "run", "()I", "run");
        List<RemoteFunctions> providers =
                List.of(FakeFunction.provider(List.of(), one), FakeFunction.provider(List.of(), two));
        assertThatThrownBy(() -> FunctionRegistry.of(providers))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("'run'")
                .hasMessageContaining("com.acme.A#run()I")
                .hasMessageContaining("com.acme.B#run()I")
                .hasMessageContaining("@Remote(name=");
    }

    @Test
    void shouldAcceptTheSameFunctionTwice() {
        FakeFunction function = new FakeFunction("com.acme.A", "run", "()I", "run");
        List<RemoteFunctions> twice =
                List.of(FakeFunction.provider(List.of(), function), FakeFunction.provider(List.of(), function));
        assertThat(FunctionRegistry.of(twice).functions()).containsExactly(function);
        assertThat(FunctionRegistry.of(List.of()).functions()).isEmpty();
    }

    @Test
    void shouldKnowTheCodecsOfTypes() {
        Codec<Placement> codec = new EnumCodec<>(Placement.class);
        FunctionRegistry registry =
                FunctionRegistry.of(List.of(FakeFunction.provider(List.of(new TypeBinding<>(Placement.class, codec)))));
        assertThat(registry.codec(Placement.class)).isSameAs(codec);
        assertThat(registry.codec(String.class)).isNull();
    }

    @Test
    void shouldPassOverAnEntryWhoseClassIsGone(@TempDir Path directory) throws IOException {
        ClassLoader loader = services(directory, """
                com.acme.GoneRemote$Functions
                %s
                com.acme.AlsoGoneRemote$Functions
                """.formatted(Loaded.class.getName()));
        assertThat(FunctionRegistry.load(loader).functions())
                .extracting(FunctionDescriptor::name)
                .containsExactly("Loaded.run");
    }

    @Test
    void shouldSayWhichClassCannotBeLoaded(@TempDir Path directory) throws IOException {
        ClassLoader loader = services(directory, Broken.class.getName());
        assertThatThrownBy(() -> FunctionRegistry.load(loader))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(Broken.class.getName());
    }

    @Test
    void shouldFindNothingWhereNothingIs() {
        assertThat(FunctionRegistry.load(ClassLoader.getPlatformClassLoader()).functions())
                .isEmpty();
    }

    @Test
    void shouldTellVersionsOfAFunctionApart() {
        FakeFunction ofInt = new FakeFunction("com.acme.A", "run", "(I)I", "run", PrimitiveCodecs.INT);
        FakeFunction same = new FakeFunction("com.acme.A", "run", "(I)I", "shown otherwise", PrimitiveCodecs.INT);
        FakeFunction changed = new FakeFunction("com.acme.A", "run", "(I)I", "run", ValueCodecs.STRING);
        assertThat(same.functionId()).isEqualTo(ofInt.functionId()).isEqualTo(StableHash.of("com.acme.A#run(I)I"));
        assertThat(same.fingerprint()).isEqualTo(ofInt.fingerprint());
        assertThat(changed.functionId()).isEqualTo(ofInt.functionId());
        assertThat(changed.fingerprint()).isNotEqualTo(ofInt.fingerprint()).isEqualTo(StableHash.of("(string;)int"));
        assertThat(changed.layout()).isEqualTo("(string;)int");
        assertThat(ofInt).hasToString("run");
        assertThat(ofInt.defaults()).isEqualTo(TaskOptions.systemDefaults());
    }

    private static ClassLoader services(Path directory, String content) throws IOException {
        Path file = directory.resolve("META-INF/services/" + RemoteFunctions.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return loader(directory);
    }

    private static ClassLoader loader(Path directory) throws MalformedURLException {
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, FunctionRegistryTest.class.getClassLoader());
    }
}
