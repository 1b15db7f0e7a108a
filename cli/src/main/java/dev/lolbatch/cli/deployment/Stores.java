package dev.lolbatch.cli.deployment;

import dev.lolbatch.lake.LakeSettings;
import java.util.Map;

/**
 * What a lolbatch keeps its data in: what its services are configured with, as far as clients need it.
 *
 * @param kafka configuration of Kafka's clients; may hold secrets
 * @param topic of matches
 * @param dlqTopic of dead letters
 * @param group of ingest-service
 * @param next how people call commands for the same lolbatch
 */
public record Stores(
        Map<String, String> kafka,
        String topic,
        String dlqTopic,
        String group,
        LakeSettings lake,
        CassandraSettings cassandra,
        NextCommand next) {
    public Stores {
        kafka = Map.copyOf(kafka);
    }

    public String kafkaBootstrap() {
        return kafka.get("bootstrap.servers");
    }

    /** Leaves out the values of options: they may hold a password. */
    @Override
    public String toString() {
        return "Stores[kafka=%s, topic=%s, group=%s, lake=%s, cassandra=%s]"
                .formatted(kafkaBootstrap(), topic, group, lake, cassandra);
    }
}
