package io.remex.control;

import io.remex.scheduler.WorkerId;

/** One run of one worker. */
record Incarnation(WorkerId worker, long number) {}
