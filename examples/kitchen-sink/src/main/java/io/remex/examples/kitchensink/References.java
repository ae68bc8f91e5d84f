package io.remex.examples.kitchensink;

import io.remex.ObjectRef;
import io.remex.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** References that a task takes, holds and returns unresolved. */
public final class References {
    private References() {}

    /** References inside a record. */
    public record Portfolio(String name, ObjectRef<double[]> prices, List<ObjectRef<String>> notes) {}

    @Remote
    public static double first(ObjectRef<double[]> numbers) {
        return numbers.get()[0];
    }

    @Remote
    public static ObjectRef<String> echoRef(ObjectRef<String> value) {
        return value;
    }

    @Remote
    public static Portfolio echoPortfolio(Portfolio value) {
        return value;
    }

    @Remote
    public static List<String> resolved(Map<String, ObjectRef<String>> refs, String separator, ObjectRef<String> last) {
        List<String> texts = new ArrayList<>();
        refs.forEach((key, ref) -> texts.add(key + separator + ref.get()));
        texts.add(last.get());
        return texts;
    }
}
