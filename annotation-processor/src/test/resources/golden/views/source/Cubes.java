package com.acme;

import io.remex.ObjectRef;
import io.remex.Remote;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.DirectBuffer;

public final class Cubes {
    private Cubes() {}

    public record Slice(int number, DirectBuffer values) {}

    @Remote
    public static DirectBuffer cut(DirectBuffer cube, List<Slice> slices, ObjectRef<DirectBuffer> rest) {
        return cube;
    }

    @Remote
    public static ByteBuffer copied(ByteBuffer cube) {
        return cube;
    }
}
