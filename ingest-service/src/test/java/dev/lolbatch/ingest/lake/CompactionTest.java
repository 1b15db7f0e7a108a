package dev.lolbatch.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.ingest.batch.Batch;
import dev.lolbatch.ingest.batch.Batches;
import dev.lolbatch.ingest.batch.CommitOutcome;
import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.batch.MatchLake.WrittenBatch;
import dev.lolbatch.ingest.upkeep.CompactedDate;
import dev.lolbatch.ingest.upkeep.CompactedDate.Outcome;
import dev.lolbatch.ingest.upkeep.CompactionScope;
import dev.lolbatch.ingest.upkeep.DateFiles;
import dev.lolbatch.ingest.upkeep.DateRange;
import dev.lolbatch.ingest.upkeep.UpkeepException;
import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction of a real table with a real SQLite catalog; files are on local disk. */
class CompactionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-13T10:00:10Z"), ZoneOffset.UTC);
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);
    private static final long DAY_MILLIS = 86_400_000;
    private static final long TARGET_BYTES = 128L << 20;
    private static final CompactionScope DAY = new CompactionScope(DateRange.of(DATE), 5);
    private static final CompactionScope COMPLETE = new CompactionScope(DateRange.all(), 5);

    @TempDir
    Path folder;

    private LocalLake local;
    private Lake lake;
    private MatchLake matchLake;

    @BeforeEach
    void open() {
        local = LocalLake.in(folder, CLOCK);
        lake = local.lake();
        matchLake = local.writer();
    }

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void everyRowIsInOneFileAsItWasAndInTheOrderOfTheCommits() throws IOException {
        // Given
        commitBatches(0, 6);
        List<Record> before = rowsByOffset();
        RecordedCompaction progress = RecordedCompaction.undisturbed();
        // When
        compaction(lake).run(DAY, progress);
        // Then
        assertThat(files()).hasSize(1);
        assertThat(LakeRows.of(lake.table())).containsExactlyElementsOf(before);
        assertThat(before).hasSize(12);
        CompactedDate ended = progress.ended().get(0);
        assertThat(progress.ended()).hasSize(1);
        assertThat(ended.outcome()).isEqualTo(Outcome.COMPACTED);
        assertThat(ended.files()).isEqualTo(6);
        assertThat(ended.rows()).isEqualTo(12);
        assertThat(ended.filesAfter()).isEqualTo(1);
        assertThat(ended.bytesAfter()).isEqualTo(files().get(0).fileSizeInBytes());
    }

    @Test
    void aJoinedFileIsOfTheLakesSchemaCodecPlaceAndName() throws IOException {
        // Given
        commitBatches(0, 5);
        // When
        compaction(lake).run(DAY, RecordedCompaction.undisturbed());
        // Then
        DataFile joined = files().get(0);
        assertThat(joined.location())
                .matches("file:.*/lol_matches/2026/01/13/matches_20260113_100010_compaction-[0-9a-f]{16}-0\\.parquet");
        ParquetMetadata footer = footer(joined);
        assertThat(footer.getFileMetaData().getSchema().getFields())
                .isEqualTo(MatchRowWriteSupport.PARQUET_SCHEMA.getFields());
        assertThat(footer.getBlocks()).allSatisfy(block -> assertThat(block.getColumns())
                .allSatisfy(column -> assertThat(column.getCodec()).isEqualTo(CompressionCodecName.SNAPPY)));
        assertThat(footer.getFileMetaData().getKeyValueMetaData())
                .containsEntry("ingest.writer", "lolbatch test")
                .containsEntry(
                        "ingest.compaction-id",
                        lake.table().currentSnapshot().summary().get("ingest.compaction-id"));
        assertThat(joined.lowerBounds()).containsKeys(1, 2, 17);
        assertThat(joined.nullValueCounts()).isNotEmpty();
    }

    @Test
    void readersOfChangesFindAReplacementAndNoNewRows() {
        // Given
        commitBatches(0, 5);
        // When
        compaction(lake).run(DAY, RecordedCompaction.undisturbed());
        // Then
        Snapshot snapshot = lake.table().currentSnapshot();
        assertThat(snapshot.operation()).isEqualTo(DataOperations.REPLACE);
        assertThat(files())
                .allSatisfy(file -> assertThat(file.fileSequenceNumber()).isEqualTo(snapshot.sequenceNumber()));
        assertThat(snapshot.summary()).containsEntry("added-records", "10").containsEntry("deleted-records", "10");
    }

    @Test
    void filesAreClosedAtTheTargetSizeAndNotJoinedAgain() throws IOException {
        // Given
        for (int batch = 0; batch < 8; batch++) {
            commit(Batches.of(1, 1000L * batch, 1000L * batch + 1000));
        }
        List<Record> before = rowsByOffset();
        Compaction small = new Compaction(lake, files().get(0).fileSizeInBytes() * 2, "test", CLOCK, new Random());
        // When
        small.run(DAY, RecordedCompaction.undisturbed());
        // Then
        assertThat(files()).hasSizeBetween(3, 5);
        assertThat(small.compactable(new CompactionScope(DateRange.of(DATE), 2)))
                .isEmpty();
        assertThat(rowsByOffset().equals(before)).isTrue();
        assertThat(names(files())).allMatch(name -> name.matches(".*-[0-4]\\.parquet"));
    }

    @Test
    void datesWithFewSmallFilesStayAsTheyAre() {
        // Given
        commitBatches(0, 4);
        long before = lake.table().currentSnapshot().snapshotId();
        RecordedCompaction progress = RecordedCompaction.undisturbed();
        // When
        compaction(lake).run(DAY, progress);
        // Then
        assertThat(lake.table().currentSnapshot().snapshotId()).isEqualTo(before);
        assertThat(progress.ended()).isEmpty();
    }

    @Test
    void withoutARangeOnlyCompleteDatesAreCompacted() {
        // Given
        commitBatches(0, 5);
        for (int batch = 5; batch < 10; batch++) {
            commit(Batches.of(1, 2L * batch, 2L * batch + 2, Batches.TIMESTAMP + DAY_MILLIS));
        }
        List<DateFiles> early = compaction(lake).compactable(COMPLETE);
        Instant noon = Instant.parse("2026-01-14T12:00:00Z");
        List.of(0, 1, 2).forEach(partition -> commit(Batches.idle(partition, partition == 1 ? 20 : 0, noon)));
        // When
        List<DateFiles> dates = compaction(lake).compactable(COMPLETE);
        // Then
        assertThat(early).isEmpty();
        assertThat(dates).extracting(DateFiles::date).containsExactly(DATE);
        assertThat(dates).extracting(DateFiles::files).containsExactly(5);
        assertThat(compaction(lake)
                        .compactable(new CompactionScope(new DateRange(Optional.of(DATE), Optional.empty()), 5)))
                .extracting(DateFiles::date)
                .containsExactly(DATE, DATE.plusDays(1));
    }

    @Test
    void batchesAreCommittedWhileItReadsAndNoneIsFenced() throws IOException {
        // Given
        commitBatches(0, 5);
        AtomicInteger batch = new AtomicInteger(5);
        WrittenBatch waiting = matchLake.write(Batches.of(2, 0, 2));
        // When
        compaction(lake).run(DAY, new RecordedCompaction(file -> {
            commitBatches(batch.getAndIncrement(), 1);
            return true;
        }));
        CommitOutcome late = matchLake.commit(waiting);
        // Then
        assertThat(late).isInstanceOf(Committed.class);
        assertThat(files()).hasSize(1 + 6 + 1);
        assertThat(local.offsets().of(1)).hasValue(22);
        assertThat(LakeRows.of(lake.table())).hasSize(24);
        assertThat(local.offsetsOfRows()).filteredOn(offset -> offset >= 2).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoThatJoinTheSameFilesOneWinsAndTheOtherLeavesNothing() throws IOException {
        // Given
        commitBatches(0, 5);
        List<Record> before = rowsByOffset();
        RecordedCompaction winner = RecordedCompaction.undisturbed();
        RecordedCompaction loser = RecordedCompaction.disturbed(5, () -> {
            try (Lake other = local.connect()) {
                compaction(other).run(DAY, winner);
            }
        });
        // When
        compaction(lake).run(DAY, loser);
        // Then
        assertThat(winner.outcomes()).containsExactly(Outcome.COMPACTED);
        assertThat(loser.outcomes()).containsExactly(Outcome.OVERTAKEN);
        assertThat(loser.ended().get(0).filesAfter()).isZero();
        assertThat(rowsByOffset()).containsExactlyElementsOf(before);
        assertThat(local.dataFiles()).hasSize(5 + 1);
    }

    @Test
    void filesThatMayHaveBeenRemovedAsOrphansAreWrittenAgain() throws IOException {
        // Given
        commitBatches(0, 5);
        List<Record> before = rowsByOffset();
        Instant fence = Instant.now().plusSeconds(5);
        RecordedCompaction progress = new RecordedCompaction(file -> {
            if (file == 5) {
                OrphanFence.raise(((HasTableOperations) lake.table()).operations(), fence);
            }
            if (file > 6) {
                await().until(() -> Instant.now().isAfter(fence.plusMillis(10)));
            }
            return true;
        });
        // When
        compaction(lake).run(DAY, progress);
        // Then
        assertThat(progress.outcomes()).containsExactly(Outcome.COMPACTED);
        assertThat(rowsByOffset()).containsExactlyElementsOf(before);
        assertThat(local.dataFiles()).hasSize(5 + 1);
        assertThat(modified(files().get(0))).isAfter(fence);
    }

    @Test
    void whatOrphanRemovalOvertakesAgainAndAgainIsGivenUpWithTheRemedy() throws IOException {
        // Given
        commitBatches(0, 5);
        OrphanFence.raise(
                ((HasTableOperations) lake.table()).operations(), Instant.now().plus(Duration.ofHours(1)));
        // When
        assertThatThrownBy(() -> compaction(lake).run(DAY, RecordedCompaction.undisturbed()))
                .isInstanceOf(UpkeepException.class)
                .hasMessage("Cannot compact 2026-01-13: orphan removal overtook its files 2 times;"
                        + " raise ingest.maintenance.orphan-age above the time that it takes");
        // Then
        assertThat(local.dataFiles()).hasSize(5);
        assertThat(files()).hasSize(5);
    }

    @Test
    void whatIsCalledOffLeavesNothing() throws IOException {
        // Given
        commitBatches(0, 5);
        long before = lake.table().currentSnapshot().snapshotId();
        RecordedCompaction progress = new RecordedCompaction(file -> file < 4);
        // When
        compaction(lake).run(DAY, progress);
        // Then
        assertThat(progress.ended()).isEmpty();
        assertThat(local.dataFiles()).hasSize(5);
        assertThat(lake.table().currentSnapshot().snapshotId()).isEqualTo(before);
    }

    @Test
    void filesWithDeletesAreLeftAlone() {
        // Given
        commitBatches(0, 5);
        addDeletes();
        // When
        List<DateFiles> dates = compaction(lake).compactable(DAY);
        // Then
        assertThat(dates).isEmpty();
    }

    @Test
    void deletesThatComeWhileItReadsOvertakeIt() throws IOException {
        // Given
        commitBatches(0, 5);
        RecordedCompaction progress = RecordedCompaction.disturbed(5, this::addDeletes);
        // When
        compaction(lake).run(DAY, progress);
        // Then
        assertThat(progress.outcomes()).containsExactly(Outcome.OVERTAKEN);
        assertThat(files()).hasSize(5);
        assertThat(local.dataFiles()).hasSize(5);
    }

    @Test
    void aFileThatHoldsOtherRowsThanTheTableSaysStopsIt() throws IOException {
        // Given
        commitBatches(0, 4);
        commit(Batches.of(1, 8, 11));
        List<DataFile> files = files();
        Files.copy(path(files.get(0)), path(files.get(4)), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(checksums(files.get(0)), checksums(files.get(4)), StandardCopyOption.REPLACE_EXISTING);
        // When
        assertThatThrownBy(() -> compaction(lake).run(DAY, RecordedCompaction.undisturbed()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot compact 2026-01-13: its 5 small files hold 10 rows, and the table says 11;"
                        + " some file was changed behind the table's back, restore it");
        // Then
        assertThat(names(files())).isEqualTo(names(files));
        assertThat(local.dataFiles()).hasSize(5);
    }

    @Test
    void theFilesThatItReplacedGoWhenTheirSnapshotsAreGoneAndNoneOfItsOwnDoes() throws IOException {
        // Given
        commitBatches(0, 5);
        List<Record> before = rowsByOffset();
        List<Path> small = local.dataFiles();
        compaction(lake).run(DAY, RecordedCompaction.undisturbed());
        for (Path file : small) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(4))));
        }
        // When
        new LakeMaintenance(
                        lake,
                        new MaintenanceSettings(Duration.ZERO, 1, 500, Duration.ofDays(3)),
                        new RecordedMaintenance(),
                        Clock.systemUTC())
                .run();
        // Then
        assertThat(small).noneMatch(Files::exists);
        assertThat(rowsByOffset()).containsExactlyElementsOf(before);
    }

    @Test
    void compactionsOfTwoInstancesBesideCommitsAndMaintenanceLoseAndDoubleNothing() throws Exception {
        // Given
        int commits = 25;
        commitBatches(0, 1);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> compactors =
                List.of(threads.submit(() -> compactUntil(done)), threads.submit(() -> compactUntil(done)));
        Future<Integer> maintainer = threads.submit(() -> maintainUntil(done));
        // When
        for (int batch = 1; batch < commits; batch++) {
            commitBatches(batch, 1);
        }
        done.set(true);
        int compacted = compactors.get(0).get() + compactors.get(1).get();
        threads.shutdown();
        // Then
        System.out.printf("compacted=%d maintained=%d files=%d%n", compacted, maintainer.get(), files().size());
        assertThat(compacted).isPositive();
        assertThat(local.offsetsOfRows()).hasSize(2 * commits).doesNotHaveDuplicates();
        assertThat(local.offsets().of(1)).hasValue(2L * commits);
        assertThat(files()).hasSizeLessThan(commits);
    }

    private Integer compactUntil(AtomicBoolean done) {
        int compacted = 0;
        try (Lake own = local.connect()) {
            while (!done.get()) {
                RecordedCompaction progress = RecordedCompaction.undisturbed();
                compaction(own).run(DAY, progress);
                compacted += (int) progress.outcomes().stream()
                        .filter(outcome -> outcome == Outcome.COMPACTED)
                        .count();
            }
        }
        return compacted;
    }

    private Integer maintainUntil(AtomicBoolean done) {
        int runs = 0;
        try (Lake own = local.connect()) {
            LakeMaintenance maintenance = new LakeMaintenance(
                    own,
                    new MaintenanceSettings(Duration.ZERO, 10, 500, Duration.ofDays(3)),
                    new RecordedMaintenance(),
                    Clock.systemUTC());
            while (!done.get()) {
                maintenance.run();
                runs++;
            }
        }
        return runs;
    }

    private static Compaction compaction(Lake lake) {
        return new Compaction(lake, TARGET_BYTES, "lolbatch test", CLOCK, new Random());
    }

    /** Of two rows each. */
    private void commitBatches(int first, int count) {
        for (int batch = first; batch < first + count; batch++) {
            commit(Batches.of(1, 2L * batch, 2L * batch + 2));
        }
    }

    private void commit(Batch batch) {
        assertThat(matchLake.commit(matchLake.write(batch))).isInstanceOf(Committed.class);
    }

    /** In the order of their commits. */
    private List<DataFile> files() {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                lake.table().newScan().includeColumnStats().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(DataFile::fileSequenceNumber).thenComparing(DataFile::location));
        return files;
    }

    private static List<String> names(List<DataFile> files) {
        return files.stream().map(DataFile::location).toList();
    }

    private List<Record> rowsByOffset() throws IOException {
        List<Record> rows = LakeRows.of(lake.table());
        rows.sort(Comparator.comparing(row -> (Long) row.getField("kafka_offset")));
        return rows;
    }

    /** As some other writer might; of the date, and newer than all its files. */
    private void addDeletes() {
        Table table = lake.table();
        // Ours has no place for what Iceberg makes beside deletes.
        table.updateProperties()
                .remove(TableProperties.WRITE_LOCATION_PROVIDER_IMPL)
                .commit();
        DeleteFile deletes = FileMetadata.deleteFileBuilder(table.spec())
                .ofPositionDeletes()
                .withPath(table.location() + "/2026/01/13/deletes.parquet")
                .withPartition(files().get(0).partition())
                .withFileSizeInBytes(10)
                .withRecordCount(1)
                .build();
        lake.table().newRowDelta().addDeletes(deletes).commit();
    }

    private static ParquetMetadata footer(DataFile file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path(file)))) {
            return reader.getFooter();
        }
    }

    private static Path checksums(DataFile file) {
        return path(file).resolveSibling("." + path(file).getFileName() + ".crc");
    }

    private static Path path(DataFile file) {
        return Path.of(URI.create(file.location()).getPath());
    }

    private static Instant modified(DataFile file) {
        try {
            return Files.getLastModifiedTime(path(file)).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
