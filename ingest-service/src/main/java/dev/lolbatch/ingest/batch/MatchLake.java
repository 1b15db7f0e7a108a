package dev.lolbatch.ingest.batch;

import java.util.List;

/** The lake as ingest sees it. Every call may throw for a file system or catalog that is away, and may be repeated. */
public interface MatchLake {
    /** A batch whose files are written and closed, but that no reader can see. */
    interface WrittenBatch {
        /** Size of each file in bytes; empty when every record was rejected. */
        List<Long> fileSizes();

        default long bytes() {
            return fileSizes().stream().mapToLong(Long::longValue).sum();
        }

        default int files() {
            return fileSizes().size();
        }
    }

    /** Writes one file per match date; on failure nothing of it stays. */
    WrittenBatch write(Batch batch);

    /**
     * The commit point: adds the files and moves the offsets in one conditional step. After an exception the outcome is
     * unknown, and calling it again with the same batch finds out: it never commits twice.
     */
    CommitOutcome commit(WrittenBatch written);

    /** Deletes the files of a batch that was fenced or is outdated. */
    void discard(WrittenBatch written);
}
