package dev.lolbatch.cli.deployment;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the product's keyspace is.
 *
 * @param contactPoints not resolved yet
 * @param datacenter what drivers call the local one
 */
public record CassandraSettings(
        List<InetSocketAddress> contactPoints, String datacenter, String keyspace, Optional<Credentials> credentials) {
    private static final int DEFAULT_PORT = 9042;

    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
    }

    /** Who connects. */
    record Credentials(String username, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return username;
        }
    }

    /** The contact points, for people. */
    public String hosts() {
        return contactPoints.stream()
                .map(point -> point.getHostString() + ":" + point.getPort())
                .collect(Collectors.joining(","));
    }

    /**
     * Reads a contact point.
     *
     * @param given as {@code host:port}, or a host alone
     * @throws IllegalArgumentException when it is no address
     */
    static InetSocketAddress contactPoint(String given) {
        String text = given.strip();
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? Integer.toString(DEFAULT_PORT) : text.substring(colon + 1);
        if (host.isBlank() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "Cannot use Cassandra's contact point '%s': it is no address; write host:port".formatted(text));
        }
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(port));
    }
}
