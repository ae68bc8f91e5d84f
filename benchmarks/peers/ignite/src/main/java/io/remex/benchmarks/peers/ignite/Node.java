package io.remex.benchmarks.peers.ignite;

import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.logger.NullLogger;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/** A node of the cluster of two, on loopback. */
final class Node {
    private static final int THREADS = 2;

    private Node() {}

    static Ignite start(int port, int otherPort, String name) {
        TcpDiscoverySpi discovery = new TcpDiscoverySpi();
        discovery.setLocalAddress("127.0.0.1");
        discovery.setLocalPort(port);
        discovery.setLocalPortRange(0);
        TcpDiscoveryVmIpFinder finder = new TcpDiscoveryVmIpFinder();
        finder.setAddresses(List.of("127.0.0.1:" + port, "127.0.0.1:" + otherPort));
        discovery.setIpFinder(finder);
        TcpCommunicationSpi communication = new TcpCommunicationSpi();
        communication.setLocalAddress("127.0.0.1");
        return Ignition.start(new IgniteConfiguration()
                .setIgniteInstanceName(name)
                .setConsistentId(name)
                .setGridLogger(new NullLogger())
                .setMetricsLogFrequency(0)
                .setPublicThreadPoolSize(THREADS)
                .setWorkDirectory(System.getProperty("java.io.tmpdir") + "/remex-bench-ignite-" + port)
                .setDiscoverySpi(discovery)
                .setCommunicationSpi(communication));
    }
}
