package dev.lolbatch.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.apache.kafka.clients.producer.ProducerRecord;
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
                .all(rejects.stream().map(this::toRecord).map(producer::send).toList())
                .andFailFast()
                .await()
                .atMost(TIMEOUT);
    }

    private ProducerRecord<byte[], byte[]> toRecord(Reject reject) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(config.dlqTopic(), reject.key(), reject.value());
        header(record, "dead-letter-reason", reject.reason().name());
        header(record, "dead-letter-cause", reject.cause());
        header(record, "dead-letter-topic", config.topic());
        header(
                record,
                "dead-letter-partition",
                Integer.toString(reject.position().partition()));
        header(record, "dead-letter-offset", Long.toString(reject.position().offset()));
        header(record, "dead-letter-timestamp", Long.toString(reject.position().timestampMillis()));
        return record;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
