package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What every store of runs does; run against each of them. A store is empty before each test. */
public abstract class RunStoreContract {
    private static final Instant OLD = Instant.parse("2025-12-31T23:59:59.999Z");
    private static final Instant NEW = Instant.parse("2026-01-13T10:15:00.123Z");
    private static final Child CHILD = new Child("node-1", 4711, Instant.parse("2026-01-13T10:15:02.340Z"));
    private static final Replica REPLICA = new Replica(new Child("node-1", 17, NEW));
    private static final List<LocalDate> DATES = List.of(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13));

    protected abstract RunStore store();

    @Test
    void aRunComesBackAsItWasInEveryState() {
        List<UnaryOperator<RunState>> way =
                List.of(state -> state.launched(CHILD), RunState::running, RunState::cancelling, RunState::succeeded);
        Run run = inserted(NEW, 1).submittedBy(REPLICA, NEW);
        store().replace(run);

        for (UnaryOperator<RunState> exit : way) {
            // When
            run = run.move(NEW.plusSeconds(run.version() + 1), exit);
            boolean replaced = store().replace(run);

            // Then
            assertThat(replaced).isTrue();
            assertThat(store().find(run.id())).contains(run);
        }
    }

    @Test
    void aFailureComesBackWithItsReason() {
        // Given
        Run run = inserted(NEW, 1).submittedBy(REPLICA, NEW);
        store().replace(run);

        // When
        Run failed = run.concluded(NEW, new Conclusion.Failure("it's \"gone\""));
        store().replace(failed);

        // Then
        assertThat(store().find(run.id())).contains(failed);
    }

    @Test
    void anUnknownRunIsNotFound() {
        assertThat(store().find(RunId.of(NEW, 404))).isEmpty();
    }

    @Test
    void anIdIsTakenOnce() {
        // Given
        Run run = inserted(NEW, 1);

        // When
        boolean again = store().insert(Run.queued(run.id(), List.of(DATES.get(0)), Origin.SCHEDULE));

        // Then
        assertThat(again).isFalse();
        assertThat(store().find(run.id())).contains(run);
    }

    @Test
    void ofTwoMovesFromOneVersionTheSecondIsRefused() {
        // Given
        Run run = inserted(NEW, 1);
        Run submitted = run.move(NEW, RunState::submitted);
        Run cancelled = run.move(NEW, RunState::cancelled);

        // When
        boolean first = store().replace(submitted);
        boolean second = store().replace(cancelled);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store().find(run.id())).contains(submitted);
    }

    @Test
    void aRunThatIsNotThereIsNotReplaced() {
        // Given
        Run run = Run.queued(RunId.of(NEW, 1), DATES, Origin.REQUEST).move(NEW, RunState::submitted);

        // When
        boolean replaced = store().replace(run);

        // Then
        assertThat(replaced).isFalse();
        assertThat(store().find(run.id())).isEmpty();
    }

    @Test
    void theNewestComeFirstOverTheTurnOfTheYear() {
        // Given
        Run old = inserted(OLD, 1);
        Run middle = inserted(NEW, 1);
        Run young = inserted(NEW.plusMillis(1), 0);

        // Then
        assertThat(list(3, Optional.empty())).containsExactly(young, middle, old);
        assertThat(list(2, Optional.empty())).containsExactly(young, middle);
    }

    @Test
    void theNewestOfOneStateLeaveOutTheOthers() {
        // Given
        Run old = inserted(OLD, 1);
        Run cancelled = inserted(NEW, 1).move(NEW, RunState::cancelled);
        store().replace(cancelled);

        // Then
        assertThat(list(10, Optional.of(RunState.Name.QUEUED))).containsExactly(old);
        assertThat(list(10, Optional.of(RunState.Name.CANCELLED))).containsExactly(cancelled);
        assertThat(list(10, Optional.of(RunState.Name.FAILED))).isEmpty();
    }

    @Test
    void attemptsAndOwnersComeBackAsTheyWere() {
        // Given
        Run run = inserted(NEW, 1).submittedBy(REPLICA, NEW);
        store().replace(run);

        // When
        Run again =
                run.concluded(NEW.plusSeconds(5), new Conclusion.Again("Cassandra was away", Duration.ofSeconds(30)));
        store().replace(again);
        Run second = again.submittedBy(REPLICA, NEW.plusSeconds(40));
        store().replace(second);
        Run takenOver = second.takenOverBy(new Replica(new Child("node-2", 4, NEW)));
        store().replace(takenOver);

        // Then
        assertThat(store().find(run.id())).contains(takenOver);
        assertThat(takenOver.attempts())
                .containsExactly(
                        new Attempt(NEW, Optional.of(NEW.plusSeconds(5)), Optional.of("Cassandra was away")),
                        new Attempt(NEW.plusSeconds(40), Optional.empty(), Optional.empty()));
        assertThat(takenOver.changes())
                .extracting(StateChange::state)
                .containsExactly(
                        RunState.Name.QUEUED, RunState.Name.SUBMITTED, RunState.Name.QUEUED, RunState.Name.SUBMITTED);
    }

    @Test
    void aPageGoesOnBeforeItsCursorAndADateLeavesOutTheOthers() {
        // Given
        Run old = inserted(OLD, 1);
        Run middle = inserted(NEW, 1);
        Run young = inserted(NEW.plusMillis(1), 0);

        // Then
        assertThat(store().list(new RunQuery(1, Optional.empty(), Optional.empty(), Optional.of(young.id()))))
                .containsExactly(middle);
        assertThat(store().list(new RunQuery(9, Optional.empty(), Optional.empty(), Optional.of(middle.id()))))
                .containsExactly(old);
        assertThat(store().list(new RunQuery(9, Optional.empty(), Optional.of(DATES.get(1)), Optional.empty())))
                .containsExactly(young, middle, old);
        assertThat(store().list(new RunQuery(
                        9, Optional.empty(), Optional.of(DATES.get(1).plusDays(1)), Optional.empty())))
                .isEmpty();
    }

    private List<Run> list(int limit, Optional<RunState.Name> state) {
        return store().list(new RunQuery(limit, state, Optional.empty(), Optional.empty()));
    }

    private Run inserted(Instant at, int random) {
        Run run = Run.queued(RunId.of(at, random), DATES, Origin.REQUEST);
        store().insert(run);
        return run;
    }
}
