package io.remex.protocol;

/** The version of the control-plane conversation; both sides say theirs first, and a scheduler refuses one it does not speak. */
public final class ProtocolVersion {
    /** The version that this build speaks. */
    public static final int CURRENT = 1;

    private ProtocolVersion() {}
}
