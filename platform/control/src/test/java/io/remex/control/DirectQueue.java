package io.remex.control;

/** Hands everything to a conductor at once, at a time that the test sets. */
final class DirectQueue implements ServiceQueue {
    long nowNs;
    private ControlConductor conductor;

    void connect(ControlConductor newConductor) {
        conductor = newConductor;
    }

    @Override
    public <M> boolean message(ServiceStream<M, ?> stream, M message) {
        conductor.onMessage(stream, message, nowNs);
        return true;
    }

    @Override
    public void lost(ServiceStream<?, ?> stream, String reason) {
        conductor.onLost(stream, reason, nowNs);
    }

    @Override
    public void overflow(ServiceStream<?, ?> stream, String reason) {
        conductor.onOverflow(stream, reason, nowNs);
    }
}
