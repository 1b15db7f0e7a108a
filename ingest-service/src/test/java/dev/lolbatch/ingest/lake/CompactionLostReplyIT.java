package dev.lolbatch.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.batch.Batches;
import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.catalog.CatalogProxy;
import dev.lolbatch.ingest.catalog.CatalogProxy.Fault;
import dev.lolbatch.ingest.upkeep.CompactedDate.Outcome;
import dev.lolbatch.ingest.upkeep.CompactionScope;
import dev.lolbatch.ingest.upkeep.DateRange;
import dev.lolbatch.ingest.upkeep.UpkeepException;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A compaction whose catalog, on a real PostgreSQL, does not answer its commit. */
class CompactionLostReplyIT {
    private static final CompactionScope DAY = new CompactionScope(DateRange.of(LocalDate.of(2026, 1, 13)), 5);

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;
    private Lake lake;
    private List<Record> before;

    @BeforeEach
    void commitFiveFiles() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres").toFile())
                .start();
        lake = open(postgres.getPort());
        MatchLake writer = new IcebergMatchLake(
                lake, "lol_matches", () -> new TopicIdentity.Topic("topic-1", 3), "lolbatch test", Clock.systemUTC());
        for (long batch = 0; batch < 5; batch++) {
            assertThat(writer.commit(writer.write(Batches.of(1, batch, batch + 1))))
                    .isInstanceOf(Committed.class);
        }
        before = rows();
    }

    @AfterEach
    void stop() throws IOException {
        lake.close();
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatIsNotAnsweredIsFoundOutAndDoneOnce(Fault fault) throws IOException {
        try (CatalogProxy proxy = CatalogProxy.start(postgres.getPort(), Map.of(1, fault));
                Lake faulty = open(proxy.port())) {
            // Given
            RecordedCompaction progress = RecordedCompaction.undisturbed();
            // When
            compaction(faulty).run(DAY, progress);
            // Then
            assertThat(proxy.happened()).containsExactly(fault);
            assertThat(progress.outcomes()).containsExactly(Outcome.COMPACTED);
            assertThat(rows()).containsExactlyElementsOf(before);
            assertThat(dataFiles()).isEqualTo(5 + 1);
            assertThat(lake.table().snapshots()).hasSize(5 + 1);
        }
    }

    @Test
    void aCatalogThatIsGoneAtTheCommitIsSaidAndNothingIsLost() throws IOException {
        try (CatalogProxy proxy = CatalogProxy.start(postgres.getPort(), Map.of());
                Lake faulty = open(proxy.port())) {
            // Given
            RecordedCompaction interrupted = RecordedCompaction.disturbed(5, () -> close(proxy));
            // When
            assertThatThrownBy(() -> upkeep(faulty).compact(DAY, interrupted))
                    // Then
                    .isInstanceOfSatisfying(UpkeepException.class, e -> assertThat(e.code())
                            .isEqualTo(UpkeepException.Code.LAKE_UNREACHABLE))
                    .hasMessageStartingWith("Cannot compact the lake: ")
                    .hasMessageEndingWith("; the lake's rows are as they were, call again when that is mended");
        }
        assertThat(rows()).containsExactlyElementsOf(before);
        RecordedCompaction again = RecordedCompaction.undisturbed();
        upkeep(lake).compact(DAY, again);
        assertThat(again.outcomes()).containsExactly(Outcome.COMPACTED);
        assertThat(rows()).containsExactlyElementsOf(before);
    }

    private static IcebergLakeUpkeep upkeep(Lake lake) {
        MaintenanceSettings settings = new MaintenanceSettings(Duration.ZERO, 2, 500, Duration.ofDays(3));
        return new IcebergLakeUpkeep(
                lake,
                new LakeMaintenance(lake, settings, new RecordedMaintenance(), Clock.systemUTC()),
                compaction(lake));
    }

    private static Compaction compaction(Lake lake) {
        return new Compaction(lake, 128L << 20, "lolbatch test", Clock.systemUTC(), new Random());
    }

    private List<Record> rows() throws IOException {
        List<Record> rows = LakeRows.of(lake.table());
        rows.sort((one, other) ->
                Long.compare((Long) one.getField("kafka_offset"), (Long) other.getField("kafka_offset")));
        return rows;
    }

    private long dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lol_matches"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private static void close(CatalogProxy proxy) {
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Lake open(int port) {
        return Lake.open(new LakeSettings(
                LakeSettings.JDBC_CATALOG,
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&prepareThreshold=0",
                "file:" + folder.resolve("lol_matches"),
                // Long enough for a healthy database, short enough for a test.
                Map.of("jdbc.socketTimeout", "3"),
                Map.of()));
    }
}
