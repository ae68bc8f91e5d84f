package io.remex.control;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.remex.protocol.link.GrpcSchedulerConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets only calls through that carry {@code authorization: Bearer <token>} with the scheduler's token; without a token every
 * call passes. Takes the same time for every wrong token. Thread safe.
 */
public final class TokenInterceptor implements ServerInterceptor {
    private static final String SCHEME = "bearer ";

    private final byte[] expected;
    private final ControlCounters counters;

    /**
     * Makes an interceptor.
     *
     * @param token the token, or empty to let every call pass
     * @param counters where refused calls are counted
     */
    public TokenInterceptor(String token, ControlCounters counters) {
        this.expected = token.isEmpty() ? null : digest(token);
        this.counters = counters;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<String> objection = objection(headers.get(GrpcSchedulerConnection.AUTHORIZATION));
        if (objection.isEmpty()) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED.withDescription(objection.get()), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /**
     * What is wrong with a request; counted.
     *
     * @param authorization the request's {@code authorization}, or null
     * @return why it is refused, for people; empty if it may pass
     */
    public Optional<String> objection(String authorization) {
        if (expected == null) {
            return Optional.empty();
        }
        String reason = reason(authorization);
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        counters.count(ControlCounter.UNAUTHENTICATED);
        return Optional.of(reason);
    }

    private String reason(String authorization) {
        if (authorization == null) {
            return "this scheduler asks for a token and none was sent";
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return "the authorization is not of the form 'Bearer <token>'";
        }
        return MessageDigest.isEqual(expected, digest(authorization.substring(SCHEME.length())))
                ? ""
                : "the token is not that of this scheduler";
    }

    /** Of equal length for all tokens, so that comparing them says nothing about the length either. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
