package io.remex.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestFailure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What {@code /api/cluster} says at one moment. */
record ClusterDocument(JsonNode root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks; empty if there is no answer. */
    static Optional<ClusterDocument> ask(TestCluster cluster) {
        try {
            return Optional.of(new ClusterDocument(JSON.readTree(cluster.http("/api/cluster"))));
        } catch (TestFailure e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("/api/cluster is no JSON", e);
        }
    }

    /** The ids under which a process is a caller. */
    Set<String> callersOf(long pid) {
        Set<String> ids = new HashSet<>();
        for (JsonNode caller : root.path("callers")) {
            if (caller.path("pid").asLong() == pid) {
                ids.add(caller.path("id").asText());
            }
        }
        return ids;
    }

    /** Whether nothing of these callers is left: no caller, and no lease. */
    boolean isWithout(Set<String> callers) {
        for (JsonNode caller : root.path("callers")) {
            if (callers.contains(caller.path("id").asText())) {
                return false;
            }
        }
        for (JsonNode worker : root.path("workers")) {
            for (JsonNode lease : worker.path("leases")) {
                if (callers.contains(lease.path("caller").asText())) {
                    return false;
                }
            }
        }
        return true;
    }
}
