package dev.lolbatch.orchestrator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.orchestrator.run.Attempt;
import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.StateChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunRowTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final Instant STARTED = Instant.parse("2026-01-13T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(STARTED.plusSeconds(300), ZoneOffset.UTC);

    @Test
    void datesWithoutAGapCanBeRunAgain() {
        assertThat(again(DAY)).contains("date=2026-01-01");
        assertThat(again(DAY, DAY.plusDays(1), DAY.plusDays(2))).contains("from=2026-01-01&to=2026-01-03");
    }

    @Test
    void datesWithAGapCannotSinceTheRangeWouldAskForOthersToo() {
        assertThat(again(DAY, DAY.plusDays(30))).isEmpty();
    }

    @Test
    void aJobAtWorkHasProgressAndItsTimeGrows() {
        RunRow row =
                row(new RunState.Running(Optional.empty()), new Attempt(STARTED, Optional.empty(), Optional.empty()));
        assertThat(row.progress()).contains(new RunRow.Progress("write views", 70));
        assertThat(row.isAtWork()).isTrue();
        assertThat(row.took()).contains(Duration.ofMinutes(5));
    }

    @Test
    void aRunThatWaitsForAnotherAttemptShowsNothingOfTheJobThatIsGone() {
        RunRow row = row(
                new RunState.Queued(),
                new Attempt(STARTED, Optional.of(STARTED.plusSeconds(40)), Optional.of("The job was lost")));
        assertThat(row.progress()).isEmpty();
        assertThat(row.isAtWork()).isFalse();
        assertThat(row.took()).contains(Duration.ofSeconds(40));
    }

    private static Optional<String> again(LocalDate... dates) {
        return RunRow.of(run(new RunState.Succeeded(), List.of(dates), List.of()), Optional.empty(), CLOCK)
                .again();
    }

    private static RunRow row(RunState state, Attempt attempt) {
        return RunRow.of(run(state, List.of(DAY), List.of(attempt)), Optional.of(record()), CLOCK);
    }

    private static Run run(RunState state, List<LocalDate> dates, List<Attempt> attempts) {
        return new Run(
                new RunId("20260113T095900000Z-7f3a9c"),
                3,
                dates,
                Origin.REQUEST,
                state,
                Optional.empty(),
                List.of(new StateChange(state.name(), STARTED)),
                attempts);
    }

    private static JobRecord record() {
        return new JobRecord(
                JobRecord.State.RUNNING,
                Optional.of("write_views"),
                new JobRecord.Progress(70, 0, OptionalInt.of(1)),
                OptionalLong.of(7),
                Optional.empty(),
                OptionalLong.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                false,
                STARTED,
                STARTED);
    }
}
