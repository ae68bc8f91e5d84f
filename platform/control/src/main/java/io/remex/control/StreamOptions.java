package io.remex.control;

/**
 * How a stream is carried.
 *
 * @param remote whether the peer is another process, which can vanish without a word
 * @param onHandled called on the scheduler's thread after each message, for flow control; must not block
 */
record StreamOptions(boolean remote, Runnable onHandled) {
    static final StreamOptions IN_PROCESS = new StreamOptions(false, () -> {});
}
