package dev.lolbatch.generator;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends messages to a topic, each exactly once and in order within its partition. For use by one thread. */
public final class MatchProducer implements AutoCloseable {
    private static final int BATCH_BYTES = 512 * 1024;
    private static final int REQUEST_TIMEOUT_MILLIS = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String topic;
    private final Producer<String, byte[]> producer;

    MatchProducer(String topic, Producer<String, byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /** Connects to a cluster by its bootstrap servers, host:port. */
    public static MatchProducer connect(String bootstrapServers, String topic) {
        return connect(bootstrapServers, topic, PATIENCE);
    }

    /**
     * Connects to a cluster that may go away for a while.
     *
     * @param patience how long a message waits for a broker before it fails, at least 30 seconds
     */
    public static MatchProducer connect(String bootstrapServers, String topic, Duration patience) {
        return new MatchProducer(
                topic,
                new KafkaProducer<>(
                        settings(bootstrapServers, patience), new StringSerializer(), new ByteArraySerializer()));
    }

    static Map<String, Object> settings(String bootstrapServers, Duration patience) {
        int patienceMillis = Math.toIntExact(patience.toMillis());
        return Map.ofEntries(
                entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                entry(ProducerConfig.CLIENT_ID_CONFIG, "lolbatch-generator"),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // The broker takes a producer's first batch with any sequence number. On a topic made a moment ago the
                // first in flight may be refused, its leader not being there yet, and the second taken: then the first
                // is out of order for ever.
                entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis));
    }

    /**
     * Sends all messages and waits until all are acknowledged.
     *
     * @throws SendException if the broker did not acknowledge one
     * @throws InterruptedException if interrupted while waiting for a message's turn
     */
    public SendSummary send(Stream<GeneratedMessage> messages, Rate rate, SendListener listener)
            throws InterruptedException {
        AtomicReference<SendException> failure = new AtomicReference<>();
        long start = System.nanoTime();
        SendSummary summary = SendSummary.NOTHING;
        for (Iterator<GeneratedMessage> left = messages.iterator(); left.hasNext() && failure.get() == null; ) {
            GeneratedMessage message = left.next();
            rate.await(summary.messages(), start);
            send(message, failure, listener);
            summary = summary.plus(message);
        }
        producer.flush();
        if (failure.get() != null) {
            throw failure.get();
        }
        return summary;
    }

    private void send(GeneratedMessage message, AtomicReference<SendException> failure, SendListener listener) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topic,
                message.key().orElse(null),
                message.payload().map(Payload::bytes).orElse(null));
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                listener.acknowledged(message, metadata);
            } else {
                failure.compareAndSet(
                        null,
                        new SendException(
                                "Cannot send message " + message.key().orElse("without a key") + " to topic " + topic
                                        + ": " + exception.getMessage()
                                        + "; see that the broker is up and the topic exists",
                                exception));
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
