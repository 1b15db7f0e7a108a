package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.GroupOffsets;
import dev.lolbatch.ingest.config.IngestConfig;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final CommittedOffsets committed;
    private final Map<Integer, Long> unpublished = new ConcurrentHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    KafkaGroupOffsets(IngestConfig config, KafkaClientService clients, CommittedOffsets committed) {
        this.config = config;
        this.clients = clients;
        this.committed = committed;
    }

    @Override
    public void publish(Map<Integer, Long> nextOffsets) {
        committed.committed(nextOffsets);
        unpublished.putAll(nextOffsets);
        publishAll();
    }

    /** Tries again what could not be published: without it, an idle topic would show a lag for ever. */
    public void tick() {
        if (failed.compareAndSet(true, false)) {
            publishAll();
        }
    }

    private void publishAll() {
        Map<Integer, Long> nextOffsets = Map.copyOf(unpublished);
        Map<TopicPartition, OffsetAndMetadata> offsets = nextOffsets.entrySet().stream()
                .collect(Collectors.toMap(
                        next -> new TopicPartition(config.topic(), next.getKey()),
                        next -> new OffsetAndMetadata(next.getValue())));
        clients.getConsumer(MatchConsumer.CHANNEL)
                .commitAsync(offsets)
                .subscribe()
                .with(done -> nextOffsets.forEach(unpublished::remove), failure -> {
                    LOG.warnf(
                            "Cannot commit the group's offsets, monitors show a lag for a while offsets=%s reason=%s",
                            nextOffsets, failure.getMessage());
                    failed.set(true);
                });
    }

    /** Forgets partitions that are given up: their offsets are the next owner's. */
    void forget(Collection<Integer> partitions) {
        unpublished.keySet().removeAll(partitions);
    }
}
