package io.remex.control;

/** A message that no correct peer sends. Its text is the reason with which the stream ends. */
final class ProtocolViolationException extends Exception {
    private static final long serialVersionUID = 1L;

    ProtocolViolationException(String reason) {
        super(reason);
    }
}
