package dev.lolbatch.cql;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which keyspace the schema is for.
 *
 * @param keyspace name of the keyspace: lower case, at most 48 characters, so that it needs no quotes anywhere
 * @param replication used when the keyspace does not exist yet
 */
public record SchemaSettings(String keyspace, Replication replication) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public SchemaSettings {
        Objects.requireNonNull(replication, "replication");
        if (!NAME.matcher(keyspace).matches()) {
            throw new IllegalArgumentException("Cannot use keyspace \"" + keyspace
                    + "\": a name is a lower-case letter and up to 47 lower-case letters, digits or _; choose another, "
                    + "such as lol_data");
        }
    }

    /** {@code lol_data} with one copy: one machine. */
    public static SchemaSettings defaults() {
        return new SchemaSettings("lol_data", Replication.simple(1));
    }
}
