package dev.lolbatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.generator.GeneratedMessage;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.generator.MatchProducer;
import dev.lolbatch.generator.Payload;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.ingest.lake.LakeRows;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.lake.LakeWatermarks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.TestInfo;

/** A topic, a dead letter topic and a lake of their own, what was sent, and the oracle over all of them. */
final class IngestScenario {
    private static final int PARTITIONS = 3;

    /** Longer than any broker is stopped for in a test. */
    private static final Duration OUTAGE_LIMIT = Duration.ofMinutes(10);

    private final LocalCluster cluster;
    private final String topic;
    private final LakeSettings settings;
    private final Map<Position, GeneratedMessage> sent = new ConcurrentHashMap<>();

    /** Where a record lies in the topic. */
    record Position(int partition, long offset) {}

    /**
     * What became of every record of the topic.
     *
     * @param lost records that are neither in the table nor in the dead letter topic
     * @param doubled records with more rows than participants
     * @param wrong records with fewer rows, in the wrong place, or with other bytes than were sent
     */
    record Verdict(int matches, Set<Position> lost, Set<Position> doubled, Set<Position> wrong) {
        boolean isPerfect() {
            return lost.isEmpty() && doubled.isEmpty() && wrong.isEmpty();
        }
    }

    private IngestScenario(LocalCluster cluster, String topic, LakeSettings settings) {
        this.cluster = cluster;
        this.topic = topic;
        this.settings = settings;
    }

    /** With a topic that is named as the test is. */
    static IngestScenario create(LocalCluster cluster, TestInfo test, Path folder)
            throws ExecutionException, InterruptedException {
        // Test classes share the cluster, and may each have a test of the same name.
        String name = test.getTestClass().orElseThrow().getSimpleName() + "_"
                + test.getTestMethod().orElseThrow().getName();
        return create(cluster, name.toLowerCase(Locale.ROOT), folder);
    }

    static IngestScenario create(LocalCluster cluster, String topic, Path folder)
            throws ExecutionException, InterruptedException {
        LakeSettings settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000",
                cluster.hdfsUri() + "/" + topic + "/lol_matches");
        return create(cluster, topic, settings);
    }

    static IngestScenario create(LocalCluster cluster, String topic, LakeSettings settings)
            throws ExecutionException, InterruptedException {
        IngestScenario scenario = new IngestScenario(cluster, topic, settings);
        try (Admin admin = scenario.admin()) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, (short) 1),
                            new NewTopic(topic + "_dlq", 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", "20971520"))))
                    .all()
                    .get();
        }
        return scenario;
    }

    String topic() {
        return topic;
    }

    LakeSettings settings() {
        return settings;
    }

    String kafkaBootstrap() {
        return cluster.kafkaBootstrap();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", cluster.kafkaBootstrap()));
    }

    IngestProcess start(String name, Map<String, String> properties, String... jvmOptions) throws IOException {
        return IngestProcess.start(cluster, name, topic, settings, properties, jvmOptions);
    }

    IngestProcess start() throws IOException {
        return start("ingest-" + topic, Map.of());
    }

    int send(GeneratorSettings generated) throws InterruptedException {
        return send(generated, Rate.unlimited());
    }

    int send(GeneratorSettings generated, Rate rate) throws InterruptedException {
        try (MatchProducer producer = MatchProducer.connect(cluster.kafkaBootstrap(), topic, OUTAGE_LIMIT)) {
            producer.send(
                    new MatchGenerator(generated).messages(),
                    rate,
                    (message, where) -> sent.put(new Position(where.partition(), where.offset()), message));
        }
        return sent.size();
    }

    /** How many of the records that were sent are no match. */
    long malformed() {
        return sent.values().stream()
                .filter(message -> !(message instanceof MatchMessage))
                .count();
    }

    int sent() {
        return sent.size();
    }

    long offsetsInLake() {
        try (Lake lake = Lake.open(settings)) {
            return LakeOffsets.of(topic, lake.table().properties()).next().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (LakeNotFoundException e) {
            // Nothing was committed yet.
            return 0;
        }
    }

    LakeWatermarks watermarks() {
        try (Lake lake = Lake.open(settings)) {
            return LakeWatermarks.of(topic, lake.table().properties());
        } catch (LakeNotFoundException e) {
            // Nothing was committed yet.
            return LakeWatermarks.of(topic, Map.of());
        }
    }

    boolean isAllInLake() {
        return offsetsInLake() == sent.size();
    }

    /** Compares the table and the dead letter topic with what was sent, record by record. */
    Verdict verdict() throws IOException {
        Map<Position, List<String>> rows = rows();
        Map<Position, byte[]> letters = deadLetters();
        Set<Position> lost = new HashSet<>();
        Set<Position> doubled = new HashSet<>();
        Set<Position> wrong = new HashSet<>(rows.keySet());
        wrong.addAll(letters.keySet());
        wrong.removeAll(sent.keySet());
        sent.forEach((position, message) -> {
            List<String> participants = rows.getOrDefault(position, List.of());
            if (message instanceof MatchMessage match) {
                int expected = match.match().participants().size();
                if (participants.isEmpty()) {
                    lost.add(position);
                } else if (participants.size() > expected || new HashSet<>(participants).size() < participants.size()) {
                    doubled.add(position);
                } else if (participants.size() < expected || letters.containsKey(position)) {
                    wrong.add(position);
                }
            } else if (!letters.containsKey(position)) {
                lost.add(position);
            } else if (!participants.isEmpty()
                    || !Arrays.equals(
                            letters.get(position),
                            message.payload().map(Payload::bytes).orElse(null))) {
                wrong.add(position);
            }
        });
        int matches = (int)
                sent.values().stream().filter(MatchMessage.class::isInstance).count();
        return new Verdict(matches, lost, doubled, wrong);
    }

    /** The participants in the table, by the record that they came from. */
    Map<Position, List<String>> rows() throws IOException {
        Map<Position, List<String>> rows = new HashMap<>();
        try (Lake lake = Lake.open(settings)) {
            for (Record row : LakeRows.of(lake.table())) {
                Position position =
                        new Position((Integer) row.getField("kafka_partition"), (Long) row.getField("kafka_offset"));
                rows.computeIfAbsent(position, key -> new ArrayList<>()).add((String) row.getField("participant_id"));
            }
        }
        return rows;
    }

    /** By where the record lay; the value may be null. */
    private Map<Position, byte[]> deadLetters() {
        Map<Position, byte[]> letters = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : deadLetterRecords()) {
            letters.put(
                    new Position(
                            Integer.parseInt(header(letter, "dead-letter-partition")),
                            Long.parseLong(header(letter, "dead-letter-offset"))),
                    letter.value());
        }
        return letters;
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetterRecords() {
        return committedRecords(topic + "_dlq");
    }

    /** Every committed record of a topic. */
    List<ConsumerRecord<byte[], byte[]>> committedRecords(String name) {
        Map<String, Object> client =
                Map.of("bootstrap.servers", cluster.kafkaBootstrap(), "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), UTF_8);
    }
}
