package dev.lolbatch.cli.deployment;

import dev.lolbatch.lake.LakeSettings;
import java.net.URI;
import java.util.Map;

/**
 * A lolbatch that runs: what its services are configured with, as far as its clients need it.
 *
 * @param kafka configuration of Kafka's clients; may hold secrets
 * @param topic of matches
 * @param dlqTopic of dead letters
 * @param group of ingest-service
 */
public record Deployment(
        Map<String, String> kafka,
        String topic,
        String dlqTopic,
        String group,
        LakeSettings lake,
        CassandraSettings cassandra,
        URI ingest,
        URI orchestrator) {
    public Deployment {
        kafka = Map.copyOf(kafka);
    }

    public String kafkaBootstrap() {
        return kafka.get("bootstrap.servers");
    }

    /** Leaves out the values of options: they may hold a password. */
    @Override
    public String toString() {
        return "Deployment[kafka=%s, topic=%s, group=%s, lake=%s, cassandra=%s, ingest=%s, orchestrator=%s]"
                .formatted(kafkaBootstrap(), topic, group, lake, cassandra, ingest, orchestrator);
    }
}
