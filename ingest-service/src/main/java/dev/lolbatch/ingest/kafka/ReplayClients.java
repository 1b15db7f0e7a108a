package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.dlq.DeadLetterQueue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of a replay. They are made for one call and closed with it: most of the time nobody replays.
 *
 * <p>Group and transactional id are the dead letter topic's name with {@code _replay}, so that all replays of a topic, from
 * whichever instance, fence each other.
 */
public final class ReplayClients {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int POLLED_BYTES = 8 << 20;
    private static final int LARGEST_RECORD_BYTES = 32 << 20;

    private final String dlqTopic;
    private final Map<String, Object> broker;

    /** @param broker bootstrap servers, security, and time limits where they are to be others than ours */
    public ReplayClients(String dlqTopic, Map<String, Object> broker) {
        this.dlqTopic = dlqTopic;
        this.broker = Map.copyOf(broker);
    }

    /** The dead letter topic by these clients. */
    public DeadLetterQueue queue() {
        String bootstrap = String.valueOf(broker.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        return new KafkaDeadLetterQueue(
                dlqTopic, this::consumer, this::producer, new KafkaFailures(bootstrap, dlqTopic, replayName()));
    }

    private String replayName() {
        return dlqTopic + "_replay";
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> configuration = new HashMap<>(broker);
        configuration.put(ConsumerConfig.GROUP_ID_CONFIG, replayName());
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A poll is a transaction: small ones would spend their time in commits, large ones in memory.
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, POLLED_BYTES);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, POLLED_BYTES);
        configuration.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        configuration.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> configuration = new HashMap<>(broker);
        configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, replayName());
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD_BYTES);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, LARGEST_RECORD_BYTES);
        configuration.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        configuration.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2 * TIMEOUT_MILLIS);
        configuration.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        configuration.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
