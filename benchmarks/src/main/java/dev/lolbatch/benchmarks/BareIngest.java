package dev.lolbatch.benchmarks;

import dev.lolbatch.ingest.batch.PackedMatch;
import dev.lolbatch.ingest.batch.RecordPosition;
import dev.lolbatch.ingest.lake.MatchFileWriter;
import dev.lolbatch.ingest.match.JsonMatchReader;
import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.MatchReader;
import dev.lolbatch.ingest.match.MatchRejectedException;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is left of ingest without the service: one thread that polls, reads, encodes and writes the same rows with the
 * product's own reader and file writer. No commit, no offsets, no rejects, no health, nothing that would survive a fault.
 */
final class BareIngest {
    /** Printed after each batch. */
    static final String BATCH_DONE = "Wrote batch";

    private static final Duration POLL = Duration.ofSeconds(1);

    private final MatchReader reader = new JsonMatchReader(10 << 20);
    private final MatchFileWriter writer;
    private final SortedMap<LocalDate, List<PackedMatch>> matches = new TreeMap<>();

    private BareIngest(Lake lake) {
        Table table = lake.createTableIfAbsent();
        this.writer = new MatchFileWriter(table, lake.hadoop());
    }

    /** Arguments: bootstrap servers, topic, catalog, location, and matches and bytes that fill a batch. Runs until it is killed. */
    public static void main(String[] arguments) throws MatchRejectedException {
        BatchSize size = new BatchSize(Integer.parseInt(arguments[4]), Long.parseLong(arguments[5]));
        try (Lake lake = Lake.open(LakeSettings.jdbc(arguments[2], arguments[3]));
                KafkaConsumer<byte[], byte[]> consumer = consumer(arguments[0], arguments[1])) {
            new BareIngest(lake).drain(consumer, size);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private void drain(KafkaConsumer<byte[], byte[]> consumer, BatchSize size) throws MatchRejectedException {
        int written = 0;
        int matches = 0;
        long bytes = 0;
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read(record);
                matches++;
                bytes += record.value().length;
                if (size.isReached(matches, bytes)) {
                    write(written++);
                    matches = 0;
                    bytes = 0;
                    System.out.println(BATCH_DONE + " " + written);
                }
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) throws MatchRejectedException {
        RecordPosition position = new RecordPosition(record.partition(), record.offset(), record.timestamp());
        Match match = reader.read(record.value(), record.timestamp());
        matches.computeIfAbsent(match.date(), date -> new ArrayList<>()).add(PackedMatch.of(match, position));
    }

    private void write(int batch) {
        matches.forEach(
                (date, day) -> writer.write(writer.location(date, "bare_" + batch + ".parquet"), date, day, Map.of()));
        matches.clear();
    }
}
