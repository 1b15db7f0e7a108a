package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratedMessage;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.generator.MatchProducer;
import dev.lolbatch.generator.Payload;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.ingest.lake.LakeRows;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The built service against a real broker and a real HDFS. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class IngestServiceIT {
    private static final int PARTITIONS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private LocalCluster cluster;
    private String topic;
    private LakeSettings settings;

    /** What was sent, by partition and offset. */
    private final Map<Position, GeneratedMessage> sent = new ConcurrentHashMap<>();

    private record Position(int partition, long offset) {}

    @BeforeEach
    void createTopicAndLake(LocalCluster localCluster, TestInfo test) throws Exception {
        cluster = localCluster;
        topic = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
        settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000",
                cluster.hdfsUri() + "/" + topic + "/lol_matches");
        try (Admin admin = admin()) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, (short) 1), new NewTopic(topic + "_dlq", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void everyWellFormedRecordIsInTheTableExactlyOnceAndEveryOtherInTheDlqUnderKillMinusNine() throws Exception {
        // Given
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        send(GeneratorSettings.onDates(seed, 150, LocalDate.of(2026, 1, 11), LocalDate.of(2026, 1, 13))
                .withFlatShare(0.4)
                .withDuplicateShare(0.1)
                .withLateShare(0.1)
                .withMalformedShare(0.15));
        // When
        for (int kill = 0; kill < 3; kill++) {
            long goal = offsetsInLake() + 1 + random.nextInt(25);
            IngestProcess ingest = IngestProcess.start(cluster, topic, settings);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> offsetsInLake() >= Math.min(goal, sent.size()));
            ingest.process().kill();
        }
        IngestProcess ingest = IngestProcess.start(cluster, topic, settings);
        await().atMost(LIMIT).until(() -> offsetsInLake() == sent.size());
        ingest.process().terminate(Duration.ofSeconds(20));
        // Then
        assertThat(ingest.process().exitCode()).isIn(0, 143);
        assertThat(rowsByPosition()).isEqualTo(participantsByPosition());
        assertDeadLettersHoldEveryReject();
    }

    @Test
    void commitsAnOldBatchOnAnIdleTopicAndMovesTheGroupOffsets() throws Exception {
        // Given
        IngestProcess ingest = IngestProcess.start(cluster, topic, settings).awaitReady();
        // When
        send(GeneratorSettings.onDates(1, 4, LocalDate.of(2026, 1, 13), LocalDate.of(2026, 1, 13)));
        // Then
        await().atMost(LIMIT).until(() -> offsetsInLake() == 4);
        try (Admin admin = admin()) {
            await().atMost(LIMIT)
                    .until(
                            () -> admin
                                            .listConsumerGroupOffsets(topic + "_group")
                                            .partitionsToOffsetAndMetadata()
                                            .get()
                                            .values()
                                            .stream()
                                            .mapToLong(OffsetAndMetadata::offset)
                                            .sum()
                                    == 4);
        }
        ingest.process().close();
    }

    @Test
    void answersItsProbesAndMetrics() throws Exception {
        // Given
        IngestProcess ingest = IngestProcess.start(cluster, topic, settings).awaitReady();
        send(GeneratorSettings.onDates(1, 4, LocalDate.of(2026, 1, 13), LocalDate.of(2026, 1, 13)));
        // When
        await().atMost(LIMIT).until(() -> offsetsInLake() == 4);
        // Then
        assertThat(ingest.call("/q/health/started").statusCode()).isEqualTo(200);
        assertThat(ingest.call("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(ingest.call("/q/health/ready").body())
                .contains("\"name\": \"ingest\"")
                .contains("\"partitions_unplaced\": 0");
        await().atMost(LIMIT).until(() -> ingest.call("/q/metrics").body().contains("ingest_matches_total 4.0"));
        ingest.process().close();
    }

    @Test
    void theTableIsNeverBehindTheGroupOffset() throws Exception {
        // Given
        send(GeneratorSettings.onDates(1, 30, LocalDate.of(2026, 1, 13), LocalDate.of(2026, 1, 13)));
        IngestProcess first = IngestProcess.start(cluster, topic, settings);
        await().atMost(LIMIT).until(() -> offsetsInLake() == 30);
        first.process().terminate(Duration.ofSeconds(20));
        rollBackOffsets();
        // When
        IngestProcess second = IngestProcess.start(cluster, topic, settings);
        await().atMost(LIMIT).until(() -> !second.process().isAlive());
        // Then
        assertThat(second.process().exitCode()).isEqualTo(1);
        assertThat(Files.readString(second.process().log()))
                .contains("behind the consumer group's")
                .contains("the lake lost commits (a restored backup, a rolled-back catalog)");
    }

    private void rollBackOffsets() {
        try (Lake lake = Lake.open(settings)) {
            var table = lake.table();
            var properties = table.updateProperties();
            LakeOffsets.of(topic, table.properties())
                    .next()
                    .forEach((partition, next) ->
                            properties.set(LakeOffsets.property(topic, partition), Long.toString(next - 1)));
            properties.commit();
        }
    }

    private void send(GeneratorSettings generated) throws InterruptedException {
        try (MatchProducer producer = MatchProducer.connect(cluster.kafkaBootstrap(), topic)) {
            producer.send(
                    new MatchGenerator(generated).messages(),
                    Rate.unlimited(),
                    (message, where) -> sent.put(new Position(where.partition(), where.offset()), message));
        }
    }

    private long offsetsInLake() {
        try (Lake lake = Lake.open(settings)) {
            return LakeOffsets.of(topic, lake.createTableIfAbsent().properties()).next().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private Map<Position, Integer> rowsByPosition() throws IOException {
        Map<Position, Integer> rows = new HashMap<>();
        try (Lake lake = Lake.open(settings)) {
            for (Record row : LakeRows.of(lake.table())) {
                rows.merge(
                        new Position((Integer) row.getField("kafka_partition"), (Long) row.getField("kafka_offset")),
                        1,
                        Integer::sum);
            }
        }
        return rows;
    }

    private Map<Position, Integer> participantsByPosition() {
        Map<Position, Integer> participants = new HashMap<>();
        sent.forEach((position, message) -> {
            if (message instanceof MatchMessage match) {
                participants.put(position, match.match().participants().size());
            }
        });
        return participants;
    }

    private void assertDeadLettersHoldEveryReject() {
        Set<Position> rejected = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> letter : deadLetters()) {
            Position position = new Position(
                    Integer.parseInt(header(letter, "dead-letter-partition")),
                    Long.parseLong(header(letter, "dead-letter-offset")));
            assertThat(header(letter, "dead-letter-topic")).isEqualTo(topic);
            assertThat(header(letter, "dead-letter-reason")).isNotEmpty();
            assertThat(header(letter, "dead-letter-cause")).startsWith("Cannot ");
            assertThat(letter.value())
                    .isEqualTo(sent.get(position).payload().map(Payload::bytes).orElse(null));
            rejected.add(position);
        }
        Set<Position> malformed = new HashSet<>(sent.keySet());
        malformed.removeAll(participantsByPosition().keySet());
        assertThat(rejected).isEqualTo(malformed).isNotEmpty();
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        Map<String, Object> client = Map.of("bootstrap.servers", cluster.kafkaBootstrap());
        TopicPartition partition = new TopicPartition(topic + "_dlq", 0);
        List<ConsumerRecord<byte[], byte[]>> letters = new java.util.ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(letters::add);
            }
        }
        return letters;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", cluster.kafkaBootstrap()));
    }
}
