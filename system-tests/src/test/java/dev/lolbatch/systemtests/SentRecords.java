package dev.lolbatch.systemtests;

import dev.lolbatch.cluster.LocalCluster;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What lies on the topic, and where, as the broker told its producer. */
final class SentRecords {
    private final String bootstrap;
    private final Map<Place, TopicRecord> wellFormed = new ConcurrentSkipListMap<>();
    private final Map<Place, Optional<Payload>> malformed = new ConcurrentSkipListMap<>();
    private final Map<Integer, Long> endOffsets = new ConcurrentHashMap<>();

    SentRecords(String bootstrap) {
        this.bootstrap = bootstrap;
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
        try (MatchProducer producer = MatchProducer.connect(bootstrap, LocalCluster.TOPIC)) {
            producer.send(messages.stream(), Rate.unlimited(), (message, where) -> {
                if (message instanceof MalformedMessage) {
                    placed(where);
                    malformed.put(new Place(where.partition(), where.offset()), message.payload());
                } else {
                    sent(message.payload().orElseThrow().bytes(), where);
                }
            });
        }
    }

    void sent(byte[] wellFormedValue, RecordMetadata where) {
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

    /** Per partition the offset after the last record. */
    Map<Integer, Long> endOffsets() {
        return Map.copyOf(endOffsets);
    }

    private void placed(RecordMetadata where) {
        endOffsets.merge(where.partition(), where.offset() + 1, Math::max);
    }
}
