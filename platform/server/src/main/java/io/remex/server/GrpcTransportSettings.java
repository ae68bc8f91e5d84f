package io.remex.server;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Limits of the gRPC transport, and the probes that find a peer that has vanished without a word: after {@value
 * #KEEP_ALIVE_MS} + {@value #KEEP_ALIVE_TIMEOUT_MS} ms.
 */
@Singleton
class GrpcTransportSettings implements ServerBuilderCustomizer<VertxServerBuilder> {
    private static final long KEEP_ALIVE_MS = 2_000;
    private static final long KEEP_ALIVE_TIMEOUT_MS = 3_000;
    private static final long PERMITTED_CLIENT_KEEP_ALIVE_MS = 1_000;
    /** A connection carries one stream of a process; a few more do no harm. */
    private static final int MAX_CALLS_PER_CONNECTION = 16;

    private static final int MAX_MESSAGE_BYTES = 8 << 20;
    private static final int MAX_METADATA_BYTES = 16 << 10;

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        builder.maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .nettyBuilder()
                .keepAliveTime(KEEP_ALIVE_MS, TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(PERMITTED_CLIENT_KEEP_ALIVE_MS, TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION);
    }
}
