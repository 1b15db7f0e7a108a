package dev.lolbatch.cli.deployment;

import dev.lolbatch.cli.deployment.CassandraSettings.Credentials;
import dev.lolbatch.lake.LakeSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The services' own configuration, by its keys.
 *
 * @param keys may hold secrets
 */
record ServiceConfiguration(Map<String, String> keys) {
    ServiceConfiguration {
        keys = Map.copyOf(keys);
    }

    Map<String, String> kafka() {
        Map<String, String> clients = under("kafka.");
        // Whoever asks waits, and would rather hear soon that nobody answers.
        clients.putIfAbsent("request.timeout.ms", "5000");
        clients.putIfAbsent("default.api.timeout.ms", "10000");
        return clients;
    }

    String topic() {
        return keys.getOrDefault("ingest.topic", "lol_matches");
    }

    String dlqTopic() {
        return keys.getOrDefault("ingest.dlq-topic", topic() + "_dlq");
    }

    String group() {
        return keys.getOrDefault("ingest.group-id", "batch_consumer_group");
    }

    LakeSettings lake() {
        Map<String, String> catalog = under("lake.catalog-properties.");
        // Who looks makes nothing.
        catalog.put("jdbc.init-catalog-tables", "false");
        return new LakeSettings(
                keys.getOrDefault("lake.catalog-impl", LakeSettings.JDBC_CATALOG),
                keys.get("lake.catalog-uri"),
                keys.get("lake.location"),
                catalog,
                under("lake.hadoop."));
    }

    CassandraSettings cassandra() {
        return new CassandraSettings(
                List.of(keys.get("quarkus.cassandra.contact-points").split(",", -1)),
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
