package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final RunState RUNNING = new RunState.Running(Optional.empty());
    private static final RunState CANCELLING = new RunState.Cancelling(Optional.empty());
    private static final Optional<String> LAST_WORDS = Optional.of("Cannot read the lake: it is gone; bring it back");

    @Test
    void succeedsWhenTheRecordSaysSoAndTheProcessExitedWithZero() {
        assertThat(evidence(OptionalInt.of(0), record(JobRecord.State.SUCCEEDED))
                        .verdict(RUNNING))
                .isEqualTo(new RunState.Succeeded());
    }

    @Test
    void succeedsWhenTheRecordSaysSoAndNobodySawTheExit() {
        assertThat(evidence(OptionalInt.empty(), record(JobRecord.State.SUCCEEDED))
                        .verdict(RUNNING))
                .isEqualTo(new RunState.Succeeded());
    }

    @Test
    void exitZeroWithoutARecordIsAFailure() {
        assertThat(evidence(OptionalInt.of(0), Optional.empty()).verdict(RUNNING))
                .isEqualTo(new RunState.Failed(
                        "The job's process exited with code 0, but it had recorded nothing; last line"
                                + " of its log: Cannot read the lake: it is gone; bring it back"));
    }

    @Test
    void aRecordedSuccessWithAnotherExitCodeIsAFailure() {
        assertThat(evidence(OptionalInt.of(1), record(JobRecord.State.SUCCEEDED))
                        .verdict(RUNNING))
                .isEqualTo(
                        new RunState.Failed("The job's process exited with code 1, but its record says SUCCEEDED; last"
                                + " line of its log: Cannot read the lake: it is gone; bring it back"));
    }

    @Test
    void theRecordedReasonIsTheReason() {
        // Given
        Optional<JobRecord> failed = Optional.of(new JobRecord(
                JobRecord.State.FAILED,
                Optional.of("READ"),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Map.of(),
                Map.of(),
                Optional.of("Cannot read 2026-01-13: no such snapshot; run again"),
                Instant.EPOCH,
                Instant.EPOCH));

        // Then
        assertThat(evidence(OptionalInt.of(1), failed).verdict(RUNNING))
                .isEqualTo(new RunState.Failed("Cannot read 2026-01-13: no such snapshot; run again"));
    }

    @Test
    void anInterruptedJobNamesTheInterruption() {
        // Given
        Evidence evidence = new Evidence(
                OptionalInt.of(143), record(JobRecord.State.RUNNING), LAST_WORDS, Optional.of("It was stopped"));

        // Then
        assertThat(evidence.verdict(RUNNING)).isEqualTo(new RunState.Failed("It was stopped"));
    }

    @Test
    void aCancelledRunIsCancelledWhateverItsProcessSays() {
        assertThat(evidence(OptionalInt.of(143), record(JobRecord.State.RUNNING))
                        .verdict(CANCELLING))
                .isEqualTo(new RunState.Cancelled());
        assertThat(evidence(OptionalInt.of(1), record(JobRecord.State.FAILED)).verdict(CANCELLING))
                .isEqualTo(new RunState.Cancelled());
    }

    @Test
    void aCancelThatCameTooLateDoesNotHideWhatWasWritten() {
        assertThat(evidence(OptionalInt.of(0), record(JobRecord.State.SUCCEEDED))
                        .verdict(CANCELLING))
                .isEqualTo(new RunState.Succeeded());
    }

    private static Evidence evidence(OptionalInt exitCode, Optional<JobRecord> record) {
        return new Evidence(exitCode, record, LAST_WORDS, Optional.empty());
    }

    private static Optional<JobRecord> record(JobRecord.State state) {
        return Optional.of(JobRecordFixture.of(state));
    }
}
