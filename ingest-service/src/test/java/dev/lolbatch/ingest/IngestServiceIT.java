package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.ingest.IngestScenario.Verdict;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The built service against a real broker and a real HDFS. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class IngestServiceIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);

    @TempDir
    Path folder;

    private IngestScenario scenario;

    private LocalCluster cluster;

    @BeforeEach
    void createTopicAndLake(LocalCluster localCluster, TestInfo test) throws Exception {
        cluster = localCluster;
        scenario = IngestScenario.create(cluster, test, folder);
    }

    @Test
    void everyWellFormedRecordIsInTheTableExactlyOnceAndEveryOtherInTheDlqUnderKillMinusNine() throws Exception {
        // Given
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        scenario.send(GeneratorSettings.onDates(seed, 150, DATE.minusDays(2), DATE)
                .withFlatShare(0.4)
                .withDuplicateShare(0.1)
                .withLateShare(0.1)
                .withMalformedShare(0.15));
        // When
        for (int kill = 0; kill < 3; kill++) {
            long goal = Math.min(scenario.offsetsInLake() + 1 + random.nextInt(25), scenario.sent());
            IngestProcess ingest = scenario.start();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> scenario.offsetsInLake() >= goal);
            ingest.process().kill();
        }
        IngestProcess ingest = scenario.start();
        await().atMost(LIMIT).until(scenario::isAllInLake);
        ingest.process().terminate(GRACE);
        // Then
        assertThat(ingest.process().exitCode()).isIn(0, 143);
        Verdict verdict = scenario.verdict();
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.doubled()).isEmpty();
        assertThat(verdict.wrong()).isEmpty();
    }

    @Test
    void aZombieThatComesBackAfterATakeoverIsFencedAndDoublesNothing() throws Exception {
        // Given
        Map<String, String> slow = Map.of("ingest.batch.max-age", "20S", "ingest.batch.max-matches", "1000");
        IngestProcess zombie = scenario.start("zombie", slow).awaitReady();
        scenario.send(GeneratorSettings.onDates(1, 30, DATE, DATE).withMalformedShare(0.1));
        await().atMost(LIMIT).until(() -> zombie.metric("ingest_oldest_uncommitted_age_seconds") > 0);
        zombie.suspend();
        // When
        IngestProcess successor = scenario.start("successor", Map.of());
        await().atMost(LIMIT).until(scenario::isAllInLake);
        zombie.resume();
        scenario.send(GeneratorSettings.onDates(2, 30, DATE, DATE));
        await().atMost(LIMIT).until(scenario::isAllInLake);
        await().atMost(LIMIT).until(() -> zombie.metric("ingest_oldest_uncommitted_age_seconds") == 0);
        // Then
        successor.process().terminate(GRACE);
        zombie.process().terminate(GRACE);
        assertThat(scenario.verdict().isPerfect())
                .as(scenario.verdict().toString())
                .isTrue();
    }

    @Test
    void startsWhileHdfsIsAwayAndGoesOnWhenItComes() throws Exception {
        // Given
        cluster.stop(Server.HDFS);
        IngestProcess ingest = scenario.start();
        await().atMost(LIMIT).until(() -> answers(ingest, "\"partitions_unplaced\": 3"));
        assertThat(ingest.call("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(ingest.call("/q/health/live").statusCode()).isEqualTo(200);
        // When
        cluster.start(Set.of(Server.HDFS));
        scenario.send(GeneratorSettings.onDates(1, 30, DATE, DATE).withMalformedShare(0.1));
        await().atMost(LIMIT).until(scenario::isAllInLake);
        // Then
        await().atMost(LIMIT).until(() -> ingest.call("/q/health/ready").statusCode() == 200);
        ingest.process().terminate(GRACE);
        assertThat(scenario.verdict().isPerfect())
                .as(scenario.verdict().toString())
                .isTrue();
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws Exception {
        // Given
        scenario.send(GeneratorSettings.onDates(1, 10, DATE, DATE));
        IngestProcess ingest = scenario.start("full", Map.of("ingest.retry.max-backoff", "1S"));
        await().atMost(LIMIT).until(scenario::isAllInLake);
        limitSpace(1024);
        // When
        scenario.send(GeneratorSettings.onDates(2, 10, DATE, DATE));
        // Then
        await().atMost(LIMIT)
                .until(() -> answers(ingest, "The DiskSpace quota of /" + scenario.topic() + " is exceeded"));
        assertThat(ingest.call("/q/health/ready").statusCode()).isEqualTo(503);
        limitSpace(HdfsConstants.QUOTA_RESET);
        await().atMost(LIMIT).until(scenario::isAllInLake);
        ingest.process().terminate(GRACE);
        assertThat(scenario.verdict().isPerfect())
                .as(scenario.verdict().toString())
                .isTrue();
    }

    private void limitSpace(long bytes) throws IOException {
        try (DistributedFileSystem hdfs =
                (DistributedFileSystem) FileSystem.newInstance(cluster.hdfsUri(), new Configuration())) {
            hdfs.setQuota(new org.apache.hadoop.fs.Path("/" + scenario.topic()), HdfsConstants.QUOTA_DONT_SET, bytes);
        }
    }

    private static boolean answers(IngestProcess ingest, String text) throws IOException {
        try {
            return ingest.call("/q/health/ready").body().contains(text);
        } catch (ConnectException e) {
            // It does not listen yet.
            return false;
        }
    }

    @Test
    void twoInstancesShareThePartitionsAndOneThatLeavesLosesNothing() throws Exception {
        // Given
        IngestProcess first = scenario.start("first", Map.of()).awaitReady();
        scenario.send(GeneratorSettings.onDates(1, 40, DATE, DATE));
        // When
        IngestProcess second = scenario.start("second", Map.of()).awaitReady();
        scenario.send(GeneratorSettings.onDates(2, 40, DATE, DATE));
        first.process().terminate(GRACE);
        scenario.send(GeneratorSettings.onDates(3, 40, DATE, DATE));
        await().atMost(LIMIT).until(scenario::isAllInLake);
        second.process().terminate(GRACE);
        // Then
        assertThat(scenario.verdict().isPerfect())
                .as(scenario.verdict().toString())
                .isTrue();
    }

    @Test
    void commitsAnOldBatchOnAnIdleTopicAndMovesTheGroupOffsets() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        // When
        scenario.send(GeneratorSettings.onDates(1, 4, DATE, DATE));
        // Then
        await().atMost(LIMIT).until(() -> scenario.offsetsInLake() == 4);
        try (Admin admin = scenario.admin()) {
            await().atMost(LIMIT)
                    .until(() -> admin
                                    .listConsumerGroupOffsets(scenario.topic() + "_group")
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
    void tellsReasonAndOriginOfEachReject() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        // When
        scenario.send(GeneratorSettings.onDates(1, 20, DATE, DATE).withMalformedShare(0.5));
        await().atMost(LIMIT).until(scenario::isAllInLake);
        // Then
        List<ConsumerRecord<byte[], byte[]>> letters = scenario.deadLetterRecords();
        assertThat(letters).isNotEmpty().hasSize((int) scenario.malformed());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(IngestScenario.header(letter, "dead-letter-topic")).isEqualTo(scenario.topic());
            assertThat(IngestScenario.header(letter, "dead-letter-reason")).isNotEmpty();
            assertThat(IngestScenario.header(letter, "dead-letter-cause")).startsWith("Cannot ");
            assertThat(IngestScenario.header(letter, "dead-letter-timestamp")).matches("\\d+");
        });
        ingest.process().close();
    }

    @Test
    void answersItsProbesAndMetrics() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        scenario.send(GeneratorSettings.onDates(1, 4, DATE, DATE));
        // When
        await().atMost(LIMIT).until(() -> scenario.offsetsInLake() == 4);
        // Then
        assertThat(ingest.call("/q/health/started").statusCode()).isEqualTo(200);
        assertThat(ingest.call("/q/health/live").body()).contains("\"name\": \"ingest loop\"");
        assertThat(ingest.call("/q/health/ready").body())
                .contains("\"name\": \"ingest\"")
                .contains("\"partitions_unplaced\": 0");
        await().atMost(LIMIT).until(() -> ingest.metric("ingest_matches_total") == 4);
        await().atMost(LIMIT).until(() -> ingest.call("/q/metrics").body().contains("ingest_lag{partition=\"0\"} 0.0"));
        assertThat(ingest.call("/q/metrics").body())
                .contains("ingest_batches_total")
                .contains("ingest_rows_total 40.0")
                .contains("ingest_file_size_sum")
                .contains("ingest_commit_seconds_sum")
                .contains("ingest_paused 0.0")
                .contains("ingest_maintenance_runs_total 0.0")
                .contains("ingest_maintenance_orphans_removed_total 0.0")
                .contains("ingest_oldest_uncommitted_age_seconds 0.0")
                .contains("ingest_committed_offset{partition=\"0\"}");
        ingest.process().close();
    }

    @Test
    void exitsWithZeroAfterTheBatchesThatWereAskedFor() throws Exception {
        // Given
        scenario.send(GeneratorSettings.onDates(1, 45, DATE, DATE));
        // When
        IngestProcess ingest = scenario.start("bounded", Map.of("ingest.max-batches", "2"));
        await().atMost(LIMIT).until(() -> !ingest.process().isAlive());
        // Then
        assertThat(ingest.process().exitCode()).isZero();
        assertThat(scenario.offsetsInLake()).isBetween(2L, 20L);
    }

    @Test
    void theTableIsNeverBehindTheGroupOffset() throws Exception {
        // Given
        scenario.send(GeneratorSettings.onDates(1, 30, DATE, DATE));
        IngestProcess first = scenario.start();
        await().atMost(LIMIT).until(scenario::isAllInLake);
        first.process().terminate(GRACE);
        rollBackOffsets();
        // When
        IngestProcess second = scenario.start();
        // Then
        assertStops(second, "behind the consumer group's", "the lake lost commits (a restored backup,");
    }

    @Test
    void stopsWhenTheTopicWasDeletedAndCreatedAnew() throws Exception {
        // Given
        scenario.send(GeneratorSettings.onDates(1, 10, DATE, DATE));
        IngestProcess first = scenario.start();
        await().atMost(LIMIT).until(scenario::isAllInLake);
        first.process().terminate(GRACE);
        try (Admin admin = scenario.admin()) {
            admin.deleteTopics(List.of(scenario.topic())).all().get();
            await().atMost(LIMIT).until(() -> !admin.listTopics().names().get().contains(scenario.topic()));
            admin.createTopics(List.of(new NewTopic(scenario.topic(), 3, (short) 1)))
                    .all()
                    .get();
        }
        // When
        IngestProcess second = scenario.start();
        // Then
        assertStops(second, "the topic was deleted and created anew", "ingest the new one under another topic name");
    }

    private static void assertStops(IngestProcess ingest, String what, String remedy) throws Exception {
        await().atMost(LIMIT).until(() -> !ingest.process().isAlive());
        assertThat(ingest.process().exitCode()).isEqualTo(1);
        assertThat(Files.readString(ingest.process().log())).contains(what).contains(remedy);
    }

    private void rollBackOffsets() {
        try (Lake lake = Lake.open(scenario.settings())) {
            var table = lake.table();
            var properties = table.updateProperties();
            LakeOffsets.of(scenario.topic(), table.properties())
                    .next()
                    .forEach((partition, next) ->
                            properties.set(LakeOffsets.property(scenario.topic(), partition), Long.toString(next - 1)));
            properties.commit();
        }
    }
}
