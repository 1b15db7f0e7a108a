package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.GroupOffsets;
import dev.lolbatch.ingest.config.IngestConfig;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Commits the group's offsets through the consumer's own polling thread. */
@ApplicationScoped
public class KafkaGroupOffsets implements GroupOffsets {
    private static final Logger LOG = Logger.getLogger(KafkaGroupOffsets.class);

    private final IngestConfig config;
    private final KafkaClientService clients;

    KafkaGroupOffsets(IngestConfig config, KafkaClientService clients) {
        this.config = config;
        this.clients = clients;
    }

    @Override
    public void publish(Map<Integer, Long> nextOffsets) {
        Map<TopicPartition, OffsetAndMetadata> offsets = nextOffsets.entrySet().stream()
                .collect(Collectors.toMap(
                        next -> new TopicPartition(config.topic(), next.getKey()),
                        next -> new OffsetAndMetadata(next.getValue())));
        clients.getConsumer(MatchConsumer.CHANNEL)
                .commitAsync(offsets)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "Cannot commit the group's offsets, monitors show a lag until the next batch"
                                        + " offsets=%s reason=%s",
                                nextOffsets, failure.getMessage()));
    }
}
