package dev.lolbatch.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.batch.Batches;
import dev.lolbatch.ingest.batch.CommitOutcome;
import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.CommitOutcome.Outdated;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.batch.MatchLake.WrittenBatch;
import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance of a real table with a real SQLite catalog; files are on local disk and are aged by their time stamps. */
class LakeMaintenanceTest {
    private static final Duration ORPHAN_AGE = Duration.ofDays(3);
    private static final Duration OLD = ORPHAN_AGE.plusHours(1);
    private static final MaintenanceSettings SETTINGS =
            new MaintenanceSettings(Duration.ofHours(6), 2, 500, ORPHAN_AGE);
    private static final MaintenanceSettings KEEP_TWO = new MaintenanceSettings(Duration.ZERO, 2, 500, ORPHAN_AGE);

    @TempDir
    Path folder;

    private final RecordedMaintenance events = new RecordedMaintenance();
    private LocalLake local;
    private Lake lake;
    private MatchLake matchLake;

    @BeforeEach
    void open() {
        local = LocalLake.in(folder, Clock.systemUTC());
        lake = local.lake();
        matchLake = local.writer();
    }

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void expiresAllButTheYoungAndTheLastFew() {
        // Given
        commitBatches(5);
        // When
        maintain(SETTINGS);
        int young = snapshots();
        maintain(KEEP_TWO);
        // Then
        assertThat(young).isEqualTo(5);
        assertThat(snapshots()).isEqualTo(2);
        assertThat(events.told()).containsExactly("removed 0", "maintained", "expired 3", "maintained");
        assertThat(local.offsetsOfRows()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void expiresYoungSnapshotsBeyondTheLimit() {
        // Given
        commitBatches(5);
        // When
        maintain(new MaintenanceSettings(Duration.ofHours(6), 1, 3, ORPHAN_AGE));
        // Then
        assertThat(snapshots()).isEqualTo(3);
    }

    @Test
    void keepsSnapshotsThatCarryATagOrABranch() throws IOException {
        // Given
        commitBatches(4);
        List<Snapshot> all = operations().current().snapshots();
        lake.table().manageSnapshots().createTag("run", all.get(0).snapshotId()).commit();
        lake.table()
                .manageSnapshots()
                .createBranch("audit", all.get(1).snapshotId())
                .commit();
        // When
        maintain(new MaintenanceSettings(Duration.ZERO, 1, 1, ORPHAN_AGE));
        // Then
        assertThat(lake.table().snapshots())
                .extracting(Snapshot::snapshotId)
                .contains(
                        all.get(0).snapshotId(),
                        all.get(1).snapshotId(),
                        all.get(3).snapshotId())
                .doesNotContain(all.get(2).snapshotId());
        assertThat(rowsAt(all.get(0).snapshotId())).isEqualTo(1);
    }

    @Test
    void deletesTheManifestsThatOnlyExpiredSnapshotsUsed() throws IOException {
        // Given
        commitBatches(3);
        String manifestList = lake.table().snapshots().iterator().next().manifestListLocation();
        // When
        maintain(KEEP_TWO);
        // Then
        assertThat(lake.table().io().newInputFile(manifestList).exists()).isFalse();
        assertThat(local.dataFiles()).hasSize(3);
    }

    @Test
    void deletesOldFilesThatWereNeverCommittedAndNoOthers() throws IOException {
        // Given
        commitBatches(2);
        List<Path> living = local.dataFiles();
        matchLake.write(Batches.of(1, 2, 4));
        Path orphan = local.dataFiles().stream()
                .filter(file -> !living.contains(file))
                .findFirst()
                .orElseThrow();
        age(orphan, OLD);
        living.forEach(file -> age(file, OLD));
        matchLake.write(Batches.of(1, 2, 5));
        Path young = local.dataFiles().stream()
                .filter(file -> !living.contains(file) && !file.equals(orphan))
                .findFirst()
                .orElseThrow();
        Path foreign = Files.writeString(orphan.resolveSibling("notes.txt"), "mine");
        age(foreign, OLD);
        // When
        maintain(SETTINGS);
        // Then
        assertThat(orphan).doesNotExist();
        assertThat(events.told()).containsExactly("removed 1", "maintained");
        assertThat(young).exists();
        assertThat(foreign).exists();
        assertThat(local.dataFiles()).containsAll(living);
        assertThat(local.offsetsOfRows()).containsExactly(0L, 1L);
    }

    @Test
    void deletesOldMetadataThatNoVersionOfTheTableRefersTo() throws IOException {
        // Given
        commitBatches(2);
        Path metadata = folder.resolve("lol_matches/metadata");
        Path manifest = Files.writeString(metadata.resolve("0f-m0.avro"), "a loser's");
        Path version = Files.writeString(metadata.resolve("00009-0f.metadata.json"), "a loser's");
        Path young = Files.writeString(metadata.resolve("1f-m0.avro"), "on its way");
        try (Stream<Path> files = Files.list(metadata)) {
            files.filter(file -> !file.equals(young) && !file.equals(newestVersion()))
                    .forEach(file -> age(file, OLD));
        }
        // When
        maintain(SETTINGS);
        // Then
        assertThat(manifest).doesNotExist();
        assertThat(version).doesNotExist();
        assertThat(young).exists();
        assertThat(local.offsetsOfRows()).containsExactly(0L, 1L);
        for (Snapshot snapshot : lake.table().snapshots()) {
            assertThat(rowsAt(snapshot.snapshotId())).isPositive();
        }
    }

    @Test
    void keepsFilesThatAreReferredToByAnotherSpellingOfTheirPath() throws IOException {
        // Given
        commitBatches(1);
        Table table = lake.table();
        Path living = local.dataFiles().get(0);
        DataFile file = committedFile(table);
        DataFile respelled = DataFiles.builder(table.spec())
                .copy(file)
                .withPath("file://" + living.toString().replace("/2026/", "//2026/"))
                .build();
        table.newRewrite().deleteFile(file).addFile(respelled).commit();
        maintain(new MaintenanceSettings(Duration.ZERO, 1, 500, ORPHAN_AGE));
        age(living, OLD);
        // When
        maintain(SETTINGS);
        // Then
        assertThat(living).exists();
    }

    @Test
    void keepsFilesThatOnlyAnOlderSnapshotRefersTo() throws IOException {
        // Given
        commitBatches(2);
        Path removed = local.dataFiles().get(0);
        age(removed, OLD);
        lake.table().newDelete().deleteFile("file:" + removed).commit();
        // When
        maintain(SETTINGS);
        boolean whileRetained = Files.exists(removed);
        maintain(new MaintenanceSettings(Duration.ZERO, 1, 500, ORPHAN_AGE));
        lowerFence();
        maintain(SETTINGS);
        // Then
        assertThat(whileRetained).isTrue();
        assertThat(removed).doesNotExist();
        assertThat(local.offsetsOfRows()).hasSize(1);
    }

    @Test
    void aClockThatRunsAheadMakesNothingOld() throws IOException {
        // Given
        commitBatches(1);
        matchLake.write(Batches.of(1, 1, 3));
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(3650));
        // When
        new LakeMaintenance(lake, new MaintenanceSettings(Duration.ofDays(9999), 2, 500, ORPHAN_AGE), events, ahead)
                .run();
        // Then
        assertThat(local.dataFiles()).hasSize(2);
        assertThat(OrphanFence.of(lake.table().properties())).isBefore(Instant.now());
    }

    @Test
    void aBatchThatWaitedUntilItsFilesWereRemovedIsNeverCommitted() throws IOException {
        // Given
        commitBatches(1);
        WrittenBatch waiting = matchLake.write(Batches.of(1, 1, 3));
        maintainAfter(OLD);
        // When
        CommitOutcome outcome = matchLake.commit(waiting);
        // Then
        assertThat(outcome).isEqualTo(new Outdated());
        assertThat(local.dataFiles()).hasSize(1);
        assertThat(local.offsetsOfRows()).containsExactly(0L);
    }

    @Test
    void anOutdatedBatchIsWrittenAnewAndCommitted() throws IOException {
        // Given
        commitBatches(1);
        WrittenBatch waiting = matchLake.write(Batches.of(1, 1, 3));
        OrphanFence.raise(operations(), Instant.now());
        // When
        CommitOutcome outcome = matchLake.commit(waiting);
        matchLake.discard(waiting);
        CommitOutcome anew = matchLake.commit(matchLake.write(Batches.of(1, 1, 3)));
        // Then
        assertThat(outcome).isEqualTo(new Outdated());
        assertThat(anew).isInstanceOf(Committed.class);
        assertThat(local.dataFiles()).hasSize(2);
        assertThat(local.offsetsOfRows()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anOldBatchThatWasCommittedAfterAllIsFoundAgain() {
        // Given
        WrittenBatch written = matchLake.write(Batches.of(1, 0, 3));
        CommitOutcome first = matchLake.commit(written);
        OrphanFence.raise(operations(), Instant.now());
        // When
        CommitOutcome repeated = matchLake.commit(written);
        // Then
        assertThat(repeated).isEqualTo(first);
    }

    @Test
    void aCommitThatWasBuiltBeforeARemovalLosesAgainstIt() throws IOException {
        // Given
        commitBatches(1);
        TableOperations operations = operations();
        TableMetadata before = operations.refresh();
        maintainAfter(OLD);
        // When
        assertThatThrownBy(() -> operations.commit(before, before.replaceProperties(Map.of("built", "before"))))
                // Then
                .isInstanceOf(CommitFailedException.class);
    }

    @Test
    void theFenceNeverFalls() {
        // Given
        commitBatches(1);
        TableOperations operations = operations();
        Instant high = Instant.parse("2026-01-13T10:00:00Z");
        OrphanFence.raise(operations, high);
        // When
        boolean raised = OrphanFence.raise(operations, high.minusSeconds(1));
        // Then
        assertThat(raised).isFalse();
        assertThat(OrphanFence.of(lake.table().properties())).isEqualTo(high);
    }

    @Test
    void maintenanceOfTwoInstancesBesideCommitsFencesNobodyAndLosesNothing() throws Exception {
        // Given
        int commits = 60;
        commitBatches(1);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Integer>> maintainers = Stream.of(1, 2)
                .map(instance -> threads.submit(() -> maintainUntil(done)))
                .toList();
        // When
        for (int batch = 1; batch < commits; batch++) {
            CommitOutcome outcome = matchLake.commit(matchLake.write(Batches.of(1, batch, batch + 1)));
            assertThat(outcome).isInstanceOf(Committed.class);
        }
        done.set(true);
        int runs = 0;
        for (Future<Integer> maintainer : maintainers) {
            runs += maintainer.get();
        }
        threads.shutdown();
        // Then
        assertThat(runs).isPositive();
        assertThat(local.offsetsOfRows()).hasSize(commits).doesNotHaveDuplicates();
        assertThat(local.offsets().of(1)).hasValue(commits);
    }

    @Test
    void refusesAnAgeAtWhichFilesAreStillBeingWritten() {
        assertThatThrownBy(() -> new MaintenanceSettings(Duration.ofHours(6), 2, 500, Duration.ofMinutes(59)))
                .hasMessage("Cannot delete orphans at the age of PT59M: a file that is being written or committed is"
                        + " none; set ingest.maintenance.orphan-age to PT1H or more");
    }

    @Test
    void refusesToKeepNoSnapshot() {
        assertThatThrownBy(() -> new MaintenanceSettings(Duration.ofHours(6), 0, 500, ORPHAN_AGE))
                .hasMessage("Cannot keep snapshots for PT6H, at least 0 and at most 500: the time must not be negative,"
                        + " 1 <= min-snapshots <= max-snapshots; correct ingest.maintenance");
    }

    /** Expires whatever it can and removes orphans, over and over; how often it came through. */
    private Integer maintainUntil(AtomicBoolean done) {
        int runs = 0;
        try (Lake own = local.connect()) {
            LakeMaintenance maintenance =
                    new LakeMaintenance(own, KEEP_TWO, new RecordedMaintenance(), Clock.systemUTC());
            while (!done.get()) {
                try {
                    maintenance.run();
                    runs++;
                } catch (RuntimeException e) {
                    // Beaten too often, or by the other one; the service tries again at the next interval.
                    assertThat(e).hasMessageNotContaining("Cannot remove orphans");
                }
            }
        }
        return runs;
    }

    private void maintain(MaintenanceSettings kept) {
        new LakeMaintenance(lake, kept, events, Clock.systemUTC()).run();
    }

    /** So that the next run walks at once; only a test may. */
    private void lowerFence() {
        lake.table().updateProperties().set(OrphanFence.PROPERTY, "0").commit();
    }

    private void commitBatches(int count) {
        for (int batch = 0; batch < count; batch++) {
            matchLake.commit(matchLake.write(Batches.of(1, batch, batch + 1)));
        }
    }

    /** Maintenance as it would be after some time, and a commit of another writer in it. */
    private void maintainAfter(Duration time) throws IOException {
        age(newestVersion(), time.negated());
        new LakeMaintenance(lake, SETTINGS, events, Clock.offset(Clock.systemUTC(), time)).run();
    }

    private TableOperations operations() {
        return ((HasTableOperations) lake.table()).operations();
    }

    private int snapshots() {
        return operations().current().snapshots().size();
    }

    /** Rows of a snapshot, read from its files. */
    private long rowsAt(long snapshotId) throws IOException {
        long rows = 0;
        try (CloseableIterable<FileScanTask> tasks =
                lake.table().newScan().useSnapshot(snapshotId).planFiles()) {
            for (FileScanTask task : tasks) {
                assertThat(lake.table()
                                .io()
                                .newInputFile(task.file().location())
                                .exists())
                        .isTrue();
                rows += task.file().recordCount();
            }
        }
        return rows;
    }

    private static DataFile committedFile(Table table) throws IOException {
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            return tasks.iterator().next().file();
        }
    }

    private Path newestVersion() {
        return Path.of(URI.create(operations().current().metadataFileLocation()).getPath());
    }

    private static void age(Path file, Duration age) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
