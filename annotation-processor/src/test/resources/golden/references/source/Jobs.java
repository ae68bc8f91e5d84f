package com.acme;

import io.remex.ObjectRef;
import io.remex.Remote;
import java.util.List;

public class Jobs {
    public record Pair<A, B>(A first, B second) {}

    public static final class Nested {
        @Remote
        public static Pair<String, ObjectRef<int[]>> join(
                ObjectRef<String> name, List<ObjectRef<Pair<Integer, Double>>> parts, int a, int b) {
            return null;
        }
    }
}
