package dev.lolbatch.orchestrator.stats;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One version of a view, and what its figures stand on.
 *
 * @param name the id of the run that published it, and where a run publishes a view more than once, a dot and a number
 * @param snapshotId the snapshot of the lake that the run read
 * @param publishedAt UTC
 * @param parts the version under which the rows of each part lie; it need not be this one, as parts that a run does not touch
 *     are taken over
 */
public record ViewVersion(String name, long snapshotId, Instant publishedAt, Map<String, String> parts) {
    public ViewVersion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(publishedAt, "publishedAt");
        parts = Map.copyOf(parts);
    }

    /** Id of the run that published it. */
    public String runId() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
