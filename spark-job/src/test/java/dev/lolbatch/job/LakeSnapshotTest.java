package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.row;
import static dev.lolbatch.job.Rows.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class LakeSnapshotTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final Instant NOON = Instant.parse("2026-01-13T12:00:00Z");

    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open(SparkSession spark) {
        lake = TestLake.open(spark, folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void whatIsCommittedAfterThePinIsNotRead() {
        // Given
        long id = lake.created().append(LakeRow.of("M", "ann", NOON));
        LakeSnapshot snapshot = LakeSnapshot.pinNewest(lake.spark());

        // When
        lake.append(LakeRow.of("N", "bob", NOON));

        // Then
        assertThat(snapshot.id()).isEqualTo(id);
        assertThat(select(snapshot.rowsByMatch(DAY, Optional.empty()), "match_id"))
                .containsExactly(row("M"));
    }

    @Test
    void completenessIsThatOfTheCommitThatWasPinned() {
        // Given a date that was not complete when it was pinned
        Instant end = Instant.parse("2026-01-14T00:00:00Z");
        lake.created().append(LakeRow.of("M", "ann", NOON));
        lake.watermarks("lol_matches", end, end.minusMillis(1));
        LakeSnapshot before = LakeSnapshot.pinNewest(lake.spark());

        // When the lake goes on, and the table is looked at again
        lake.append(LakeRow.of("N", "bob", NOON));
        lake.watermarks("lol_matches", end, end);
        before.tag("run-1").create();

        // Then
        assertThat(complete(before)).contains(false);
        assertThat(complete(LakeSnapshot.pinNewest(lake.spark()))).contains(true);
        assertThat(complete(LakeSnapshot.pin(lake.spark(), before.id()))).isEmpty();
    }

    private static Optional<Boolean> complete(LakeSnapshot snapshot) {
        return snapshot.completeness(Duration.ZERO).map(completeness -> completeness.isComplete(DAY));
    }

    @Test
    void countsTheRowsOfDatesFromMetadata() {
        // Given
        lake.created()
                .append(
                        LakeRow.of("M", "ann", NOON),
                        LakeRow.of("M", "ann", NOON),
                        LakeRow.of("N", "ann", NOON.minusSeconds(86_400)),
                        LakeRow.of("O", "ann", NOON.plusSeconds(86_400)));

        // When
        LakeSnapshot snapshot = LakeSnapshot.pinNewest(lake.spark());

        // Then
        assertThat(snapshot.rowsOf(List.of(DAY))).isEqualTo(Map.of(DAY, 2L));
        assertThat(snapshot.rowsBetween(DAY.minusDays(1), DAY)).isEqualTo(Map.of(DAY.minusDays(1), 1L, DAY, 2L));
        assertThat(select(snapshot.rowsByMatch(DAY, Optional.empty()), "match_id", "added"))
                .containsExactly(row("M", true), row("M", true));
    }

    @Test
    void rowsOfAddedFilesAreMarked() {
        // Given
        long first = lake.created().append(LakeRow.of("M", "ann", NOON));
        lake.append(LakeRow.of("N", "bob", NOON));
        LakeSnapshot snapshot = LakeSnapshot.pinNewest(lake.spark());

        // When
        Optional<Set<String>> added = snapshot.changes().filesAddedSince(first, DAY);

        // Then
        assertThat(select(snapshot.rowsByMatch(DAY, added), "match_id", "added"))
                .containsExactlyInAnyOrder(row("M", false), row("N", true));
    }

    @Test
    void aRangeWithoutRowsIsNamed() {
        // Given
        long id = lake.created().append(LakeRow.of("M", "ann", NOON));
        LakeSnapshot snapshot = LakeSnapshot.pinNewest(lake.spark());

        // When / Then
        assertThatThrownBy(() -> snapshot.rowsBetween(DAY.plusDays(1), DAY.plusDays(9)))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot compute the statistics from 2026-01-14 to 2026-01-22: the lake has no rows of these dates"
                                + " (snapshot " + id
                                + " of lake.lolbatch.lol_matches holds dates from 2026-01-13 to 2026-01-13); wait until"
                                + " ingest-service has committed some, or ask for other dates");
    }

    @Test
    void namesEveryDateWithoutRows() {
        // Given
        long id = lake.created().append(LakeRow.of("M", "ann", NOON));
        LakeSnapshot snapshot = LakeSnapshot.pinNewest(lake.spark());

        // When / Then
        assertThatThrownBy(() -> snapshot.rowsOf(List.of(DAY.minusDays(1), DAY, DAY.plusDays(1))))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot compute the statistics of 2026-01-12, 2026-01-14: the lake has no rows of that date (snapshot "
                                + id
                                + " of lake.lolbatch.lol_matches holds dates from 2026-01-13 to 2026-01-13); wait until"
                                + " ingest-service has committed some, or ask for another date");
    }

    @Test
    void anEmptyTableHasNothingToRead() {
        // Given
        lake.created();

        // When / Then
        assertThatThrownBy(() -> LakeSnapshot.pinNewest(lake.spark()))
                .isInstanceOf(JobFailure.class)
                .hasMessage("Cannot read table lake.lolbatch.lol_matches: nothing was ever committed to it;"
                        + " start ingest-service and wait for its first batch");
    }

    @Test
    void anUnsetCatalogIsNamed(SparkSession spark) {
        assertThatThrownBy(() -> LakeSnapshot.pinNewest(spark))
                .isInstanceOf(JobFailure.class)
                .hasMessage("Cannot open the lake: spark.sql.catalog.lake is not set;"
                        + " give the catalog's settings as --conf spark.sql.catalog.lake.* (see --help)");
    }
}
