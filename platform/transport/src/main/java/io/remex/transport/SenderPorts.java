package io.remex.transport;

import io.aeron.driver.media.PortManager;
import io.aeron.driver.media.UdpChannel;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives each socket that a node sends from one of the ports that other nodes expect its datagrams from. (Aeron's own range of ports is
 * for senders with a control address only.) Any thread.
 */
final class SenderPorts implements PortManager {
    private final DataAddress address;
    private final Set<Integer> used = new HashSet<>();
    private int next;

    SenderPorts(DataAddress address) {
        this.address = address;
        this.next = address.firstPort() + 1;
    }

    /** The next port after the one given last: one that another process has taken does not stand in the way for ever. */
    @Override
    public synchronized InetSocketAddress getManagedPort(UdpChannel channel, InetSocketAddress wanted)
            throws BindException {
        int count = address.lastPort() - address.firstPort();
        for (int i = 0; i < count; i++) {
            int port = next;
            next = port == address.lastPort() ? address.firstPort() + 1 : port + 1;
            if (used.add(port)) {
                return new InetSocketAddress(address.host(), port);
            }
        }
        throw new BindException("all " + count + " ports of " + address
                + " that this node sends from are in use, one for each other node; configure more");
    }

    @Override
    public synchronized void freeManagedPort(InetSocketAddress freed) {
        used.remove(freed.getPort());
    }
}
