package io.remex.client;

import io.remex.transport.DataPlane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The worker processes that this caller has lanes to, or that hold objects for it. Control thread. */
final class WorkerLinks {
    private final CallerRuntime runtime;
    private final DataPlane dataPlane;
    private final Loans loans;
    private final Map<Integer, WorkerLink> links = new LinkedHashMap<>();

    WorkerLinks(CallerRuntime runtime, DataPlane dataPlane) {
        this.runtime = runtime;
        this.dataPlane = dataPlane;
        this.loans = new Loans(runtime.callerId(), dataPlane);
    }

    /** The link to the worker with this control stream; opened if there is none, which takes some milliseconds. */
    WorkerLink link(int controlStreamId) {
        return links.computeIfAbsent(controlStreamId, id -> new WorkerLink(runtime, dataPlane, id, loans));
    }

    /** The scheduler says that the worker is gone. One that comes back is another one to this caller, with a link of its own. */
    void onWorkerLost(WorkerLink link) {
        if (links.remove(link.streamId(), link)) {
            link.onLost();
            link.close();
        }
    }

    /** Takes back what workers return, tells them what is free, and closes links that nobody needs. */
    void tend() {
        loans.poll();
        for (WorkerLink link : new ArrayList<>(links.values())) {
            link.flush();
            if (link.isUnused() || link.isOver()) {
                links.remove(link.streamId());
                link.close();
            }
        }
    }

    /** Ends all of them: workers free what they hold. */
    void close() {
        links.values().forEach(WorkerLink::close);
        links.clear();
        loans.close();
    }
}
