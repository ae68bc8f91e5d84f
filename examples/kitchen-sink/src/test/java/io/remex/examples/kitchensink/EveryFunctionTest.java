package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.RemexException;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What must hold for each function of the module, found as a worker finds them. */
class EveryFunctionTest {
    private static final int ROUNDS = 60;

    private final InlineRuntime runtime = new InlineRuntime();

    @Test
    void shouldFindAFunctionForEachAnnotatedMethod() {
        assertThat(runtime.functions().functions()).hasSizeGreaterThan(120);
        assertThat(runtime.functions().functions())
                .extracting(function -> function.signature().owner())
                .contains(
                        "io.remex.examples.kitchensink.Declarations",
                        "io.remex.examples.kitchensink.Declarations$Inner$Deepest",
                        "io.remex.examples.kitchensink.Declarations$Hidden",
                        "io.remex.examples.kitchensink.very.deeply.nested.FarAway");
    }

    @Test
    void shouldGiveEachFunctionItsOwnId() {
        Set<Long> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (FunctionDescriptor<?> function : runtime.functions().functions()) {
            assertThat(ids.add(function.functionId())).as(function.name()).isTrue();
            assertThat(names.add(function.name())).as(function.name()).isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldReturnWhatItWasGiven() {
        return runtime.functions().functions().stream()
                .filter(function -> function.signature().method().startsWith("echo"))
                .filter(function -> RandomValues.canMake(parameterTypes(function)[0]))
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> echo(function)));
    }

    private void echo(FunctionDescriptor<?> function) throws Throwable {
        Type type = parameterTypes(function)[0];
        for (long seed = 0; seed < ROUNDS; seed++) {
            Object value = new RandomValues(seed).make(type);
            ValueOutput result = runtime.output();
            function.invoke(new ValueInput().wrap(encoded(function, value), runtime), result);
            ValueInput in = new ValueInput().wrap(result.copy(), runtime);
            Object echoed = function.resultCodec().decode(in);
            in.requireEnd();
            assertThat(SameValue.test(value, echoed))
                    .as("%s with seed %s: %s came back as %s", function.name(), seed, value, echoed)
                    .isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseDamagedBytes() {
        return runtime.functions().functions().stream()
                .filter(function -> function.signature().method().startsWith("echo"))
                .filter(function -> RandomValues.canMake(parameterTypes(function)[0]))
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> damage(function)));
    }

    private void damage(FunctionDescriptor<?> function) {
        Type type = parameterTypes(function)[0];
        for (long seed = 0; seed < ROUNDS; seed++) {
            byte[] bytes = encoded(function, new RandomValues(seed).make(type));
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
            byte[] flipped = bytes.clone();
            flipped[new Random(seed).nextInt(bytes.length)] ^= (byte) (1 << new Random(seed).nextInt(8));
            assertThatThrownBy(() -> invoke(function, longer)).isInstanceOf(ValueCodecException.class);
            assertThatThrownBy(() -> invoke(function, shorter)).isInstanceOf(ValueCodecException.class);
            try {
                invoke(function, flipped);
            } catch (RemexException e) {
                assertThat(e).as("seed %s", seed).isInstanceOf(ValueCodecException.class);
            } catch (Throwable e) {
                throw new AssertionError(function.name() + " with seed " + seed + " failed with " + e, e);
            }
        }
    }

    private void invoke(FunctionDescriptor<?> function, byte[] arguments) throws Throwable {
        function.invoke(new ValueInput().wrap(arguments, runtime), runtime.output());
    }

    @SuppressWarnings("unchecked") // the value was made for the parameter that the codec is for
    private byte[] encoded(FunctionDescriptor<?> function, Object value) {
        ValueOutput arguments = runtime.output();
        ((Codec<Object>) function.argumentCodecs().get(0)).encode(arguments, value);
        return arguments.copy();
    }

    private static Type[] parameterTypes(FunctionDescriptor<?> function) {
        try {
            ClassLoader loader = EveryFunctionTest.class.getClassLoader();
            List<Class<?>> types = MethodType.fromMethodDescriptorString(
                            function.signature().descriptor(), loader)
                    .parameterList();
            Method method = Class.forName(function.signature().owner())
                    .getDeclaredMethod(function.signature().method(), types.toArray(Class<?>[]::new));
            return method.getGenericParameterTypes();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
