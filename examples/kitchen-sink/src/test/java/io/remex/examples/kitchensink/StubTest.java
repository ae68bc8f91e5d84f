package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Placement;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.RegisteredClasses;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stubs as a user calls them. */
class StubTest {
    private final InlineRuntime runtime = new InlineRuntime();
    private Remex.Session session;

    @BeforeEach
    void install() {
        session = Remex.install(runtime);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldRunMethodsWithoutParametersOrResult() {
        assertThat(DeclarationsRemote.answer().get()).isEqualTo(42);
        ObjectRef<Void> nothing = DeclarationsRemote.nothing();
        assertThat(nothing.get()).isNull();
        DeclarationsRemote.note("seen").get();
        assertThat(Declarations.lastNote()).isEqualTo("seen");
    }

    @Test
    void shouldShowTheExceptionOfAVoidMethod() {
        assertThatThrownBy(() -> DeclarationsRemote.note((String) null).get())
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("no text");
    }

    @Test
    void shouldLetADeclaredExceptionTravelIfItCan() {
        assertThat(DeclarationsRemote.take(3, 1).get()).isEqualTo(2);
        assertThat(RegisteredClasses.isRegistered(Declarations.OutOfStockException.class))
                .isTrue();
        assertThat(RegisteredClasses.isRegistered(IOException.class)).isTrue();
        assertThat(RegisteredClasses.isRegistered(Declarations.StuckException.class))
                .isFalse();
        byte[] bytes = RegisteredClasses.serializer().serialize(new Declarations.OutOfStockException("none", 5));
        assertThat(RegisteredClasses.serializer().deserialize(bytes))
                .isInstanceOfSatisfying(Declarations.OutOfStockException.class, thrown -> {
                    assertThat(thrown).hasMessage("none");
                    assertThat(thrown.missing()).isEqualTo(5);
                });
    }

    @Test
    void shouldTakeEveryMixtureOfValuesAndReferences() {
        ObjectRef<Integer> number = Remex.put(7);
        ObjectRef<String> text = Remex.put("x");
        TaskOptions options = TaskOptions.none().cpus(3);
        assertThat(List.of(
                        DeclarationsRemote.kind(7, "x").get(),
                        DeclarationsRemote.kind(7, text).get(),
                        DeclarationsRemote.kind(number, "x").get(),
                        DeclarationsRemote.kind(number, text).get(),
                        DeclarationsRemote.kind(Arg.value(7), Arg.value("x")).get(),
                        DeclarationsRemote.kind(options, 7, "x").get(),
                        DeclarationsRemote.kind(options, 7, text).get(),
                        DeclarationsRemote.kind(options, number, "x").get(),
                        DeclarationsRemote.kind(options, number, text).get()))
                .containsOnly("int, String 7x");
        assertThat(runtime.lastOptions().cpus()).isEqualTo(3);
    }

    @Test
    void shouldTakeAllReferencesWhenThereAreManyParameters() {
        ObjectRef<Integer> two = Remex.put(2);
        assertThat(DeclarationsRemote.sumOfFour(1, 2, 3, 4L).get()).isEqualTo(10);
        assertThat(DeclarationsRemote.sumOfFour(two, two, Arg.value(3), Arg.value(4L))
                        .get())
                .isEqualTo(11);
    }

    @Test
    void shouldTellOverloadsApart() {
        assertThat(DeclarationsRemote.kind().get()).isEqualTo("none");
        assertThat(DeclarationsRemote.kind(1).get()).isEqualTo("int 1");
        assertThat(DeclarationsRemote.kind(1L).get()).isEqualTo("long 1");
        assertThat(DeclarationsRemote.kind(Integer.valueOf(1)).get()).isEqualTo("Integer 1");
        assertThat(DeclarationsRemote.kind(List.of("a")).get()).isEqualTo("List [a]");
        assertThat(DeclarationsRemote.kind_long(Remex.put(5L)).get()).isEqualTo("long 5");
        assertThat(DeclarationsRemote.kind_int(Remex.put(5)).get()).isEqualTo("int 5");
        assertThat(DeclarationsRemote.kind_Integer(Remex.put(5)).get()).isEqualTo("Integer 5");
        assertThat(DeclarationsRemote.KIND_int.functionId()).isNotEqualTo(DeclarationsRemote.KIND_long.functionId());
        assertThat(DeclarationsRemote.KIND_int.name()).isEqualTo("Declarations.kind(int)");
    }

    @Test
    void shouldCarryTheOptionsOfTheAnnotation() {
        assertThat(DeclarationsRemote.tuned("abc").get()).isEqualTo("ABC");
        assertThat(runtime.lastFunction().name()).isEqualTo("declarations-tuned");
        TaskOptions expected = TaskOptions.systemDefaults()
                .cpus(0.5)
                .gpus(1)
                .memory(1L << 30)
                .resources("fpga=1, licence=0.5")
                .maxRetries(0)
                .retryOn(IOException.class, IllegalStateException.class)
                .timeout(Duration.ofMillis(250))
                .placement(Placement.SPREAD)
                .affinity("!spot, prefer disk=ssd|nvme")
                .priority(-1);
        assertThat(runtime.lastOptions()).isEqualTo(expected);
        DeclarationsRemote.tuned(TaskOptions.none().cpus(2), "abc");
        assertThat(runtime.lastOptions()).isEqualTo(expected.cpus(2));
        DeclarationsRemote.answer();
        assertThat(runtime.lastOptions()).isEqualTo(TaskOptions.systemDefaults());
    }

    @Test
    void shouldKeepVariableArguments() {
        assertThat(DeclarationsRemote.sum(1).get()).isEqualTo(1);
        assertThat(DeclarationsRemote.sum(1, 2, 3).get()).isEqualTo(6);
        assertThat(DeclarationsRemote.sum(TaskOptions.none(), 1, 2).get()).isEqualTo(3);
        assertThat(DeclarationsRemote.sum(1, Remex.put(new int[] {5, 6})).get()).isEqualTo(12);
    }

    @Test
    void shouldReplaceTypeVariablesByTheirBounds() {
        ObjectRef<Number> first = DeclarationsRemote.first(List.of(1.5, 2.5));
        assertThat(first.get()).isEqualTo(1.5);
        assertThat(DeclarationsRemote.first(List.of(1, 2L)).get()).isEqualTo(1);
        assertThat(DeclarationsRemote.total(List.of(1, 2), 0.5).get()).isEqualTo(3.5);
        assertThat(DeclarationsRemote.unused("same").get()).isEqualTo("same");
    }

    @Test
    void shouldTakeSubtypesWhereTheMethodHasWildcards() {
        List<List<Containers.Word>> rows = List.of(List.of(new Containers.Word("a")), List.of());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("b", 2);
        assertThat(ContainersRemote.joined(rows, sizes).get()).containsExactly("a", "[2]");
    }

    @Test
    void shouldNotStumbleOverNames() {
        assertThat(DeclarationsRemote.sorted(List.of(9), 8, "1234567", 6).get()).containsExactly(6, 7, 8, 9);
        assertThat(DeclarationsRemote.lastPrice(3).get()).isEqualTo(3);
        assertThat(DeclarationsRemote.last_price(3).get()).isEqualTo(-3);
        assertThat(DeclarationsRemote.cast(Arrays.asList(1, "x", null)).get()).containsExactly(1, "x", null);
    }

    @Test
    void shouldReachNestedAndHiddenClasses() {
        assertThat(Declarations_InnerRemote.twice(4).get()).isEqualTo(8);
        assertThat(Declarations_Inner_DeepestRemote.next(new Declarations.Inner.Deepest(1))
                        .get())
                .isEqualTo(new Declarations.Inner.Deepest(2));
        assertThat(Declarations_HiddenRemote.whisper("LOUD").get()).isEqualTo("loud");
        assertThat(Declarations_LevelRemote.highest(List.of(Declarations.Level.LOW, Declarations.Level.HIGH))
                        .get())
                .isEqualTo(Declarations.Level.HIGH);
        assertThat(DeclarationsRemote.packagePrivate("a").get()).isEqualTo("a!");
        assertThat(DeclarationsRemote.guarded("a").get()).isEqualTo("a?");
    }

    @Test
    void shouldBeAsVisibleAsWhatItStandsFor() throws ReflectiveOperationException {
        assertThat(Modifier.isPublic(DeclarationsRemote.class.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(Declarations_HiddenRemote.class.getModifiers()))
                .isFalse();
        Method open = DeclarationsRemote.class.getDeclaredMethod("kind", int.class);
        Method closed = DeclarationsRemote.class.getDeclaredMethod("packagePrivate", String.class);
        assertThat(Modifier.isPublic(open.getModifiers())).isTrue();
        assertThat(closed.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE))
                .isZero();
    }

    @Test
    void shouldTakeAsManyParametersAsTheJvm() throws ReflectiveOperationException {
        Integer[] ints = new Integer[255];
        Arrays.setAll(ints, i -> i);
        Class<?>[] types = new Class<?>[255];
        Arrays.fill(types, int.class);
        ObjectRef<?> sum =
                (ObjectRef<?>) WidestRemote.class.getMethod("sumOfInts", types).invoke(null, (Object[]) ints);
        assertThat(sum.get()).isEqualTo(254L * 255 / 2);
        Arg<?>[] args = Arrays.stream(ints).map(Arg::value).toArray(Arg<?>[]::new);
        Arrays.fill(types, Arg.class);
        ObjectRef<?> sameSum =
                (ObjectRef<?>) WidestRemote.class.getMethod("sumOfInts", types).invoke(null, (Object[]) args);
        assertThat(sameSum.get()).isEqualTo(254L * 255 / 2);
        assertThat(Arrays.stream(WidestRemote.class.getMethods())
                        .filter(method -> method.getName().equals("sumOfDoubles")))
                .hasSize(4);
    }

    @Test
    void shouldResolveMethodReferences() {
        assertThat(Remex.task(Declarations::sumOfFour, 1, 2, 3, 4L).remote().get())
                .isEqualTo(10);
        assertThat(Remex.task(Records::width, new Records.Range(2, 5)).remote().get())
                .isEqualTo(3);
        assertThat(Remex.task(Declarations::note, Remex.put("by reference"))
                        .remote()
                        .get())
                .isNull();
        assertThat(Declarations.lastNote()).isEqualTo("by reference");
    }

    @Test
    void shouldBringTheExceptionOfARecordsConstructorToLight() {
        Records.Range range = new Records.Range(1, 2);
        assertThat(RecordsRemote.width(range).get()).isEqualTo(1);
        assertThat(RecordsRemote.opposite(Records.Direction.NORTH).get()).isEqualTo(Records.Direction.SOUTH);
    }
}
