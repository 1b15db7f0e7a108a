package dev.lolbatch.cli.deployment;

import dev.lolbatch.cli.deployment.CassandraSettings.Credentials;
import dev.lolbatch.lake.LakeSettings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The services' own configuration, by its keys.
 *
 * @param keys may hold secrets
 */
record ServiceConfiguration(Map<String, String> keys) {
    static final String KAFKA = "kafka.bootstrap.servers";
    static final String CATALOG = "lake.catalog-uri";
    static final String LOCATION = "lake.location";
    static final String CASSANDRA = "quarkus.cassandra.contact-points";

    ServiceConfiguration {
        keys = Map.copyOf(keys);
    }

    /** @throws IllegalArgumentException when a value cannot be used */
    Stores stores(NextCommand next) {
        return new Stores(
                kafka(),
                keys.getOrDefault("ingest.topic", "lol_matches"),
                keys.getOrDefault("ingest.dlq-topic", "lol_matches_dlq"),
                keys.getOrDefault("ingest.group-id", "batch_consumer_group"),
                lake(),
                cassandra(),
                next);
    }

    private Map<String, String> kafka() {
        Map<String, String> clients = under("kafka.");
        // Whoever asks waits, and would rather hear soon that nobody answers.
        clients.putIfAbsent("request.timeout.ms", "5000");
        clients.putIfAbsent("default.api.timeout.ms", "10000");
        return clients;
    }

    private LakeSettings lake() {
        Map<String, String> catalog = under("lake.catalog-properties.");
        // Who looks makes nothing.
        catalog.put("jdbc.init-catalog-tables", "false");
        return new LakeSettings(
                keys.getOrDefault("lake.catalog-impl", LakeSettings.JDBC_CATALOG),
                keys.get(CATALOG),
                keys.get(LOCATION),
                catalog,
                under("lake.hadoop."));
    }

    private CassandraSettings cassandra() {
        return new CassandraSettings(
                Stream.of(keys.get(CASSANDRA).split(",", -1))
                        .map(CassandraSettings::contactPoint)
                        .toList(),
                keys.getOrDefault("quarkus.cassandra.local-datacenter", "datacenter1"),
                keys.getOrDefault("etl.cassandra.keyspace", "lol_data"),
                Optional.ofNullable(keys.get("quarkus.cassandra.auth.username"))
                        .map(user -> new Credentials(user, keys.getOrDefault("quarkus.cassandra.auth.password", ""))));
    }

    /** What begins so, without it, and without the quotes that a name with dots has. */
    private Map<String, String> under(String prefix) {
        Map<String, String> options = new TreeMap<>();
        keys.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                options.put(key.substring(prefix.length()).replaceAll("^\"|\"$", ""), value);
            }
        });
        return options;
    }
}
