package io.remex.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server with a token. */
public final class TokenProfile implements QuarkusTestProfile {
    static final String TOKEN = "s3cret";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("remex.token", TOKEN, "remex.server.heartbeat-timeout", "2s");
    }
}
