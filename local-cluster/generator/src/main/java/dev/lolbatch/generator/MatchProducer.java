package dev.lolbatch.generator;

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

    private final String topic;
    private final Producer<String, byte[]> producer;

    MatchProducer(String topic, Producer<String, byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /** Connects to a cluster by its bootstrap servers, host:port. */
    public static MatchProducer connect(String bootstrapServers, String topic) {
        return new MatchProducer(
                topic,
                new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer()));
    }

    static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "lolbatch-generator",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // The broker takes a producer's first batch with any sequence number. On a topic made a moment ago the
                // first in flight may be refused, its leader not being there yet, and the second taken: then the first
                // is out of order for ever.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.LINGER_MS_CONFIG,
                5);
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
