package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run as clients see it. What does not apply (yet) is left out.
 *
 * @param failure why it failed, in one sentence
 * @param progress what the job says of itself; in answers about one run only
 */
@Schema(name = "Run")
record RunView(
        @Schema(examples = "20260113T101500123Z-7f3a9c") String runId,
        RunState.Name state,
        List<LocalDate> dates,
        Instant requestedAt,
        Optional<Instant> submittedAt,
        Optional<Instant> runningAt,
        Optional<Instant> cancellingAt,
        Optional<Instant> endedAt,
        Optional<String> failure,
        Optional<Progress> progress,
        @Schema(examples = "/etl/runs/20260113T101500123Z-7f3a9c") String self,
        @Schema(examples = "/etl/runs/20260113T101500123Z-7f3a9c/log") String log) {

    /**
     * The job's own record.
     *
     * @param snapshotId snapshot of the lake that it reads
     * @param rowsRead participants read from the lake
     * @param rowsRemoved participants removed, by rule
     * @param rowsWritten rows written, by table
     */
    @Schema(name = "Progress")
    record Progress(
            Optional<String> stage,
            @Schema(implementation = Long.class) OptionalLong snapshotId,
            Optional<String> codeVersion,
            @Schema(implementation = Long.class) OptionalLong rowsRead,
            Map<String, Long> rowsRemoved,
            Map<String, Long> rowsWritten,
            Instant updatedAt) {
        static Progress of(JobRecord record) {
            return new Progress(
                    record.stage(),
                    record.snapshotId(),
                    record.codeVersion(),
                    record.rowsRead(),
                    record.rowsRemoved(),
                    record.rowsWritten(),
                    record.updatedAt());
        }
    }

    static RunView of(Run run) {
        return of(run, Optional.empty());
    }

    static RunView of(Run run, Optional<JobRecord> record) {
        String self = RunsResource.path(run.id().value());
        return new RunView(
                run.id().value(),
                run.state().name(),
                run.dates(),
                run.requestedAt(),
                at(run, RunState.Name.SUBMITTED),
                at(run, RunState.Name.RUNNING),
                at(run, RunState.Name.CANCELLING),
                run.endedAt(),
                run.failure(),
                record.map(Progress::of),
                self,
                self + "/log");
    }

    private static Optional<Instant> at(Run run, RunState.Name state) {
        return Optional.ofNullable(run.entered().get(state));
    }
}
