package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ObjectRefStream;
import io.remex.Remex;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ViewsTest {
    private final DirectBuffer bytes = new UnsafeBuffer(new byte[] {1, 2, 3, 4, 5, 6});

    @AfterEach
    void shutDown() {
        Remex.shutdown();
    }

    @BeforeEach
    void init() {
        Remex.install(new InlineRuntime());
    }

    @Test
    void shouldReadAParameterAndGiveAResult() {
        assertThat(ViewsRemote.sum(bytes).get()).isEqualTo(21);
        assertThat(ViewsRemote.sum(ViewsRemote.head(bytes, 3)).get()).isEqualTo(6);
        assertThat(ViewsRemote.sumInside(Remex.put(bytes)).get()).isEqualTo(21);
    }

    @Test
    void shouldCarryAViewInARecord() {
        Views.Named named =
                ViewsRemote.renamed(new Views.Named("old", bytes), "new").get();
        assertThat(named.name()).isEqualTo("new");
        assertThat(content(named.bytes())).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldGiveViewsAsComponentsAndItems() {
        Views_HalvesRefs halves = ViewsRemote.halves(bytes);
        assertThat(content(halves.left().get())).containsExactly(1, 2, 3);
        assertThat(content(halves.right().get())).containsExactly(4, 5, 6);
        try (ObjectRefStream<DirectBuffer> pieces = ViewsRemote.pieces(bytes, 2)) {
            assertThat(content(pieces.next().get())).containsExactly(1, 2);
            assertThat(content(pieces.next().get())).containsExactly(3, 4);
            assertThat(content(pieces.next().get())).containsExactly(5, 6);
            assertThat(pieces.hasNext()).isFalse();
        }
    }

    private static byte[] content(DirectBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.getBytes(0, content);
        return content;
    }
}
