package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final Instant NOW = Instant.parse("2026-01-14T00:30:00Z");
    private static final Replica REPLICA = new Replica(new Child("node-1", 17, NOW));
    private static final List<LocalDate> DATES = List.of(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13));
    private static final Optional<String> LAST_WORDS = Optional.of("Cannot read the lake: it is gone; bring it back");
    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofSeconds(30));
    private static final Run RUNNING = Run.queued(RunId.of(NOW, 1), DATES, Origin.REQUEST)
            .submittedBy(REPLICA, NOW)
            .move(NOW, RunState::running);
    private static final Run CANCELLING = RUNNING.move(NOW, RunState::cancelling);

    @Test
    void aRecordedSuccessIsASuccessWhateverTheProcessSays() {
        for (OptionalInt exit : List.of(OptionalInt.of(0), OptionalInt.of(1), OptionalInt.empty())) {
            assertThat(conclusion(exit, record(JobRecord.State.SUCCEEDED), 2)).isEqualTo(new Conclusion.Success());
        }
    }

    @Test
    void whatIsPublishedIsASuccessWhereTheJobWasCutShort() {
        assertThat(conclusion(OptionalInt.of(137), record(JobRecord.State.RUNNING), 2))
                .isEqualTo(new Conclusion.Success());
        assertThat(conclusion(OptionalInt.empty(), Optional.empty(), 2)).isEqualTo(new Conclusion.Success());
    }

    @Test
    void aRecordedFailureIsAFailureEvenWhereEverythingIsPublished() {
        // Given the tables that follow the views were not written
        Optional<JobRecord> failed = Optional.of(JobRecordFixture.failed("Cannot write champion_stats", false));

        // Then
        assertThat(conclusion(OptionalInt.of(1), failed, 2))
                .isEqualTo(new Conclusion.Failure("Cannot write champion_stats"));
    }

    @Test
    void exitZeroWithoutARecordIsAFailure() {
        assertThat(conclusion(OptionalInt.of(0), Optional.empty(), 0))
                .isEqualTo(new Conclusion.Failure(
                        "The job's process exited with code 0, but it had recorded nothing; last line"
                                + " of its log: Cannot read the lake: it is gone; bring it back"));
    }

    @Test
    void theRecordedReasonIsTheReason() {
        // Given
        Optional<JobRecord> failed =
                Optional.of(JobRecordFixture.failed("Cannot read 2026-01-13: no such snapshot; run again", false));

        // Then
        assertThat(conclusion(OptionalInt.of(1), failed, 0))
                .isEqualTo(new Conclusion.Failure("Cannot read 2026-01-13: no such snapshot; run again"));
    }

    @Test
    void aFailureThatMayPassLeadsToAnotherAttemptLaterAndLater() {
        // Given
        Optional<JobRecord> failed = Optional.of(JobRecordFixture.failed("Cassandra is away", true));
        Evidence evidence = new Evidence(OptionalInt.of(75), failed, 0, LAST_WORDS, Optional.empty());

        // When
        Conclusion first = evidence.conclusion(RUNNING, RETRIES);
        Run second = RUNNING.concluded(NOW, first).submittedBy(REPLICA, NOW);
        Run third = second.concluded(NOW, first).submittedBy(REPLICA, NOW);

        // Then
        assertThat(first).isEqualTo(new Conclusion.Again("Cassandra is away", Duration.ofSeconds(30)));
        assertThat(evidence.conclusion(second, RETRIES))
                .isEqualTo(new Conclusion.Again("Cassandra is away", Duration.ofSeconds(60)));
        assertThat(evidence.conclusion(third, RETRIES))
                .isEqualTo(new Conclusion.Failure("Cassandra is away (the last of 3 attempts)"));
    }

    @Test
    void aJobThatIsGoneWithoutAWordMayHaveBeenKilledAndIsTriedAgain() {
        for (OptionalInt exit : List.of(OptionalInt.empty(), OptionalInt.of(75), OptionalInt.of(137))) {
            assertThat(conclusion(exit, record(JobRecord.State.RUNNING), 1))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Conclusion.Again.class))
                    .extracting(Conclusion.Again::reason)
                    .asString()
                    .contains("but its record says RUNNING; 1 of 2 dates are published; last line of its log: Cannot");
        }
    }

    @Test
    void aJobThatItsOrchestratorHasStoppedWaitsAgainAtOnce() {
        // Given
        Evidence evidence = new Evidence(
                OptionalInt.of(143),
                Optional.of(JobRecordFixture.failed("Cannot finish the run: it was stopped by SIGTERM", false)),
                0,
                LAST_WORDS,
                Optional.of("It was stopped"));

        // Then
        assertThat(evidence.conclusion(RUNNING, RETRIES))
                .isEqualTo(new Conclusion.Again("It was stopped", Duration.ZERO));
    }

    @Test
    void aCancelledRunIsCancelledWhateverItsProcessSays() {
        for (JobRecord.State state : List.of(JobRecord.State.RUNNING, JobRecord.State.FAILED)) {
            assertThat(new Evidence(OptionalInt.of(143), record(state), 1, LAST_WORDS, Optional.empty())
                            .conclusion(CANCELLING, RETRIES))
                    .isEqualTo(new Conclusion.Cancel());
        }
    }

    @Test
    void aCancelThatCameTooLateDoesNotHideWhatWasWritten() {
        assertThat(new Evidence(OptionalInt.of(0), record(JobRecord.State.SUCCEEDED), 2, LAST_WORDS, Optional.empty())
                        .conclusion(CANCELLING, RETRIES))
                .isEqualTo(new Conclusion.Success());
    }

    private static Conclusion conclusion(OptionalInt exitCode, Optional<JobRecord> record, int published) {
        return new Evidence(exitCode, record, published, LAST_WORDS, Optional.empty()).conclusion(RUNNING, RETRIES);
    }

    private static Optional<JobRecord> record(JobRecord.State state) {
        return Optional.of(JobRecordFixture.of(state));
    }
}
