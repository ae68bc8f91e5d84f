package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Remex;
import io.remex.ValueCodecException;
import io.remex.codec.RegisteredClasses;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Classes that go through the class serializer, all the way. */
class ClassesTest {
    private Remex.Session session;

    @BeforeEach
    void install() {
        session = Remex.install(new InlineRuntime());
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldCarryABeanWithPrivateClassesAndASuperclass() {
        Classes.Account account = new Classes.Account().add("first", 100);
        account.id(7);
        assertThat(account.cachedHash()).isNotZero();
        Classes.Account after = ClassesRemote.deposit(account, "second", 23).get();
        assertThat(after.cents()).isEqualTo(123);
        assertThat(after.id()).isEqualTo(7);
        assertThat(after.limit("first")).isEqualTo(new Classes.Money(100, Classes.Currency.EUR));
        assertThat(account.cents()).isEqualTo(100);
    }

    @Test
    void shouldCarryNull() {
        assertThat(ClassesRemote.echoNode((Classes.Node) null).get()).isNull();
        assertThat(ClassesRemote.echoShapes(Arrays.asList(null, new Classes.Circle(1)))
                        .get())
                .containsExactly(null, new Classes.Circle(1));
    }

    @Test
    void shouldKeepCycles() {
        Classes.Node a = new Classes.Node("a");
        Classes.Node b = new Classes.Node("b");
        a.neighbours().add(b);
        b.neighbours().add(a);
        Classes.Node echoed = ClassesRemote.echoNode(a).get();
        assertThat(echoed.neighbours().get(0).name()).isEqualTo("b");
        assertThat(echoed.neighbours().get(0).neighbours().get(0)).isSameAs(echoed);
    }

    @Test
    void shouldCarryEveryMemberOfASealedFamily() {
        assertThat(ClassesRemote.echoShape(new Classes.Circle(2)).get()).isEqualTo(new Classes.Circle(2));
        assertThat(ClassesRemote.echoShape(new Classes.Square(2)).get()).isEqualTo(new Classes.Square(2));
        assertThat(ClassesRemote.echoShape(new Classes.Triangle(3, 4, 5)).get())
                .isInstanceOfSatisfying(
                        Classes.Triangle.class,
                        triangle -> assertThat(triangle.perimeter()).isEqualTo(12));
    }

    @Test
    void shouldCarryNamedSubtypes() {
        assertThat(ClassesRemote.discounted(200, new Classes.Percentage(10)).get())
                .isEqualTo(180);
        assertThat(ClassesRemote.discounted(200, new Classes.Fixed(5)).get()).isEqualTo(195);
        Classes.Money money = new Classes.Money(1, Classes.Currency.USD);
        assertThat(ClassesRemote.echoAnything(money).get()).isEqualTo(money);
        assertThat(ClassesRemote.echoEnvelope(new Classes.Envelope(money, "m")).get())
                .isEqualTo(new Classes.Envelope(money, "m"));
        assertThat(ClassesRemote.echoEnvelope(new Classes.Envelope(new int[] {4}, "i"))
                        .get()
                        .content())
                .isEqualTo(new int[] {4});
    }

    @Test
    void shouldRefuseAClassTheCompilerDidNotSee() {
        assertThat(RegisteredClasses.isRegistered(Classes.Unseen.class)).isFalse();
        assertThatThrownBy(() -> ClassesRemote.discounted(1, new Classes.Unseen(3)))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("Classes$Unseen")
                .hasMessageContaining("@RemoteSubtypes");
    }

    @Test
    void shouldCarryGenericClassesAndThoseOfTheJdk() {
        Classes.Money money = new Classes.Money(1, null);
        assertThat(ClassesRemote.echoBox(new Classes.Box<Classes.Money>().content(money))
                        .get()
                        .content())
                .isEqualTo(money);
        assertThat(ClassesRemote.echoBoxes(new Classes.Box<List<Classes.Box<String>>>()
                                .content(List.of(new Classes.Box<String>().content("deep"))))
                        .get()
                        .content()
                        .get(0)
                        .content())
                .isEqualTo("deep");
        assertThat(ClassesRemote.echoDate(new Date(5)).get()).isEqualTo(new Date(5));
        TreeMap<String, Classes.Money> map = new TreeMap<>();
        map.put("k", money);
        assertThat(ClassesRemote.echoTreeMap(map).get()).isEqualTo(map);
    }

    @Test
    void shouldCarryARecordThatGeneratedCodeCannotMake() {
        assertThat(ClassesRemote.echoSafe(new Classes.Safe(7, "s")).get()).isEqualTo(new Classes.Safe(7, "s"));
        assertThat(ClassesRemote.echoSafe((Classes.Safe) null).get()).isNull();
    }

    @Test
    void shouldRegisterPrivateClassesByName() {
        assertThat(ClassesRemote.DEPOSIT.layout()).contains("Classes$Account$Entry{cents:long;text:java.lang.String;}");
        assertThat(RegisteredClasses.all())
                .extracting(Class::getName)
                .contains(Classes.Account.class.getName() + "$Entry")
                .doesNotContain(Classes.Entity.class.getName());
    }
}
