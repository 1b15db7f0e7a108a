package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private static final List<LocalDate> DATES = List.of(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13));

    protected abstract RunStore store();

    @Test
    void aRunComesBackAsItWasInEveryState() {
        List<UnaryOperator<RunState>> way = List.of(
                RunState::submitted,
                state -> state.launched(CHILD),
                RunState::running,
                RunState::cancelling,
                RunState::succeeded);
        Run run = Run.queued(RunId.of(NEW, 1), DATES);
        store().insert(run);

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
        Run run = inserted(NEW, 1).move(NEW, RunState::submitted);
        store().replace(run);

        // When
        Run failed = run.move(NEW, state -> state.failed("it's \"gone\""));
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

        // Then
        assertThatThrownBy(() -> store().insert(run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot insert run " + run.id() + ": there is one of this id already");
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
        Run run = Run.queued(RunId.of(NEW, 1), DATES).move(NEW, RunState::submitted);

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
        assertThat(store().newest(3, Optional.empty())).containsExactly(young, middle, old);
        assertThat(store().newest(2, Optional.empty())).containsExactly(young, middle);
    }

    @Test
    void theNewestOfOneStateLeaveOutTheOthers() {
        // Given
        Run old = inserted(OLD, 1);
        Run cancelled = inserted(NEW, 1).move(NEW, RunState::cancelled);
        store().replace(cancelled);

        // Then
        assertThat(store().newest(10, Optional.of(RunState.Name.QUEUED))).containsExactly(old);
        assertThat(store().newest(10, Optional.of(RunState.Name.CANCELLED))).containsExactly(cancelled);
        assertThat(store().newest(10, Optional.of(RunState.Name.FAILED))).isEmpty();
    }

    @Test
    void activeRunsAreThoseThatHaveNotEndedTheOldestFirst() {
        // Given
        Run old = inserted(OLD, 1);
        Run submitted = inserted(NEW.plusMillis(1), 1).move(NEW, RunState::submitted);
        store().replace(submitted);
        Run queued = inserted(NEW, 1);
        store().replace(inserted(NEW, 2).move(NEW, RunState::cancelled));

        // Then
        assertThat(store().active()).containsExactly(old, queued, submitted);
    }

    private Run inserted(Instant at, int random) {
        Run run = Run.queued(RunId.of(at, random), DATES);
        store().insert(run);
        return run;
    }
}
