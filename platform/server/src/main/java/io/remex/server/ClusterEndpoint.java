package io.remex.server;

import io.remex.control.SchedulerService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

/** The cluster, for people and scripts. */
@Path("/api/cluster")
@Produces(MediaType.APPLICATION_JSON)
public class ClusterEndpoint {
    private final SchedulerService scheduler;

    ClusterEndpoint(SchedulerService scheduler) {
        this.scheduler = scheduler;
    }

    /** Nodes, workers, callers, functions and counters as they are now. */
    @GET
    public CompletionStage<ClusterDocument> cluster() {
        return scheduler.view().thenApply(view -> ClusterDocument.of(view, scheduler.counters()));
    }
}
