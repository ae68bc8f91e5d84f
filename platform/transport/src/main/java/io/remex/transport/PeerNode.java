package io.remex.transport;

/**
 * The node at the other end of a stream: this one, reached through shared memory, or another one, reached by datagrams.
 *
 * @param address the other node's address; null for this node
 */
public record PeerNode(DataAddress address) {
    /** This node. */
    public static final PeerNode SAME = new PeerNode(null);

    /**
     * The node that the scheduler named.
     *
     * @param addressText its address; empty for this node
     * @throws IllegalArgumentException it is no address
     */
    public static PeerNode of(String addressText) {
        return addressText.isEmpty() ? SAME : new PeerNode(DataAddress.parse(addressText));
    }

    /** Whether it is this node. */
    public boolean isSame() {
        return address == null;
    }
}
