package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.DeadLetters;
import dev.lolbatch.ingest.batch.Reject;
import dev.lolbatch.ingest.config.IngestConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Sends rejects to the dead letter topic, bytes unchanged, with headers that say why and where from. */
@ApplicationScoped
public class KafkaDeadLetters implements DeadLetters {
    static final String CHANNEL = "lol-matches-dlq";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final IngestConfig config;
    private final KafkaClientService clients;

    /** @param emitter makes the connector open the channel; records go through its producer, which takes null values */
    KafkaDeadLetters(IngestConfig config, KafkaClientService clients, @Channel(CHANNEL) MutinyEmitter<byte[]> emitter) {
        this.config = config;
        this.clients = clients;
    }

    @Override
    public void send(List<Reject> rejects) {
        KafkaProducer<byte[], byte[]> producer = clients.getProducer(CHANNEL);
        Uni.join()
                .all(rejects.stream()
                        .map(reject -> DeadLetterHeaders.letter(config.dlqTopic(), config.topic(), reject))
                        .map(producer::send)
                        .toList())
                .andFailFast()
                .await()
                .atMost(TIMEOUT);
    }
}
