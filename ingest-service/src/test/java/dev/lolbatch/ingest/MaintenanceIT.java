package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.ingest.batch.Batches;
import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.crash.CrashAgentJar;
import dev.lolbatch.ingest.crash.CrashPoint;
import dev.lolbatch.ingest.lake.IcebergMatchLake;
import dev.lolbatch.ingest.lake.LakeMaintenance;
import dev.lolbatch.ingest.lake.LakeRows;
import dev.lolbatch.ingest.lake.MaintenanceSettings;
import dev.lolbatch.ingest.lake.RecordedMaintenance;
import dev.lolbatch.ingest.lake.TopicIdentity;
import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance of a table on a real HDFS, where a killed service left its files. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class MaintenanceIT {
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration ORPHAN_AGE = Duration.ofDays(3);
    private static final Duration OLD = ORPHAN_AGE.plusHours(1);

    @TempDir
    Path folder;

    private LocalCluster cluster;
    private IngestScenario scenario;

    @BeforeEach
    void start(LocalCluster running) throws Exception {
        cluster = running;
        scenario = IngestScenario.create(running, "maintained-" + UUID.randomUUID(), folder);
    }

    @Test
    void whatAKilledServiceLeftIsRemovedByItsAgeAndNothingElse() throws Exception {
        // Given
        scenario.send(GeneratorSettings.onDates(1, 60, DATE.minusDays(1), DATE).withMalformedShare(0.1));
        CrashPoint beforeCommit = new CrashPoint("IcebergMatchLake", "commit", CrashPoint.Moment.BEFORE);
        IngestProcess killed =
                scenario.start("killed", Map.of(), CrashAgentJar.option(CrashAgentJar.create(folder), beforeCommit, 3));
        await().atMost(LIMIT).until(() -> !killed.process().isAlive());
        try (Lake lake = Lake.open(scenario.settings())) {
            Set<String> living = livingFiles(lake.table());
            List<String> left = new ArrayList<>(dataFiles(lake));
            left.removeIf(living::contains);
            assertThat(left).isNotEmpty();
            long oldest = lake.table().snapshots().iterator().next().snapshotId();
            ageEverything(lake);
            IngestProcess next = scenario.start();
            await().atMost(LIMIT).until(scenario::isAllInLake);
            next.process().terminate(Duration.ofSeconds(20));
            List<String> before = dataFiles(lake);
            matchLake(lake).write(Batches.of(1, 9000, 9001));
            List<String> young = new ArrayList<>(dataFiles(lake));
            young.removeAll(before);
            // When
            maintain(lake, new MaintenanceSettings(Duration.ofHours(6), 10, 500, ORPHAN_AGE));
            // Then
            assertThat(dataFiles(lake)).doesNotContainAnyElementsOf(left).containsAll(living);
            assertThat(dataFiles(lake)).containsAll(young);
            assertThat(dataFiles(lake)).hasSize(livingFiles(lake.table()).size() + young.size());
            assertThat(scenario.verdict().isPerfect()).isTrue();
            assertThat(rowsAt(lake.table(), oldest)).isPositive();
        }
    }

    @Test
    void metadataStaysSmallOverManyCommits() throws Exception {
        // Given
        int commits = 200;
        try (Lake lake = Lake.open(scenario.settings())) {
            MatchLake matchLake = matchLake(lake);
            for (int batch = 0; batch < commits; batch++) {
                assertThat(matchLake.commit(matchLake.write(Batches.of(1, batch, batch + 1))))
                        .isInstanceOf(Committed.class);
            }
            List<LocatedFileStatus> before = metadata(lake);
            // When
            maintain(lake, new MaintenanceSettings(Duration.ZERO, 10, 500, ORPHAN_AGE));
            // Then
            List<LocatedFileStatus> after = metadata(lake);
            System.out.printf(
                    "commits=%d metadata_files=%d metadata_bytes=%d after maintenance files=%d bytes=%d%n",
                    commits, before.size(), bytes(before), after.size(), bytes(after));
            assertThat(after).hasSizeLessThan(before.size() / 2);
            assertThat(LakeRows.of(lake.table())).hasSize(commits);
        }
    }

    @Test
    @Timeout(180)
    void anAttemptFailsWithinHalfAMinuteWhenHdfsIsGone() throws Exception {
        // Given
        try (Lake lake = Lake.open(scenario.settings())) {
            MatchLake matchLake = matchLake(lake);
            MatchLake.WrittenBatch written = matchLake.write(Batches.of(1, 0, 3));
            cluster.process(Server.HDFS).kill();
            // When
            Duration write = failing(() -> matchLake.write(Batches.of(1, 0, 3)));
            Duration commit = failing(() -> matchLake.commit(written));
            // Then
            System.out.printf("write_millis=%d commit_millis=%d%n", write.toMillis(), commit.toMillis());
            assertThat(write).isLessThan(Duration.ofSeconds(30));
            assertThat(commit).isLessThan(Duration.ofSeconds(30));
        } finally {
            cluster.start(Set.of(Server.HDFS));
        }
    }

    private static Duration failing(Runnable attempt) {
        long began = System.nanoTime();
        assertThatThrownBy(attempt::run).hasMessageStartingWith("Cannot reach the lake's files at hdfs://");
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void maintain(Lake lake, MaintenanceSettings settings) {
        new LakeMaintenance(lake, settings, new RecordedMaintenance(), Clock.systemUTC()).run();
    }

    private MatchLake matchLake(Lake lake) {
        return new IcebergMatchLake(
                lake,
                scenario.topic(),
                () -> new TopicIdentity.Topic("topic-1", 3),
                "lolbatch test",
                Clock.systemUTC());
    }

    /** As if all that is there had been written some days ago. */
    private static void ageEverything(Lake lake) throws IOException {
        long then = Instant.now().minus(OLD).toEpochMilli();
        FileSystem files = files(lake);
        for (LocatedFileStatus file : list(lake, lake.settings().location())) {
            files.setTimes(file.getPath(), then, -1);
        }
    }

    private static Set<String> livingFiles(Table table) throws IOException {
        Set<String> living = new HashSet<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> living.add(task.file().location()));
        }
        return living;
    }

    private static long rowsAt(Table table, long snapshotId) throws IOException {
        long rows = 0;
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshotId).planFiles()) {
            for (FileScanTask task : tasks) {
                rows += task.file().recordCount();
            }
        }
        return rows;
    }

    private static List<String> dataFiles(Lake lake) throws IOException {
        return list(lake, lake.settings().location()).stream()
                .map(file -> file.getPath().toString())
                .filter(file -> file.endsWith(".parquet"))
                .toList();
    }

    private static List<LocatedFileStatus> metadata(Lake lake) throws IOException {
        return list(lake, lake.settings().location() + "/metadata");
    }

    private static long bytes(List<LocatedFileStatus> files) {
        return files.stream().mapToLong(LocatedFileStatus::getLen).sum();
    }

    private static List<LocatedFileStatus> list(Lake lake, String location) throws IOException {
        List<LocatedFileStatus> files = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> listing =
                files(lake).listFiles(new org.apache.hadoop.fs.Path(location), true);
        while (listing.hasNext()) {
            files.add(listing.next());
        }
        return files;
    }

    private static FileSystem files(Lake lake) throws IOException {
        return new org.apache.hadoop.fs.Path(lake.settings().location()).getFileSystem(lake.hadoop());
    }
}
