package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.FakeRef;
import io.remex.ObjectId;
import io.remex.ObjectRef;
import io.remex.ValueCodecException;
import io.remex.spi.ReferenceCarrier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectRefCodecTest {
    private final Codec<List<ObjectRef<String>>> codec =
            CollectionCodecs.list(new ObjectRefCodec<>(ValueCodecs.STRING));

    /** Writes the identity and makes a handle of it again. */
    private static final class FakeCarrier implements ReferenceCarrier {
        @Override
        public <T> void exportReference(ValueOutput out, ObjectRef<T> ref, Codec<T> codec) {
            out.putLong(ref.id().owner());
            out.putLong(ref.id().sequence());
        }

        @Override
        public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
            return new FakeRef<>(new ObjectId(in.getLong(), in.getLong()));
        }
    }

    @Test
    void shouldCarryReferencesThroughTheCarrier() {
        FakeCarrier carrier = new FakeCarrier();
        List<ObjectRef<String>> sent = Arrays.asList(new FakeRef<>(new ObjectId(7, 8)), null);
        List<ObjectRef<String>> back = Codecs.decode(codec, Codecs.encode(codec, sent, carrier), carrier);
        assertThat(back.get(0).id()).isEqualTo(new ObjectId(7, 8));
        assertThat(back.get(1)).isNull();
        assertThat(codec.layout()).isEqualTo("List<ObjectRef<string>>?");
    }

    @Test
    void shouldRefuseReferencesWhereNobodyCarriesThem() {
        List<ObjectRef<String>> sent = List.of(new FakeRef<>(new ObjectId(7, 8)));
        assertThatThrownBy(() -> Codecs.encode(codec, sent))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("ObjectRef");
        byte[] bytes = Codecs.encode(codec, sent, new FakeCarrier());
        assertThatThrownBy(() -> Codecs.decode(codec, bytes)).isInstanceOf(ValueCodecException.class);
    }
}
