package dev.lolbatch.systemtests;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.systemtests.SentRecords.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the rejects. */
final class DeadLetterTopic {
    private DeadLetterTopic() {}

    /**
     * A reject.
     *
     * @param origin where its headers say it came from
     * @param value its bytes, empty for a null value
     */
    record DeadLetter(Place origin, Optional<byte[]> value, String reason) {}

    /** All that is there now. */
    static List<DeadLetter> read(String bootstrap) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(LocalCluster.DLQ_TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<DeadLetter> letters = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> letters.add(letter(record)));
            }
            return letters;
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        Place origin = new Place(
                Integer.parseInt(header(record, "dead-letter-partition")),
                Long.parseLong(header(record, "dead-letter-offset")));
        return new DeadLetter(origin, Optional.ofNullable(record.value()), header(record, "dead-letter-reason"));
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
