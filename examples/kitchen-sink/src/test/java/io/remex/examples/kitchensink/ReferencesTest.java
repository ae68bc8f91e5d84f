package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ObjectRef;
import io.remex.Remex;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** References that travel as references. */
class ReferencesTest {
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
    void shouldPassAReferenceThatTheMethodAsksFor() {
        ObjectRef<double[]> numbers = Remex.put(new double[] {1.5});
        assertThat(ReferencesRemote.first(numbers).get()).isEqualTo(1.5);
    }

    @Test
    void shouldOfferNoOtherFormOfSuchAParameter() {
        assertThat(Stream.of(ReferencesRemote.class.getMethods())
                        .filter(method -> method.getName().equals("first"))
                        .map(method -> Arrays.asList(method.getParameterTypes())))
                .hasSize(2)
                .allSatisfy(types -> assertThat(types).contains(ObjectRef.class));
    }

    @Test
    void shouldReturnAReference() {
        ObjectRef<String> text = Remex.put("text");
        ObjectRef<ObjectRef<String>> echoed = ReferencesRemote.echoRef(text);
        assertThat(echoed.get().get()).isEqualTo("text");
        assertThat(ReferencesRemote.echoRef(null).get()).isNull();
    }

    @Test
    void shouldCarryReferencesInsideRecordsAndCollections() {
        References.Portfolio portfolio =
                new References.Portfolio("p", Remex.put(new double[] {3}), Arrays.asList(Remex.put("a"), null));
        References.Portfolio echoed = ReferencesRemote.echoPortfolio(portfolio).get();
        assertThat(echoed.prices().get()).containsExactly(3);
        assertThat(echoed.notes().get(0).get()).isEqualTo("a");
        assertThat(echoed.notes().get(1)).isNull();
    }

    @Test
    void shouldMixReferencesThatAreResolvedWithThoseThatAreNot() {
        ObjectRef<String> value = Remex.put("v");
        assertThat(ReferencesRemote.resolved(Map.of("k", value), Remex.put("="), value)
                        .get())
                .containsExactly("k=v", "v");
    }
}
