package io.remex.benchmarks.peers.grpc;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The one method, with eight bytes each way: less than any code generator makes. */
final class NextService {
    static final String NAME = "benchmarks.Next";
    private static final MethodDescriptor.Marshaller<Long> NUMBER = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(Long value) {
            return new ByteArrayInputStream(
                    ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        @Override
        public Long parse(InputStream stream) {
            try {
                return ByteBuffer.wrap(stream.readNBytes(Long.BYTES)).getLong();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };
    static final MethodDescriptor<Long, Long> NEXT = MethodDescriptor.<Long, Long>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, "next"))
            .setRequestMarshaller(NUMBER)
            .setResponseMarshaller(NUMBER)
            .build();

    private NextService() {}
}
