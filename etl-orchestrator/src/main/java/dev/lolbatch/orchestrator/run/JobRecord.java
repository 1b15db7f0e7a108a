package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the job has recorded of itself; it alone writes this.
 *
 * @param stage what it is doing, or was doing last
 * @param progress how far it is
 * @param snapshotId the one snapshot of the lake that it reads
 * @param codeVersion version of the job
 * @param rowsRead participants read from the lake
 * @param rowsRemoved participants removed, by the rule that removed them
 * @param rowsWritten rows written, by table
 * @param failure one sentence; present when it failed
 * @param isTemporary whether it failed of something that may pass
 */
public record JobRecord(
        State state,
        Optional<String> stage,
        Progress progress,
        OptionalLong snapshotId,
        Optional<String> codeVersion,
        OptionalLong rowsRead,
        Map<String, Long> rowsRemoved,
        Map<String, Long> rowsWritten,
        Optional<String> failure,
        boolean isTemporary,
        Instant startedAt,
        Instant updatedAt) {
    /** The job's own states. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /**
     * How far a job is.
     *
     * @param percent 0 to 100
     * @param datesTotal how many it has to do; empty before it has asked the lake
     */
    public record Progress(int percent, int datesDone, OptionalInt datesTotal) {}

    public JobRecord {
        Objects.requireNonNull(state, "state");
        rowsRemoved = Map.copyOf(rowsRemoved);
        rowsWritten = Map.copyOf(rowsWritten);
    }

    /** Whether another says the same, but for when it was said: a job that lives renews its record. */
    public boolean saysTheSameAs(JobRecord other) {
        return equals(new JobRecord(
                other.state,
                other.stage,
                other.progress,
                other.snapshotId,
                other.codeVersion,
                other.rowsRead,
                other.rowsRemoved,
                other.rowsWritten,
                other.failure,
                other.isTemporary,
                other.startedAt,
                updatedAt));
    }

    boolean hasEnded() {
        return state != State.RUNNING;
    }

    boolean succeeded() {
        return state == State.SUCCEEDED;
    }
}
