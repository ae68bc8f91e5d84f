package io.remex.server;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.remex.control.TokenInterceptor;
import jakarta.inject.Singleton;

/** Puts the token in front of every gRPC service. */
@Singleton
@GlobalInterceptor
class GrpcTokenCheck implements ServerInterceptor {
    private final TokenInterceptor tokens;

    GrpcTokenCheck(TokenInterceptor tokens) {
        this.tokens = tokens;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return tokens.interceptCall(call, headers, next);
    }
}
