package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.upkeep.CompactedDate;
import dev.lolbatch.ingest.upkeep.CompactedDate.Outcome;
import dev.lolbatch.lake.Lake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;
import org.jboss.logging.Logger;

/**
 * The commit of a date's joined files: one snapshot takes the small files out and the joined ones in.
 *
 * <p>It holds when every small file is still in the table, none of them got deletes since it was read, and the joined files
 * are younger than the orphan fence; all of it is checked anew on every version that the commit is built on. Offsets are left
 * alone, so that a batch which loses against it is built again and commits.
 *
 * @param id unique over all compactions; the snapshot's summary has it
 * @param table whose files they are
 * @param readSnapshot the one that the small files were read from
 * @param oldest when the first of the joined files was closed, by the file system's clock
 */
record DateCompaction(
        Lake lake,
        String id,
        LocalDate date,
        Table table,
        long readSnapshot,
        List<DataFile> small,
        List<DataFile> joined,
        Instant oldest) {
    /** Key in a snapshot's summary and a file's footer: the compaction that made it. */
    static final String ID = "ingest.compaction-id";

    private static final Logger LOG = Logger.getLogger(DateCompaction.class);

    /** Each of them is five of Iceberg's, with growing waits in between. */
    private static final int ATTEMPTS = 5;

    /** What became of the joined files. */
    enum Settled {
        COMMITTED,
        /** Some small file is not in the table any more, or got deletes; the joined files are deleted. */
        OVERTAKEN,
        /** Orphan removal may have deleted joined files; they are to be written again. */
        OUTDATED
    }

    /**
     * Commits, or finds out that it cannot be.
     *
     * <p>After an attempt whose outcome is unknown the next one tells: it finds the small files gone when the first succeeded,
     * and when it commits itself, or loses, the first cannot succeed any more.
     *
     * @throws CommitFailedException when too many other commits came first
     */
    Settled commit() {
        for (int attempt = 1; ; attempt++) {
            try {
                rewrite().commit();
                return Settled.COMMITTED;
            } catch (ValidationException e) {
                return settle(e);
            } catch (CommitStateUnknownException e) {
                // Joined files that nothing refers to in the end are orphans, and removed by their age.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (CommitFailedException e) {
                if (attempt == ATTEMPTS) {
                    deleteUnreferenced(lake.table());
                    throw e;
                }
            }
        }
    }

    private RewriteFiles rewrite() {
        lake.requireFileSystem();
        TableOperations operations = new VerifiedOperations(((HasTableOperations) table).operations());
        RewriteFiles rewrite = new BaseTable(operations, table.name()).newRewrite();
        small.forEach(rewrite::deleteFile);
        joined.forEach(rewrite::addFile);
        return rewrite.validateFromSnapshot(readSnapshot)
                .validateWith(
                        new FilesNotRemoved(oldest, () -> operations.current().properties()))
                .set(ID, id);
    }

    private Settled settle(ValidationException refused) {
        Table now = lake.table();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(now)) {
            if (id.equals(snapshot.summary().get(ID))) {
                return Settled.COMMITTED;
            }
        }
        deleteUnreferenced(now);
        if (!OrphanFence.isPassedBy(oldest, now.properties())) {
            return Settled.OUTDATED;
        }
        LOG.infof("Gave up the compaction of a date date=%s reason=%s", date, refused.getMessage());
        return Settled.OVERTAKEN;
    }

    private void deleteUnreferenced(Table now) {
        UncommittedFiles.deleteUnreferenced(
                now, joined.stream().map(DataFile::location).toList(), Set.of(date));
    }

    CompactedDate told(Outcome outcome) {
        List<DataFile> after = outcome == Outcome.COMPACTED ? joined : List.of();
        return new CompactedDate(date, outcome, small.size(), rows(small), bytes(small), after.size(), bytes(after));
    }

    static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    private static long bytes(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    }
}
