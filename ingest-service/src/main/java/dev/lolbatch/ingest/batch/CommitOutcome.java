package dev.lolbatch.ingest.batch;

import dev.lolbatch.lake.LakeOffsets;

/** How a commit ended, when it is known how it ended. */
public sealed interface CommitOutcome {
    /** Files and offsets are in the table, together. */
    record Committed(long snapshotId) implements CommitOutcome {}

    /**
     * Another writer moved the offsets of a partition of this batch: nothing of it is in the table.
     *
     * @param actual where the table is now
     */
    record Fenced(LakeOffsets actual) implements CommitOutcome {}

    /**
     * The files waited so long for their commit that maintenance may have removed them as orphans: nothing of the batch is
     * in the table, and it is to be written anew.
     */
    record Outdated() implements CommitOutcome {}
}
