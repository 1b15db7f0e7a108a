package dev.lolbatch.ingest.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Operations of a table whose commit never calls itself failed when it succeeded.
 *
 * <p>The JDBC catalog repeats an update whose reply was lost, finds the row changed, by itself, and reports a lost race.
 * Iceberg believes that, applies the transaction again, which our condition on the offsets then refuses, and deletes the
 * manifests of what is the table's newest snapshot: the table is unreadable. So a commit that is reported as failed is
 * looked up first; when the table cannot be read, the outcome is unknown, after which Iceberg deletes nothing.
 *
 * <p>Only for commits that add a snapshot: it is by this that they are found again.
 */
final class VerifiedOperations implements TableOperations {
    private final TableOperations operations;

    VerifiedOperations(TableOperations operations) {
        this.operations = operations;
    }

    /** @throws CommitStateUnknownException when it failed, or not, and the table cannot be asked */
    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        try {
            operations.commit(base, metadata);
        } catch (CommitFailedException failed) {
            if (!isInTable(metadata.currentSnapshot(), failed)) {
                throw failed;
            }
        }
    }

    private boolean isInTable(Snapshot snapshot, CommitFailedException failed) {
        try {
            return operations.refresh().snapshot(snapshot.snapshotId()) != null;
        } catch (RuntimeException unreadable) {
            failed.addSuppressed(unreadable);
            throw new CommitStateUnknownException(
                    "Cannot tell whether snapshot " + snapshot.snapshotId()
                            + " was committed: the table cannot be read; it is looked up at the next attempt",
                    failed);
        }
    }

    @Override
    public TableMetadata current() {
        return operations.current();
    }

    @Override
    public TableMetadata refresh() {
        return operations.refresh();
    }

    @Override
    public FileIO io() {
        return operations.io();
    }

    @Override
    public EncryptionManager encryption() {
        return operations.encryption();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return operations.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return operations.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommittedMetadata) {
        return operations.temp(uncommittedMetadata);
    }

    @Override
    public long newSnapshotId() {
        return operations.newSnapshotId();
    }

    @Override
    public boolean requireStrictCleanup() {
        return operations.requireStrictCleanup();
    }
}
