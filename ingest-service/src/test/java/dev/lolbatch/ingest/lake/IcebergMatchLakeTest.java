package dev.lolbatch.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.batch.Batch;
import dev.lolbatch.ingest.batch.Batches;
import dev.lolbatch.ingest.batch.CommitOutcome;
import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.CommitOutcome.Fenced;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.batch.MatchLake.WrittenBatch;
import dev.lolbatch.ingest.batch.MatchLakeContract;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeWatermarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commit protocol on a real Iceberg table with a real SQLite catalog; files are on local disk. */
class IcebergMatchLakeTest extends MatchLakeContract {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-13T10:00:10Z"), ZoneOffset.UTC);

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

    @Override
    protected MatchLake matchLake() {
        return matchLake;
    }

    @Override
    protected Map<Integer, Long> offsetsInTable() {
        return local.offsets().next();
    }

    @Override
    protected List<Long> offsetsOfRows() {
        return local.offsetsOfRows();
    }

    @Test
    void deletesTheFilesOfAFencedBatch() throws IOException {
        // Given
        matchLake.commit(matchLake.write(Batches.of(1, 0, 3)));
        WrittenBatch late = matchLake.write(Batches.of(1, 0, 2));
        matchLake.commit(late);
        // When
        matchLake.discard(late);
        // Then
        assertThat(local.dataFiles()).hasSize(1);
    }

    @Test
    void remembersWhichTopicItsOffsetsCountIn() {
        // When
        matchLake.commit(matchLake.write(Batches.of(1, 0, 3)));
        // Then
        assertThat(lake.table().properties()).containsEntry("ingest.topic-id.lol_matches", "topic-1");
    }

    @Test
    void watermarksMoveWithTheOffsetsAndNeverFall() {
        // Given
        Instant ofRecords = Instant.ofEpochMilli(Batches.TIMESTAMP + 5000);
        Instant seenLater = ofRecords.plusSeconds(60);
        // When
        matchLake.commit(matchLake.write(Batches.of(1, 0, 3)));
        LakeWatermarks first = local.watermarks();
        matchLake.commit(matchLake.write(Batches.idle(1, 3, seenLater)));
        matchLake.commit(matchLake.write(Batches.of(1, 3, 5)));
        // Then
        assertThat(first.partitions()).hasValue(3);
        assertThat(first.known()).containsExactly(Map.entry(1, ofRecords));
        assertThat(local.watermarks().known()).containsExactly(Map.entry(1, seenLater));
        assertThat(local.offsets().next()).containsExactly(Map.entry(1, 5L));
    }

    @Test
    void aWatermarkOfOffsetsThatMovedMeanwhileIsFenced() {
        // Given
        WrittenBatch idle = matchLake.write(Batches.idle(1, 0, Instant.parse("2026-01-14T10:00:00Z")));
        matchLake.commit(matchLake.write(Batches.of(1, 0, 3)));
        // When
        CommitOutcome outcome = matchLake.commit(idle);
        // Then
        assertThat(outcome).isInstanceOf(Fenced.class);
        assertThat(local.watermarks().of(1)).contains(Instant.ofEpochMilli(Batches.TIMESTAMP + 5000));
    }

    @Test
    void aBatchThatLosesAgainstANewerWatermarkIsRaisedOverItAndCommitted() {
        // Given
        Instant newer = Instant.parse("2026-01-14T10:00:00Z");
        matchLake.commit(matchLake.write(Batches.of(1, 0, 3)));
        WrittenBatch written = matchLake.write(Batches.of(1, 3, 5));
        try (Lake other = local.connect()) {
            MatchLake writer = local.writer(other);
            writer.commit(writer.write(Batches.idle(1, 3, newer)));
        }
        // When
        CommitOutcome outcome = matchLake.commit(written);
        // Then
        assertThat(outcome).isInstanceOf(Committed.class);
        assertThat(local.watermarks().of(1)).contains(newer);
        assertThat(local.offsetsOfRows()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void theNumberOfPartitionsNeverFalls() {
        // Given
        lake.createTableIfAbsent()
                .updateProperties()
                .set(LakeWatermarks.partitionsProperty(LocalLake.TOPIC), "6")
                .commit();
        // When
        matchLake.commit(matchLake.write(Batches.of(1, 0, 3)));
        // Then
        assertThat(local.watermarks().partitions()).hasValue(6);
    }

    @Test
    void keepsEveryColumnOfARow() throws IOException {
        // When
        matchLake.commit(matchLake.write(Batches.of(1, 40, 41)));
        // Then
        Record row = LakeRows.of(lake.table()).get(0);
        List<Object> values = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            values.add(row.get(column));
        }
        assertThat(values)
                .containsExactly(
                        "EUW1_1_40",
                        Batches.TIMESTAMP,
                        1800,
                        "이름#40",
                        "Ahri",
                        "MIDDLE",
                        100,
                        true,
                        7,
                        2,
                        9,
                        8.0,
                        12345,
                        23456,
                        192,
                        21,
                        40L,
                        1,
                        Instant.ofEpochMilli(Batches.TIMESTAMP + 5000).atOffset(ZoneOffset.UTC),
                        LocalDate.of(2026, 1, 13),
                        "puuid-40",
                        "puuid-40",
                        103,
                        "16.1.1.2",
                        420,
                        "CLASSIC",
                        "EUW1",
                        0,
                        false,
                        "GameComplete");
    }

    @Test
    void filesCarryTheirOffsetsAndLieInTheFolderOfTheirDate() throws IOException {
        // Given
        Batch batch = Batches.of(1, 40, 43);
        // When
        matchLake.commit(matchLake.write(batch));
        // Then
        Path file = local.dataFiles().get(0);
        assertThat(folder.resolve("lol_matches").relativize(file))
                .hasToString("2026/01/13/matches_20260113_100010_" + batch.id() + ".parquet");
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getFileMetaData().getKeyValueMetaData())
                    .containsEntry("ingest.topic", LocalLake.TOPIC)
                    .containsEntry("ingest.offsets", "1:40-42")
                    .containsEntry("ingest.batch-id", batch.id())
                    .containsEntry("ingest.writer", "lolbatch test");
        }
    }

    @Test
    void registersTheColumnMetricsOfItsFiles() throws IOException {
        // When
        matchLake.commit(matchLake.write(Batches.of(1, 40, 43)));
        // Then
        try (var tasks = lake.table().newScan().includeColumnStats().planFiles()) {
            DataFile file = tasks.iterator().next().file();
            assertThat(file.recordCount()).isEqualTo(3);
            assertThat(file.fileSizeInBytes())
                    .isEqualTo(Files.size(local.dataFiles().get(0)));
            assertThat(file.valueCounts()).containsEntry(1, 3L);
            assertThat(file.lowerBounds()).containsKey(17);
        }
    }

    @Test
    void writersThatRaceForTheSameOffsetsCommitThemOnce() throws Exception {
        // Given
        int writers = 4;
        int rounds = 10;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Callable<Integer>> races = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            races.add(() -> race(rounds));
        }
        // When
        int commits = 0;
        for (Future<Integer> race : threads.invokeAll(races)) {
            commits += race.get();
        }
        threads.shutdown();
        // Then
        assertThat(commits).isEqualTo(rounds);
        assertThat(offsetsOfRows()).doesNotHaveDuplicates().hasSize(rounds * 2);
        assertThat(local.offsets().next()).containsExactly(Map.entry(1, rounds * 2L));
        assertThat(local.dataFiles()).hasSize(rounds);
    }

    /** Commits two offsets at a time until the end is reached, by this writer or another. */
    private Integer race(int rounds) {
        int commits = 0;
        try (Lake own = local.connect()) {
            MatchLake writer = local.writer(own);
            long next = 0;
            while (next < rounds * 2L) {
                WrittenBatch written = writer.write(Batches.of(1, next, next + 2));
                CommitOutcome outcome = writer.commit(written);
                if (outcome instanceof Committed) {
                    commits++;
                    next += 2;
                } else if (outcome instanceof Fenced fenced) {
                    writer.discard(written);
                    next = fenced.actual().of(1).orElseThrow();
                }
            }
        }
        return commits;
    }

    @Test
    void deletesWhatItWroteWhenAFileCannotBeWritten() throws IOException {
        // Given
        lake.createTableIfAbsent();
        Files.createDirectories(folder.resolve("lol_matches/2026"));
        Files.writeString(folder.resolve("lol_matches/2026/01"), "a file where a folder belongs");
        // When
        assertThatThrownBy(() -> matchLake.write(Batches.of(1, 0, 3)))
                .hasMessageStartingWith(
                        "Cannot write lake file file:" + folder.resolve("lol_matches") + "/2026/01/13/");
        // Then
        assertThat(local.dataFiles()).isEmpty();
    }
}
