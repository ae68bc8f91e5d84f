package io.remex.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForyClassSerializerTest {
    static final class Node {
        private final String name;
        private Node next;
        Node(String name) { this.name = name; }
    }

    @Test
    void shouldKeepCycles() {
        ForyClassSerializer serializer = new ForyClassSerializer();
        serializer.register(Node.class);
        Node a = new Node("a");
        a.next = new Node("b");
        a.next.next = a;
        Node back = (Node) serializer.deserialize(serializer.serialize(a));
        assertThat(back.name).isEqualTo("a");
        assertThat(back.next.next).isSameAs(back);
    }
}
