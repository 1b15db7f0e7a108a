package dev.lolbatch.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.dates.DatesService;
import dev.lolbatch.orchestrator.dates.LakeDate;
import dev.lolbatch.orchestrator.dates.LakeState;
import dev.lolbatch.orchestrator.dates.PublishedDate;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunRequest;
import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.StateChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);

    private final TreeMap<LocalDate, LakeDate> lake = new TreeMap<>();
    private final Map<LocalDate, PublishedDate> published = new HashMap<>();
    private final Set<LocalDate> complete = new HashSet<>();
    private final Map<String, Instant> done = new HashMap<>();
    private final List<RunRequest> requests = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<LocalDate, OrchestratorException> refused = new HashMap<>();
    private Instant now = Instant.parse("2026-01-14T00:30:00Z");

    @Test
    void atItsTimeTheDailyScheduleRunsYesterdayAndWhatIsBehindBeforeIt() {
        // Given
        inLake(DAY.minusDays(8), DAY.minusDays(3), DAY.minusDays(2), DAY, DAY.plusDays(1));
        publishWhole(DAY.minusDays(2));
        Scheduler scheduler = daily(Scheduler.Waiting.FOR_NOTHING);

        // When
        scheduler.look();

        // Then
        assertThat(requestedDates()).containsExactly(DAY, DAY.minusDays(3));
        assertThat(requests).extracting(RunRequest::origin).containsOnly(Origin.SCHEDULE);
        assertThat(scheduler.lag()).isZero();
    }

    @Test
    void aTimeIsKeptOnceByWhicheverReplica() {
        // Given
        inLake(DAY);
        Scheduler first = daily(Scheduler.Waiting.FOR_NOTHING);
        Scheduler second = daily(Scheduler.Waiting.FOR_NOTHING);

        // When
        first.look();
        second.look();
        now = now.plusSeconds(3_600);
        first.look();

        // Then
        assertThat(requests).hasSize(1);

        // And when one looks that has not seen that it was done
        done.clear();
        second.look();

        // Then
        assertThat(keys).hasSize(1);
    }

    @Test
    void aTimeThatWasMissedIsKeptAtTheNextStart() {
        // Given
        done.put("daily", Instant.parse("2026-01-10T00:30:00Z"));
        inLake(DAY.minusDays(2), DAY.minusDays(1), DAY);
        now = Instant.parse("2026-01-14T17:12:00Z");

        // When
        daily(Scheduler.Waiting.FOR_NOTHING).look();

        // Then
        assertThat(requestedDates()).containsExactly(DAY, DAY.minusDays(1), DAY.minusDays(2));
        assertThat(done).containsEntry("daily", Instant.parse("2026-01-14T00:30:00Z"));
    }

    @Test
    void beforeItsTimeNothingIsRun() {
        // Given
        done.put("daily", Instant.parse("2026-01-13T00:30:00Z"));
        inLake(DAY);
        now = Instant.parse("2026-01-14T00:29:59Z");

        // When
        daily(Scheduler.Waiting.FOR_NOTHING).look();

        // Then
        assertThat(requests).isEmpty();
    }

    @Test
    void aDateThatIsNotCompleteIsWaitedForWhileTheOthersAreRun() {
        // Given
        inLake(DAY.minusDays(1), DAY);
        complete.add(DAY.minusDays(1));
        Scheduler scheduler = daily(Scheduler.Waiting.UNTIL_COMPLETE);

        // When
        scheduler.look();
        now = now.plusSeconds(600);

        // Then
        assertThat(requestedDates()).containsExactly(DAY.minusDays(1));
        assertThat(scheduler.lag()).isEqualTo(Duration.ofMinutes(10));

        // And when it is complete
        publishWhole(DAY.minusDays(1));
        complete.add(DAY);
        scheduler.look();

        // Then
        assertThat(requestedDates()).containsExactly(DAY.minusDays(1), DAY);
        assertThat(scheduler.lag()).isZero();
    }

    @Test
    void aRefusedRequestIsMadeAgain() {
        // Given
        inLake(DAY);
        Scheduler scheduler = daily(Scheduler.Waiting.FOR_NOTHING);
        for (OrchestratorException reason : List.of(
                OrchestratorException.runActive("other", "it is active"),
                OrchestratorException.temporary(ErrorCode.QUEUE_FULL, Duration.ofMinutes(1), "full", null))) {
            refused.put(DAY, reason);
            scheduler.look();
            assertThat(done).isEmpty();
        }

        // When
        refused.clear();
        scheduler.look();

        // Then
        assertThat(requests).hasSize(1);
        assertThat(done).containsKey("daily");
    }

    @Test
    void aDateThatHasToWaitIsInNoOthersWayAndIsAloneAskedForAgain() {
        // Given
        inLake(DAY.minusDays(1), DAY);
        refused.put(DAY, OrchestratorException.runActive("other", "it is active"));
        Scheduler scheduler = daily(Scheduler.Waiting.FOR_NOTHING);

        // When
        scheduler.look();
        refused.clear();
        scheduler.look();

        // Then
        assertThat(requestedDates()).containsExactly(DAY.minusDays(1), DAY);
        assertThat(done).containsKey("daily");
    }

    @Test
    void theHourlyScheduleRunsTodayAsFarAsItHasCome() {
        // Given
        inLake(DAY, DAY.plusDays(1));
        Scheduler scheduler = scheduler(Optional.empty(), Optional.of("5 * * * *"), Scheduler.Waiting.FOR_NOTHING);

        // When
        scheduler.look();
        publishWhole(DAY.plusDays(1));
        now = now.plusSeconds(3_600);
        scheduler.look();
        lake.put(DAY.plusDays(1), new LakeDate(101, 2, 2_000));
        now = now.plusSeconds(3_600);
        scheduler.look();

        // Then the second time there was nothing new
        assertThat(requestedDates()).containsExactly(DAY.plusDays(1), DAY.plusDays(1));
    }

    @Test
    void anExpressionThatCannotBeReadIsNamedWithItsRemedy() {
        assertThatThrownBy(() -> scheduler(Optional.of("at noon"), Optional.empty(), Scheduler.Waiting.FOR_NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot use etl.schedule.daily=at noon: ")
                .hasMessageEndingWith("; write minute, hour, day, month and day of the week, such as 30 0 * * *");
    }

    private Scheduler daily(Scheduler.Waiting waiting) {
        return scheduler(Optional.of("30 0 * * *"), Optional.empty(), waiting);
    }

    private Scheduler scheduler(Optional<String> daily, Optional<String> hourly, Scheduler.Waiting waiting) {
        DatesService dates = new DatesService(
                () -> new LakeState(OptionalLong.of(7), lake, complete::contains),
                asked -> published,
                (from, to) -> Map.of());
        return new Scheduler(
                new ScheduleSettings(daily, hourly, 7, waiting),
                new InMemoryStore(),
                dates,
                this::run,
                new TestClock());
    }

    private List<LocalDate> requestedDates() {
        return requests.stream()
                .flatMap(request -> request.dates().get().stream())
                .toList();
    }

    private RunService.Acceptance run(RunRequest request) {
        List<LocalDate> asked = request.dates().get();
        assertThat(asked).hasSize(1);
        if (refused.containsKey(asked.get(0))) {
            throw refused.get(asked.get(0));
        }
        keys.add(request.key().orElseThrow());
        requests.add(request);
        Run run = new Run(
                new RunId("20260114T003000000Z-00000a"),
                0,
                asked,
                request.origin(),
                new RunState.Queued(),
                Optional.empty(),
                List.of(new StateChange(RunState.Name.QUEUED, now)),
                List.of());
        return new RunService.Acceptance(run, OptionalInt.of(1));
    }

    private void inLake(LocalDate... dates) {
        for (LocalDate date : dates) {
            lake.put(date, new LakeDate(100, 1, 1_000));
        }
    }

    private void publishWhole(LocalDate date) {
        published.put(
                date,
                new PublishedDate("run", now, OptionalLong.of(lake.get(date).rows())));
    }

    private final class InMemoryStore implements ScheduleStore {
        @Override
        public Optional<Instant> done(String schedule) {
            return Optional.ofNullable(done.get(schedule));
        }

        @Override
        public void done(String schedule, Instant time) {
            done.put(schedule, time);
        }
    }

    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
