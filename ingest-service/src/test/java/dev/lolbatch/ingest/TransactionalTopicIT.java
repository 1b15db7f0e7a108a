package dev.lolbatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.ingest.IngestScenario.Position;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import dev.lolbatch.lake.LakeOffsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The built service on a topic whose producers use transactions: markers and aborted records take offsets. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class TransactionalTopicIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int PARTITIONS = 3;

    @TempDir
    Path folder;

    private IngestScenario scenario;

    @BeforeEach
    void createTopicAndLake(LocalCluster cluster, TestInfo test) throws Exception {
        scenario = IngestScenario.create(cluster, test, folder);
    }

    @Test
    void exactlyTheCommittedRecordsAreInTheLakeAndTheLagGoesToZero() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        // When
        Set<Position> committed = produceTransactions(20);
        // Then
        await().atMost(LIMIT).until(() -> lakeOffsets().equals(ends()));
        assertThat(scenario.rows().keySet()).isEqualTo(committed);
        assertThat(scenario.rows().values()).allSatisfy(rows -> assertThat(rows).hasSize(1));
        assertThat(scenario.deadLetterRecords()).isEmpty();
        await().atMost(LIMIT).until(() -> ingest.call("/q/metrics").body().contains("ingest_lag{partition=\"1\"} 0.0"));
        assertThat(ingest.call("/q/metrics").body())
                .contains("ingest_lag{partition=\"0\"} 0.0", "ingest_lag{partition=\"2\"} 0.0");
        assertThat(ingest.call("/q/health/ready").statusCode()).isEqualTo(200);
        ingest.process().terminate(GRACE);
    }

    @Test
    void goesOnAfterRetentionHasTakenEverythingButTheMarkers() throws Exception {
        // Given
        IngestProcess first = scenario.start().awaitReady();
        Set<Position> committed = new HashSet<>(produceTransactions(6));
        await().atMost(LIMIT).until(() -> lakeOffsets().equals(ends()));
        first.process().terminate(GRACE);
        try (Admin admin = scenario.admin()) {
            admin.deleteRecords(ends().entrySet().stream()
                            .collect(Collectors.toMap(
                                    end -> new TopicPartition(scenario.topic(), end.getKey()),
                                    end -> RecordsToDelete.beforeOffset(end.getValue()))))
                    .all()
                    .get();
        }
        // When
        IngestProcess second = scenario.start().awaitReady();
        committed.addAll(produceTransactions(6));
        // Then
        await().atMost(LIMIT).until(() -> lakeOffsets().equals(ends()));
        assertThat(scenario.rows().keySet()).isEqualTo(committed);
        second.process().terminate(GRACE);
    }

    /** Every third transaction is aborted; returns where the records of the others lie. */
    private Set<Position> produceTransactions(int transactions) throws Exception {
        Set<Position> committed = new HashSet<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        scenario.kafkaBootstrap(),
                        "transactional.id",
                        scenario.topic() + "_producer"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < transactions; transaction++) {
                producer.beginTransaction();
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int record = 0; record < PARTITIONS; record++) {
                    byte[] match = match(transaction + "_" + record).getBytes(UTF_8);
                    sent.add(producer.send(new ProducerRecord<>(scenario.topic(), record, null, match)));
                }
                producer.flush();
                if (transaction % 3 == 2) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                    for (Future<RecordMetadata> record : sent) {
                        committed.add(new Position(
                                record.get().partition(), record.get().offset()));
                    }
                }
            }
        }
        return committed;
    }

    private static String match(String id) {
        return "{\"match_id\":\"EUW1_" + id + "\",\"timestamp\":1768298400000,\"duration\":1800,"
                + "\"participants\":[{\"summoner_name\":\"A\",\"champion_name\":\"Ahri\"}]}";
    }

    private Map<Integer, Long> lakeOffsets() {
        try (Lake lake = Lake.open(scenario.settings())) {
            return LakeOffsets.of(scenario.topic(), lake.table().properties()).next();
        } catch (LakeNotFoundException e) {
            // Nothing was committed yet.
            return Map.of();
        }
    }

    private Map<Integer, Long> ends() throws Exception {
        Map<TopicPartition, OffsetSpec> latest = Set.of(0, 1, 2).stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(scenario.topic(), partition),
                        partition -> OffsetSpec.latest()));
        try (Admin admin = scenario.admin()) {
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(latest).all().get();
            return ends.entrySet().stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), end -> end.getValue()
                            .offset()));
        }
    }
}
