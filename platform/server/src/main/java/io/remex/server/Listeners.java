package io.remex.server;

import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.util.OptionalInt;

/** Where this server really listens. Quarkus goes on without its gRPC server when that cannot start; here that shows. */
@Singleton
class Listeners {
    private final ValueRegistry registry;
    private final ServerSettings settings;

    Listeners(ValueRegistry registry, ServerSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** The scheduler's port; empty if it could not listen. */
    OptionalInt grpcPort() {
        return registry.containsKey(GrpcServer.GRPC_PORT)
                ? OptionalInt.of(registry.get(GrpcServer.GRPC_PORT))
                : OptionalInt.empty();
    }

    /** The scheduler's address, as workers and callers are told it. */
    String grpcAddress() {
        return bracketed(settings.host()) + ':' + grpcPort().orElse(0);
    }

    /** The root of everything on HTTP. */
    String httpAddress() {
        return "http://" + bracketed(settings.httpHost()) + ':' + registry.get(HttpServer.HTTP_PORT);
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    }
}
