package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.upkeep.Expiry;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.jboss.logging.Logger;

/**
 * Keeps the table small: expires its old snapshots and deletes orphans. Any number of instances may do so at any time,
 * beside each other and beside commits; a run that fails is made up for by the next.
 */
public final class LakeMaintenance {
    private static final Logger LOG = Logger.getLogger(LakeMaintenance.class);

    private final Lake lake;
    private final SnapshotExpiry expiry;
    private final OrphanRemoval orphans;
    private final MaintenanceEvents events;
    private final Clock clock;

    public LakeMaintenance(Lake lake, MaintenanceSettings settings, MaintenanceEvents events, Clock clock) {
        this.lake = lake;
        this.expiry = new SnapshotExpiry(settings);
        this.orphans = new OrphanRemoval(lake, settings.orphanAge());
        this.events = events;
        this.clock = clock;
    }

    /** One run, of some seconds; throws whatever the catalog or the file system throws. */
    public Expiry run() {
        try {
            int expired = expireSnapshots();
            OrphanRemoval.Result removed = removeOrphans();
            events.maintained();
            return new Expiry(expired, removed.deleted(), removed.bytes());
        } catch (LakeNotFoundException e) {
            LOG.debug("Nothing to maintain: nothing was ever committed");
            return new Expiry(0, 0, 0);
        }
    }

    private int expireSnapshots() {
        Table table = lake.table();
        int expired = expiry.expire(table, clock.instant());
        if (expired > 0) {
            events.expired(expired);
            table.refresh();
            LOG.infof(
                    "Expired snapshots expired=%d kept=%d",
                    expired,
                    ((HasTableOperations) table)
                            .operations()
                            .current()
                            .snapshots()
                            .size());
        }
        return expired;
    }

    private OrphanRemoval.Result removeOrphans() {
        Instant began = clock.instant();
        try {
            OrphanRemoval.Result result = orphans.run(began);
            if (result.scanned() > 0) {
                events.removed(result.deleted(), result.bytes());
                LOG.infof(
                        "Removed orphans files_scanned=%d files_deleted=%d bytes_deleted=%d millis=%d",
                        result.scanned(),
                        result.deleted(),
                        result.bytes(),
                        Duration.between(began, clock.instant()).toMillis());
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot remove orphans of " + lake.settings().location() + "; the next run tries again", e);
        }
    }
}
