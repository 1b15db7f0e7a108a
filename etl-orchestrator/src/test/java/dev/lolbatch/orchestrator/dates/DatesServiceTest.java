package dev.lolbatch.orchestrator.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DatesServiceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);
    private static final Instant NOW = Instant.parse("2026-01-15T00:30:00Z");

    private final TreeMap<LocalDate, LakeDate> lake = new TreeMap<>(Map.of(
            DAY,
            new LakeDate(100, 1, 1_000),
            DAY.plusDays(1),
            new LakeDate(200, 2, 2_000),
            DAY.plusDays(2),
            new LakeDate(300, 3, 3_000),
            DAY.plusDays(3),
            new LakeDate(400, 4, 4_000)));
    private final Map<LocalDate, PublishedDate> published = Map.of(
            DAY,
            new PublishedDate("run-1", NOW, OptionalLong.of(100)),
            DAY.plusDays(1),
            new PublishedDate("run-2", NOW, OptionalLong.of(190)),
            DAY.plusDays(3),
            new PublishedDate("run-3", NOW, OptionalLong.empty()));
    private final DatesService dates = new DatesService(
            () -> new LakeState(OptionalLong.of(7), lake, DAY::equals),
            asked -> {
                Map<LocalDate, PublishedDate> found = new TreeMap<>(published);
                found.keySet().retainAll(asked);
                return found;
            },
            (from, to) -> Map.of(DAY, "run-9"));

    @Test
    void aDateIsFreshStaleOrMissingByTheRowsOfItsView() {
        // When
        DatesService.Dates all = dates.list(DAY, DAY.plusDays(9));

        // Then
        assertThat(all.snapshotId()).hasValue(7);
        assertThat(all.dates())
                .extracting(DateStatus::state)
                .containsExactly(
                        DateStatus.State.FRESH,
                        DateStatus.State.STALE,
                        DateStatus.State.MISSING,
                        DateStatus.State.STALE);
        assertThat(all.dates())
                .extracting(DateStatus::lastRun)
                .containsExactly(Optional.of("run-9"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(all.dates()).extracting(DateStatus::isComplete).containsExactly(true, false, false, false);
    }

    @Test
    void aViewThatWasPublishedWhileTheLakeWasAskedIsNotStale() {
        // When
        lake.put(DAY, new LakeDate(90, 1, 900));

        // Then
        assertThat(dates.list(DAY, DAY).dates()).extracting(DateStatus::state).containsExactly(DateStatus.State.FRESH);
    }

    @Test
    void theLakeSpansItsFirstAndItsLastDate() {
        assertThat(dates.span()).contains(new DatesService.Span(DAY, DAY.plusDays(3)));
        lake.clear();
        assertThat(dates.span()).isEmpty();
    }

    @Test
    void aRangeHasBothItsEndsAndOnlyTheLakesDates() {
        assertThat(dates.list(DAY.plusDays(1), DAY.plusDays(2)).dates())
                .extracting(DateStatus::date)
                .containsExactly(DAY.plusDays(1), DAY.plusDays(2));
        assertThat(dates.list(DAY.minusDays(9), DAY.minusDays(1)).dates()).isEmpty();
        assertThat(dates.list(DAY.plusDays(1), DAY).dates()).isEmpty();
    }

    @Test
    void aSelectionTakesAllOrWhatIsMissingOrWhatIsStaleToo() {
        assertThat(dates.select(DAY, DAY.plusDays(9), Selection.ALL)).isEqualTo(List.copyOf(lake.keySet()));
        assertThat(dates.select(DAY, DAY.plusDays(9), Selection.MISSING)).containsExactly(DAY.plusDays(2));
        assertThat(dates.select(DAY, DAY.plusDays(9), Selection.STALE))
                .containsExactly(DAY.plusDays(1), DAY.plusDays(2), DAY.plusDays(3));
    }
}
