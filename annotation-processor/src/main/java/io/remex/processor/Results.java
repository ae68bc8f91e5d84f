package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import java.util.List;

/** Several results of one function, each an object of its own. */
sealed interface Results {

    /** What each is: one for all items of a stream, one for each component of a record. */
    List<Shape.Component> items();

    /** What the stub returns. */
    TypeName stubType();

    /**
     * A {@code Stream} or an {@code Iterator}.
     *
     * @param item its only item, without a name
     */
    record Stream(Shape.Component item) implements Results {
        @Override
        public List<Shape.Component> items() {
            return List.of(item);
        }

        @Override
        public TypeName stubType() {
            return ParameterizedTypeName.get(
                    ClassName.get(ObjectRefStream.class), item.shape().type().box());
        }
    }

    /**
     * A record with {@code @RemoteResults}.
     *
     * @param stubType the record of references
     */
    record Record(List<Shape.Component> items, ClassName stubType) implements Results {}

    /** The reference of an item. */
    static TypeName refType(Shape.Component item) {
        return ParameterizedTypeName.get(
                ClassName.get(ObjectRef.class), item.shape().type().box());
    }
}
