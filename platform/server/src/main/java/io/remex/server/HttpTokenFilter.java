package io.remex.server;

import io.remex.control.TokenInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Asks for the scheduler's token, if it has one, on everything but the health probes. */
@Provider
class HttpTokenFilter implements ContainerRequestFilter {
    /** Looked up when it is needed: filters are made while the application is built, before it is configured. */
    private final Instance<TokenInterceptor> tokens;

    HttpTokenFilter(Instance<TokenInterceptor> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> objection = tokens.get().objection(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        objection.ifPresent(reason -> request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .entity(new ErrorDocument("UNAUTHENTICATED", reason))
                .build()));
    }
}
