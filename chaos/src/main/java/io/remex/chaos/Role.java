package io.remex.chaos;

/** What a process of the cluster is. */
enum Role {
    NODE,
    SCHEDULER,
    WORKER,
    CALLER
}
