package io.remex.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two hosts on this machine: network namespaces, joined by a pair of virtual Ethernet devices. Needs no rights but those that Linux
 * gives to user namespaces; {@link #obstacle} says whether it does. Closing it ends both, and with them their network.
 */
public final class TestHosts implements AutoCloseable {
    private static final int COMMAND_TIMEOUT_S = 20;
    private static final String NETWORK = "10.77.0.";
    private static final long FULL_RANDOM = 0xFFFF_FFFFL;

    private final List<Process> anchors = new ArrayList<>();

    /** Makes them. */
    public TestHosts() {
        try {
            anchors.add(anchor(List.of("unshare", "-rn")));
            anchors.add(anchor(on(0, "unshare", "-n")));
            run(on(0, "ip", "link", "add", "remex0", "type", "veth", "peer", "name", "remex1", "netns", pid(1)));
            for (int host = 0; host < 2; host++) {
                run(on(host, "ip", "address", "add", address(host) + "/24", "dev", "remex" + host));
                run(on(host, "ip", "link", "set", "lo", "up"));
                run(on(host, "ip", "link", "set", "remex" + host, "up"));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Why there can be no such hosts on this machine; empty if there can. */
    public static String obstacle() {
        try (TestHosts hosts = new TestHosts()) {
            return hosts.anchors.size() == 2 ? "" : "no namespaces";
        } catch (TestFailure e) {
            return "this machine gives its users no network namespaces: " + e.getMessage();
        }
    }

    /** A process that holds a namespace for as long as it reads its input. */
    private static Process anchor(List<String> unshare) {
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of("sh", "-c", "echo ready; exec cat"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] line = process.getInputStream().readNBytes(6);
            if (!new String(line, StandardCharsets.UTF_8).equals("ready\n")) {
                process.destroyForcibly();
                throw new TestFailure(
                        String.join(" ", command) + ": " + new String(line, StandardCharsets.UTF_8) + rest(process));
            }
            return process;
        } catch (IOException e) {
            throw new TestFailure(String.join(" ", command) + ": " + e.getMessage(), e);
        }
    }

    private static String rest(Process process) throws IOException {
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private String pid(int host) {
        return Long.toString(anchors.get(host).pid());
    }

    /** A command that runs on host 0 or 1. */
    public List<String> on(int host, String... command) {
        return on(host, List.of(command));
    }

    /** A command that runs on host 0 or 1. */
    public List<String> on(int host, List<String> command) {
        List<String> prefixed =
                new ArrayList<>(List.of("nsenter", "-t", pid(host), "-U", "-n", "--preserve-credentials"));
        prefixed.addAll(command);
        return prefixed;
    }

    /** The address of a host on the network between them. */
    public String address(int host) {
        return NETWORK + (host + 1);
    }

    /** From now on the network loses so many of a hundred packets of UDP that leave a host: a filter sends them into a queue that holds none. */
    public void loseDatagrams(int host, int percent) {
        String device = "remex" + host;
        run(on(host, "tc", "qdisc", "add", "dev", device, "root", "handle", "1:", "htb", "default", "10"));
        run(on(host, "tc", "class", "add", "dev", device, "parent", "1:", "classid", "1:10", "htb", "rate", "10gbit"));
        run(on(host, "tc", "class", "add", "dev", device, "parent", "1:", "classid", "1:20", "htb", "rate", "10gbit"));
        run(on(host, "tc", "qdisc", "add", "dev", device, "parent", "1:20", "bfifo", "limit", "1"));
        long threshold = FULL_RANDOM / 100 * percent;
        // ldb [23]: protocol; jeq #17 or pass; ld rand; jge #threshold pass; ret -1: matched; ret 0: passed
        String filter = "6,48 0 0 23,21 0 3 17,32 0 0 4294963256,53 1 0 " + threshold + ",6 0 0 4294967295,6 0 0 0";
        run(on(
                host,
                "tc",
                "filter",
                "add",
                "dev",
                device,
                "parent",
                "1:",
                "protocol",
                "ip",
                "prio",
                "1",
                "bpf",
                "bytecode",
                filter,
                "flowid",
                "1:20"));
    }

    /** The cable between the hosts is pulled out, or put back. */
    public void link(boolean isUp) {
        run(on(0, "ip", "link", "set", "remex0", isUp ? "up" : "down"));
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = rest(process);
            if (!process.waitFor(COMMAND_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new TestFailure(String.join(" ", command) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new TestFailure(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new TestFailure(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestFailure("interrupted in " + String.join(" ", command), e);
        }
    }

    @Override
    public void close() {
        anchors.forEach(Process::destroyForcibly);
    }
}
