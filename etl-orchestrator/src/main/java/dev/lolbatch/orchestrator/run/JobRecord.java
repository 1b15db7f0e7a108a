package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the job has recorded of itself; it alone writes this.
 *
 * @param stage what it is doing, or was doing last
 * @param snapshotId the one snapshot of the lake that it reads
 * @param codeVersion version of the job
 * @param rowsRead participants read from the lake
 * @param rowsRemoved participants removed, by the rule that removed them
 * @param rowsWritten rows written, by table
 * @param failure one sentence; present when it failed
 */
public record JobRecord(
        State state,
        Optional<String> stage,
        OptionalLong snapshotId,
        Optional<String> codeVersion,
        OptionalLong rowsRead,
        Map<String, Long> rowsRemoved,
        Map<String, Long> rowsWritten,
        Optional<String> failure,
        Instant startedAt,
        Instant updatedAt) {
    /** The job's own states. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    public JobRecord {
        Objects.requireNonNull(state, "state");
        rowsRemoved = Map.copyOf(rowsRemoved);
        rowsWritten = Map.copyOf(rowsWritten);
    }

    boolean succeeded() {
        return state == State.SUCCEEDED;
    }
}
