package dev.lolbatch.systemtests;

import dev.lolbatch.generator.GeneratedMessage;
import dev.lolbatch.generator.GeneratedMessage.MalformedMessage;
import dev.lolbatch.generator.MatchProducer;
import dev.lolbatch.generator.Payload;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.systemtests.oracle.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What lies on the topic, and where, as the broker told its producer. */
final class SentRecords {
    private final String bootstrap;
    private final String topic;
    private final Map<Place, TopicRecord> wellFormed = new ConcurrentSkipListMap<>();
    private final Map<Place, Optional<Payload>> malformed = new ConcurrentSkipListMap<>();
    private final Map<Integer, Long> endOffsets = new ConcurrentHashMap<>();

    SentRecords(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    /** A record's place in the topic. */
    record Place(int partition, long offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byPartition = Integer.compare(partition, other.partition);
            return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
        }
    }

    void send(List<GeneratedMessage> messages) throws InterruptedException {
        send(messages.stream(), Rate.unlimited());
    }

    /** Takes messages from the stream as it may send them; returns at its end. */
    void send(Stream<GeneratedMessage> messages, Rate rate) throws InterruptedException {
        try (MatchProducer producer = MatchProducer.connect(bootstrap, topic)) {
            producer.send(messages, rate, (message, where) -> {
                if (message instanceof MalformedMessage) {
                    placed(where);
                    malformed.put(new Place(where.partition(), where.offset()), message.payload());
                } else {
                    sent(message.payload().orElseThrow().bytes(), where);
                }
            });
        }
    }

    /** Sends values that each tell a match, without keys. */
    void sendMatches(List<byte[]> values) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                sent(value, producer.send(new ProducerRecord<>(topic, value)).get());
            }
        }
    }

    private void sent(byte[] wellFormedValue, RecordMetadata where) {
        placed(where);
        wellFormed.put(
                new Place(where.partition(), where.offset()),
                new TopicRecord(
                        where.partition(),
                        where.offset(),
                        where.timestamp(),
                        new String(wellFormedValue, StandardCharsets.UTF_8)));
    }

    Collection<TopicRecord> wellFormed() {
        return wellFormed.values();
    }

    Map<Place, Optional<Payload>> malformed() {
        return malformed;
    }

    /** Values of all records by their places, each byte a character; empty where there is none. */
    Map<Place, Optional<String>> values() {
        Map<Place, Optional<String>> values = new TreeMap<>();
        wellFormed.forEach((place, record) -> values.put(
                place,
                Optional.of(new String(record.json().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))));
        malformed.forEach((place, payload) ->
                values.put(place, payload.map(value -> new String(value.bytes(), StandardCharsets.ISO_8859_1))));
        return values;
    }

    /** Per partition the offset after the last record. */
    Map<Integer, Long> endOffsets() {
        return Map.copyOf(endOffsets);
    }

    private void placed(RecordMetadata where) {
        endOffsets.merge(where.partition(), where.offset() + 1, Math::max);
    }
}
