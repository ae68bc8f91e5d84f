package io.remex.examples.kitchensink;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether two values are the same, arrays by their elements, collections in order. */
final class SameValue {
    private SameValue() {}

    static boolean test(Object left, Object right) {
        if (left == null || right == null) {
            return left == right;
        } else if (left.getClass().isArray()) {
            return left.getClass() == right.getClass() && sameArrays(left, right);
        } else if (left instanceof Map<?, ?> map) {
            return right instanceof Map<?, ?> other
                    && sameInOrder(map.keySet(), other.keySet())
                    && sameInOrder(map.values(), other.values());
        } else if (left instanceof Iterable<?> items) {
            return right instanceof Iterable<?> others && sameInOrder(items, others);
        } else if (left instanceof Optional<?> optional) {
            return right instanceof Optional<?> other && test(optional.orElse(null), other.orElse(null));
        } else if (left instanceof Record record) {
            return left.getClass() == right.getClass() && sameComponents(record, right);
        }
        return left.equals(right);
    }

    private static boolean sameArrays(Object left, Object right) {
        if (Array.getLength(left) != Array.getLength(right)) {
            return false;
        }
        for (int i = 0; i < Array.getLength(left); i++) {
            if (!test(Array.get(left, i), Array.get(right, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameInOrder(Iterable<?> left, Iterable<?> right) {
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!others.hasNext() || !test(item, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean sameComponents(Record left, Object right) {
        for (RecordComponent component : List.of(left.getClass().getRecordComponents())) {
            try {
                component.getAccessor().setAccessible(true);
                if (!test(
                        component.getAccessor().invoke(left),
                        component.getAccessor().invoke(right))) {
                    return false;
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
