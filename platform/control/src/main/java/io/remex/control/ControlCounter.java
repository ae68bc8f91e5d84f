package io.remex.control;

/** What the service around the core counts since it was made. */
public enum ControlCounter {
    /** Streams that were opened. */
    STREAMS_OPENED,
    /** Streams refused because so many are open already. */
    STREAM_LIMIT_HITS,
    /** Streams that their peer ended or that broke. */
    STREAMS_LOST,
    /** Streams ended because of a message that no correct peer sends. */
    PROTOCOL_VIOLATIONS,
    /** Streams ended because their peer said nothing for too long. */
    SILENT_STREAMS,
    /** Streams ended because their messages came faster than they could be handled. */
    INBOUND_OVERFLOWS,
    /** Streams ended because their peer did not read. */
    OUTBOUND_OVERFLOWS,
    /** Streams refused because the token was missing or wrong. */
    UNAUTHENTICATED,
    /** Messages handled. */
    MESSAGES,
    /** Commands sent. */
    COMMANDS,
    /** Commands without a stream to send them on; it is about to be reported as lost. */
    UNDELIVERED_COMMANDS,
    /** Failures of the service itself: mistakes in this program. */
    INTERNAL_ERRORS
}
