package dev.lolbatch.ingest.lake;

import java.time.Duration;

/**
 * What maintenance keeps.
 *
 * @param snapshotRetention age up to which snapshots are kept
 * @param minSnapshots newest snapshots that are kept at any age
 * @param maxSnapshots newest snapshots beyond which younger ones expire too; those with a tag or a branch never do
 * @param orphanAge age at which files that no snapshot refers to are deleted; at least an hour, and longer than any writer
 *     takes from its first file to its commit
 */
public record MaintenanceSettings(Duration snapshotRetention, int minSnapshots, int maxSnapshots, Duration orphanAge) {
    private static final Duration SHORTEST_ORPHAN_AGE = Duration.ofHours(1);

    public MaintenanceSettings {
        if (snapshotRetention.isNegative() || minSnapshots < 1 || maxSnapshots < minSnapshots) {
            throw new IllegalArgumentException(
                    "Cannot keep snapshots for " + snapshotRetention + ", at least "
                            + minSnapshots + " and at most " + maxSnapshots
                            + ": the time must not be negative, 1 <= min-snapshots <= max-snapshots; correct ingest.maintenance");
        }
        if (orphanAge.compareTo(SHORTEST_ORPHAN_AGE) < 0) {
            throw new IllegalArgumentException("Cannot delete orphans at the age of " + orphanAge
                    + ": a file that is being written or committed is none; set ingest.maintenance.orphan-age to "
                    + SHORTEST_ORPHAN_AGE + " or more");
        }
    }
}
