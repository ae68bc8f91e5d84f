package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.RemoteMethod;
import io.remex.RemoteMethod.Action1;
import io.remex.RemoteMethod.Function0;
import io.remex.RemoteMethod.Function1;
import io.remex.RemoteMethod.Function2;
import org.junit.jupiter.api.Test;

class MethodReferencesTest {
    private static final FakeFunction TWICE = FakeFunction.of(Sums.class, "twice", 1);
    private static final FakeFunction ADD = FakeFunction.of(Sums.class, "add", 2);
    private static final FakeFunction NESTED = FakeFunction.of(Sums.Nested.class, "twice", 1);

    private final FunctionRegistry registry = FakeFunction.registry(TWICE, ADD, NESTED);

    static class Sums {
        final int base;

        Sums(int base) {
            this.base = base;
        }

        static int twice(int value) {
            return 2 * value;
        }

        static long twice(long value) {
            return 2 * value;
        }

        static int add(int left, int right) {
            return left + right;
        }

        static int notRemote(int value) {
            return value;
        }

        int plus(int value) {
            return base + value;
        }

        int value() {
            return base;
        }

        static class Nested {
            static int twice(int value) {
                return 2 * value;
            }
        }
    }

    @Test
    void shouldFindTheMethodThatIsNamed() {
        Function1<Integer, Integer> twice = Sums::twice;
        Function2<Integer, Integer, Integer> add = Sums::add;
        Function1<Integer, Integer> nested = Sums.Nested::twice;
        assertThat(MethodReferences.resolve(twice, registry)).isSameAs(TWICE);
        assertThat(MethodReferences.resolve(add, registry)).isSameAs(ADD);
        assertThat(MethodReferences.resolve(nested, registry)).isSameAs(NESTED);
    }

    @Test
    void shouldFindTheMethodAgainAndInAnotherRegistry() {
        Function1<Integer, Integer> twice = Sums::twice;
        FakeFunction reloaded = FakeFunction.of(Sums.class, "twice", 1);
        FunctionRegistry other = FakeFunction.registry(reloaded);
        for (int i = 0; i < 3; i++) {
            assertThat(MethodReferences.resolve(twice, registry)).isSameAs(TWICE);
            assertThat(MethodReferences.resolve(twice, other)).isSameAs(reloaded);
        }
    }

    @Test
    void shouldTellOverloadsApart() {
        Function1<Long, Long> ofLong = Sums::twice;
        assertThatThrownBy(() -> MethodReferences.resolve(ofLong, registry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Sums::twice is not a @Remote method");
    }

    @Test
    void shouldSayThatAMethodIsNotRemote() {
        Function1<Integer, Integer> notRemote = Sums::notRemote;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> MethodReferences.resolve(notRemote, registry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Sums.class.getName() + "::notRemote")
                    .hasMessageContaining("annotate it with @Remote")
                    .hasMessageContaining("io.remex:remex-processor");
        }
    }

    @Test
    void shouldRefuseLambdas() {
        int captured = registry.functions().size();
        Function1<Integer, Integer> capturing = value -> value + captured;
        Function1<Integer, Integer> plain = value -> Sums.twice(value);
        Action1<Integer> action = value -> {};
        for (var lambda : new RemoteMethod[] {capturing, plain, action}) {
            assertThatThrownBy(() -> MethodReferences.resolve(lambda, registry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a lambda written in " + getClass().getName())
                    .hasMessageContaining("such as Pricing::price")
                    .hasMessageContaining("pass what the lambda captures as arguments");
        }
    }

    @Test
    void shouldRefuseReferencesBoundToAnInstance() {
        Sums sums = new Sums(1);
        Function1<Integer, Integer> bound = sums::plus;
        assertThatThrownBy(() -> MethodReferences.resolve(bound, registry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Sums.class.getName() + "::plus")
                .hasMessageContaining("make the method static and annotate it with @Remote");
    }

    @Test
    void shouldRefuseInstanceMethodsAndConstructors() {
        Function1<Sums, Integer> instance = Sums::value;
        Function1<Integer, Sums> constructor = Sums::new;
        for (var reference : new RemoteMethod[] {instance, constructor}) {
            assertThatThrownBy(() -> MethodReferences.resolve(reference, registry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("make the method static");
        }
    }

    @Test
    void shouldRefuseAnInstanceOfAClass() {
        Function0<Integer> handWritten = new Function0<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer call() {
                return 1;
            }
        };
        assertThatThrownBy(() -> MethodReferences.resolve(handWritten, registry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Pricing::price")
                .hasMessageContaining(handWritten.getClass().getName());
    }
}
