package io.remex.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node's media driver sends and receives datagrams: it receives on the first port, and sends from the others, one for each
 * node that it sends to. Written {@code host:first-last}.
 *
 * @param host the node's address, as other nodes see it
 * @param firstPort where it receives
 * @param lastPort the last of those it sends from
 */
public record DataAddress(InetAddress host, int firstPort, int lastPort) {
    private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,5})-(\\d{1,5})");
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]{2,45}]");
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException the ports are none, or there is none to send from */
    public DataAddress {
        Objects.requireNonNull(host, "host");
        if (firstPort < 1 || lastPort > MAX_PORT || lastPort <= firstPort) {
            throw new IllegalArgumentException(
                    "no ports to receive on and to send from: " + firstPort + '-' + lastPort);
        }
        if (host.isAnyLocalAddress() || host.isMulticastAddress()) {
            throw new IllegalArgumentException("not the address of one host: " + host.getHostAddress());
        }
    }

    /**
     * Reads an address that a person wrote: the host may be a name, which is looked up.
     *
     * @throws IllegalArgumentException it is not of the form, or the name is unknown
     */
    public static DataAddress resolve(String text) {
        Matcher matcher = match(text);
        try {
            return of(matcher, InetAddress.getByName(matcher.group(1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("unknown host " + matcher.group(1), e);
        }
    }

    /**
     * Reads an address that came from another process: only numbers, nothing is looked up.
     *
     * @throws IllegalArgumentException it is not of the form
     */
    public static DataAddress parse(String text) {
        Matcher matcher = match(text);
        if (!LITERAL.matcher(matcher.group(1)).matches()) {
            throw new IllegalArgumentException("not a numeric address: " + text);
        }
        return resolve(text);
    }

    private static Matcher match(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not host:first-last: " + text);
        }
        return matcher;
    }

    private static DataAddress of(Matcher matcher, InetAddress host) {
        return new DataAddress(host, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    /** Whether only processes of this machine can reach it. */
    public boolean isLoopback() {
        return host.isLoopbackAddress();
    }

    /** Whether datagrams of this node can come from there. */
    boolean covers(InetSocketAddress source) {
        return source.getPort() >= firstPort && source.getPort() <= lastPort && host.equals(source.getAddress());
    }

    /** The {@code host:port} it receives on, in numbers. */
    String endpoint() {
        return hostText() + ':' + firstPort;
    }

    /** In numbers, as {@link #parse} reads it. */
    public String text() {
        return endpoint() + '-' + lastPort;
    }

    private String hostText() {
        String literal = host.getHostAddress();
        int scope = literal.indexOf('%');
        String address = scope < 0 ? literal : literal.substring(0, scope);
        return host instanceof Inet6Address ? '[' + address + ']' : address;
    }

    @Override
    public String toString() {
        return text();
    }
}
