package io.remex.examples.kitchensink;

import io.remex.ObjectRef;
import io.remex.Remote;
import io.remex.RemoteResults;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Values that are read where they lie: as a parameter, a result, a component, an item, and behind a reference. */
public final class Views {
    private Views() {}

    /** A view among other values. */
    public record Named(String name, DirectBuffer bytes) {}

    /** Each half is an object of its own. */
    @RemoteResults
    public record Halves(DirectBuffer left, DirectBuffer right) {}

    @Remote
    public static long sum(DirectBuffer bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.capacity(); i++) {
            sum += bytes.getByte(i);
        }
        return sum;
    }

    /** A view may be returned: its bytes are copied once. */
    @Remote
    public static DirectBuffer head(DirectBuffer bytes, int length) {
        return new UnsafeBuffer(bytes, 0, length);
    }

    @Remote
    public static Named renamed(Named named, String name) {
        return new Named(name, named.bytes());
    }

    @Remote
    public static Halves halves(DirectBuffer bytes) {
        int middle = bytes.capacity() / 2;
        return new Halves(
                new UnsafeBuffer(bytes, 0, middle), new UnsafeBuffer(bytes, middle, bytes.capacity() - middle));
    }

    /** One view after the other. */
    @Remote
    public static Stream<DirectBuffer> pieces(DirectBuffer bytes, int length) {
        return IntStream.range(0, bytes.capacity() / length).mapToObj(i -> new UnsafeBuffer(bytes, i * length, length));
    }

    @Remote
    public static long sumInside(ObjectRef<DirectBuffer> bytes) {
        return sum(bytes.get());
    }
}
