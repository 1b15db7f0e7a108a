package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run as clients see it. What does not apply (yet) is left out.
 *
 * @param failure why it failed, in one sentence
 * @param origin who asked for it
 * @param changes every state that it entered
 * @param attempts every start of its job
 * @param progress what the job says of itself; in answers about one run only
 */
@Schema(name = "Run")
record RunView(
        @Schema(examples = Examples.RUN_ID) String runId,
        RunState.Name state,
        List<LocalDate> dates,
        Instant requestedAt,
        Optional<Instant> submittedAt,
        Optional<Instant> runningAt,
        Optional<Instant> cancellingAt,
        Optional<Instant> endedAt,
        Optional<String> failure,
        Origin origin,
        @Schema(implementation = Integer.class, description = "Turns until its own, while it waits")
                OptionalInt queuePlace,
        List<Change> changes,
        List<AttemptView> attempts,
        Optional<Progress> progress,
        @Schema(format = "uri-reference", examples = Examples.RUN_PATH) String self,
        @Schema(format = "uri-reference", examples = Examples.RUN_PATH + "/log") String log) {

    /** A state that the run entered. */
    @Schema(name = "StateChange")
    record Change(RunState.Name state, Instant at) {}

    /**
     * One start of the run's job.
     *
     * @param failure why it did not do what it was for
     */
    @Schema(name = "Attempt")
    record AttemptView(Instant startedAt, Optional<Instant> endedAt, Optional<String> failure) {}

    /**
     * The job's own record.
     *
     * @param percent of the whole, 0 to 100
     * @param snapshotId snapshot of the lake that it reads
     * @param rowsRead participants read from the lake
     * @param rowsRemoved participants removed, by rule
     * @param rowsWritten rows written, by table
     */
    @Schema(name = "Progress")
    record Progress(
            Optional<String> stage,
            int percent,
            int datesDone,
            @Schema(implementation = Integer.class) OptionalInt datesTotal,
            @Schema(implementation = Long.class) OptionalLong snapshotId,
            Optional<String> codeVersion,
            @Schema(implementation = Long.class) OptionalLong rowsRead,
            Map<String, Long> rowsRemoved,
            Map<String, Long> rowsWritten,
            Instant updatedAt) {
        static Progress of(JobRecord record) {
            return new Progress(
                    record.stage(),
                    record.progress().percent(),
                    record.progress().datesDone(),
                    record.progress().datesTotal(),
                    record.snapshotId(),
                    record.codeVersion(),
                    record.rowsRead(),
                    record.rowsRemoved(),
                    record.rowsWritten(),
                    record.updatedAt());
        }
    }

    static RunView of(Run run) {
        return of(run, OptionalInt.empty(), Optional.empty());
    }

    static RunView of(Run run, OptionalInt place, Optional<JobRecord> record) {
        String self = RunsResource.path(run.id().value());
        return new RunView(
                run.id().value(),
                run.state().name(),
                run.dates(),
                run.requestedAt(),
                run.entered(RunState.Name.SUBMITTED),
                run.entered(RunState.Name.RUNNING),
                run.entered(RunState.Name.CANCELLING),
                run.endedAt(),
                run.failure(),
                run.origin(),
                place,
                run.changes().stream()
                        .map(change -> new Change(change.state(), change.at()))
                        .toList(),
                run.attempts().stream()
                        .map(attempt -> new AttemptView(attempt.startedAt(), attempt.endedAt(), attempt.failure()))
                        .toList(),
                record.map(Progress::of),
                self,
                self + "/log");
    }
}
