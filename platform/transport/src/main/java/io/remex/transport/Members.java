package io.remex.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes that the scheduler knows, by the addresses that their datagrams come from. Set by one thread, read by the media driver's. */
final class Members {
    private volatile Map<InetAddress, List<DataAddress>> byHost = Map.of();

    /** From now on these and no others. */
    void set(Collection<DataAddress> members) {
        Map<InetAddress, List<DataAddress>> fresh = new HashMap<>();
        members.forEach(member ->
                fresh.computeIfAbsent(member.host(), host -> new ArrayList<>()).add(member));
        byHost = fresh;
    }

    /** Whether a datagram from there can be from one of them. */
    boolean includes(InetSocketAddress source) {
        List<DataAddress> ofHost = byHost.get(source.getAddress());
        if (ofHost == null) {
            return false;
        }
        for (int i = 0; i < ofHost.size(); i++) {
            if (ofHost.get(i).covers(source)) {
                return true;
            }
        }
        return false;
    }
}
