package dev.lolbatch.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.batch.Batches;
import dev.lolbatch.ingest.upkeep.CompactionScope;
import dev.lolbatch.ingest.upkeep.DateFiles;
import dev.lolbatch.ingest.upkeep.DateRange;
import dev.lolbatch.ingest.upkeep.Expiry;
import dev.lolbatch.ingest.upkeep.FileListing;
import dev.lolbatch.ingest.upkeep.FileListing.LakeFile;
import dev.lolbatch.ingest.upkeep.UpkeepException;
import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergLakeUpkeepTest {
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);
    private static final long DAY_MILLIS = 86_400_000;
    private static final CompactionScope DAY = new CompactionScope(DateRange.of(DATE), 2);

    @TempDir
    Path folder;

    private LocalLake local;
    private IcebergLakeUpkeep upkeep;

    @BeforeEach
    void open() {
        local = LocalLake.in(folder, Clock.systemUTC());
        Lake lake = local.lake();
        MaintenanceSettings settings = new MaintenanceSettings(Duration.ZERO, 2, 500, Duration.ofDays(3));
        upkeep = new IcebergLakeUpkeep(
                lake,
                new LakeMaintenance(lake, settings, new RecordedMaintenance(), Clock.systemUTC()),
                new Compaction(lake, 128L << 20, "lolbatch test", Clock.systemUTC(), new Random()));
    }

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void countsAllFilesOfTheDatesAndListsTheFirst() {
        // Given
        commit(0, 2, Batches.TIMESTAMP + DAY_MILLIS);
        commit(2, 5, Batches.TIMESTAMP);
        commit(5, 9, Batches.TIMESTAMP);
        commit(9, 10, Batches.TIMESTAMP + 2 * DAY_MILLIS);
        // When
        FileListing listing = upkeep.files(new DateRange(Optional.empty(), Optional.of(DATE.plusDays(1))), 2);
        // Then
        assertThat(listing.files()).isEqualTo(3);
        assertThat(listing.rows()).isEqualTo(9);
        assertThat(listing.dates()).extracting(DateFiles::date).containsExactly(DATE, DATE.plusDays(1));
        assertThat(listing.dates()).extracting(DateFiles::files).containsExactly(2, 1);
        assertThat(listing.dates()).extracting(DateFiles::rows).containsExactly(7L, 2L);
        assertThat(listing.dates().stream().mapToLong(DateFiles::bytes).sum()).isEqualTo(listing.bytes());
        assertThat(listing.listed()).extracting(LakeFile::date).containsExactly(DATE, DATE);
        assertThat(listing.listed()).extracting(LakeFile::rows).containsExactly(3L, 4L);
        assertThat(listing.listed())
                .allSatisfy(file -> assertThat(Files.size(Path.of(file.path().replaceFirst("^file:", ""))))
                        .isEqualTo(file.bytes()));
        assertThat(upkeep.files(DateRange.all(), 0).listed()).isEmpty();
    }

    @Test
    void expiringSaysWhatWent() {
        // Given
        for (int batch = 0; batch < 5; batch++) {
            commit(batch, batch + 1, Batches.TIMESTAMP);
        }
        // When
        Expiry expiry = upkeep.expire();
        // Then
        assertThat(expiry).isEqualTo(new Expiry(3, 0, 0));
    }

    @Test
    void aLakeThatNobodyWroteToIsNotFound() {
        assertThatThrownBy(() -> upkeep.files(DateRange.all(), 10))
                .isInstanceOfSatisfying(
                        UpkeepException.class, e -> assertThat(e.code()).isEqualTo(UpkeepException.Code.LAKE_NOT_FOUND))
                .hasMessageStartingWith("Cannot open the lake: table lolbatch.lol_matches is not in the catalog of ");
        assertThat(upkeep.expire()).isEqualTo(new Expiry(0, 0, 0));
    }

    @Test
    void oneCompactionRunsAtATime() {
        // Given
        commit(0, 1, Batches.TIMESTAMP);
        commit(1, 2, Batches.TIMESTAMP);
        RecordedCompaction second = RecordedCompaction.undisturbed();
        // When
        RecordedCompaction first =
                RecordedCompaction.disturbed(2, () -> assertThatThrownBy(() -> upkeep.compact(DAY, second))
                        // Then
                        .isInstanceOfSatisfying(UpkeepException.class, e -> assertThat(e.code())
                                .isEqualTo(UpkeepException.Code.COMPACTION_RUNNING))
                        .hasMessage("Cannot compact the lake: this ingest-service is compacting it already;"
                                + " call again when that is over"));
        upkeep.compact(DAY, first);
        upkeep.compact(DAY, second);
        assertThat(first.ended()).hasSize(1);
        assertThat(second.ended()).isEmpty();
    }

    @Test
    void aFileThatIsGoneFailsTheCompactionAndChangesNothing() throws IOException {
        // Given
        commit(0, 1, Batches.TIMESTAMP);
        commit(1, 2, Batches.TIMESTAMP);
        Path gone = local.dataFiles().get(0);
        Files.delete(gone);
        List<Path> left = local.dataFiles();
        // When
        assertThatThrownBy(() -> upkeep.compact(DAY, RecordedCompaction.undisturbed()))
                .isInstanceOfSatisfying(
                        UpkeepException.class, e -> assertThat(e.code()).isEqualTo(UpkeepException.Code.LAKE_FAILED))
                .hasMessageStartingWith("Cannot compact the lake: ")
                .hasMessageContaining(gone.getFileName().toString())
                .hasMessageEndingWith("; the lake's rows are as they were, call again when that is mended");
        // Then
        assertThat(local.dataFiles()).isEqualTo(left);
        assertThat(upkeep.files(DateRange.all(), 0).files()).isEqualTo(2);
    }

    private void commit(long start, long next, long timestamp) {
        local.writer().commit(local.writer().write(Batches.of(1, start, next, timestamp)));
    }
}
