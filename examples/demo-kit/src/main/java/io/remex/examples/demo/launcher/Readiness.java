package io.remex.examples.demo.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A condition that a process has come up, to be asked again and again. */
@FunctionalInterface
interface Readiness {
    /** How long one question may take. */
    Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    /** Whether the process is ready now; takes at most about a second. */
    boolean isReady() throws InterruptedException;

    /** The process answers a GET of {@code uri} with 200. */
    static Readiness http(URI uri) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PROBE_TIMEOUT).build();
        return () -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false; // nobody listens yet
            }
        };
    }

    /** The process has written {@code text} to its log. */
    static Readiness logged(Path log, String text) {
        return () -> {
            try {
                return Files.readString(log, StandardCharsets.ISO_8859_1).contains(text);
            } catch (IOException e) {
                return false; // not there yet
            }
        };
    }
}
