package dev.lolbatch.ingest.lake;

import java.time.Instant;
import java.util.List;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ExpireSnapshots.CleanupLevel;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Takes old snapshots off the table, and deletes the manifests that only they used. Data files are left to
 * {@link OrphanRemoval}.
 *
 * <p>Expiry is a commit of its own that touches neither offsets nor files: a batch that loses the race against it is built
 * again on the newer version, finds its offsets unmoved, and commits.
 */
final class SnapshotExpiry {
    private final MaintenanceSettings settings;

    SnapshotExpiry(MaintenanceSettings settings) {
        this.settings = settings;
    }

    /** Returns how many snapshots went. */
    int expire(Table table, Instant now) {
        long olderThan = Math.max(now.minus(settings.snapshotRetention()).toEpochMilli(), oldestWithinLimit(table));
        List<Snapshot> old = expiry(table, olderThan).apply();
        if (old.isEmpty()) {
            return 0;
        }
        ExpireSnapshots expiry = expiry(table, olderThan);
        // Named one by one, Iceberg deletes only what no living snapshot reaches, and nothing when one cannot be
        // read. Its other way, for when only an age is given, goes on past an unreadable manifest list and would take
        // living manifests for dead ones.
        old.forEach(snapshot -> expiry.expireSnapshotId(snapshot.snapshotId()));
        expiry.cleanupLevel(CleanupLevel.METADATA_ONLY).commit();
        return old.size();
    }

    private ExpireSnapshots expiry(Table table, long olderThan) {
        return table.expireSnapshots().expireOlderThan(olderThan).retainLast(settings.minSnapshots());
    }

    /** Time of the oldest snapshot that the limit on their number leaves. */
    private long oldestWithinLimit(Table table) {
        int kept = 0;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            kept++;
            if (kept == settings.maxSnapshots()) {
                return snapshot.timestampMillis();
            }
        }
        return Long.MIN_VALUE;
    }
}
