package dev.lolbatch.cli.deployment;

import java.util.List;
import java.util.Optional;

/**
 * Where the product's keyspace is.
 *
 * @param contactPoints each as {@code host:port}
 * @param datacenter what drivers call the local one
 */
public record CassandraSettings(
        List<String> contactPoints, String datacenter, String keyspace, Optional<Credentials> credentials) {
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
}
