package dev.lolbatch.job;

import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tag of a run on the snapshot that it reads: while it is there, the snapshot and its files stay. Ingest commits to the same
 * table at the same time, and the JDBC catalog may call a commit failed that succeeded, so what the table says afterwards counts.
 */
final class SnapshotTag {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTag.class);
    /** Each of them waits and tries again some times by itself. */
    private static final int ATTEMPTS = 10;

    private final Table table;
    private final long snapshotId;
    private final String name;

    SnapshotTag(Table table, long snapshotId, String runId) {
        this.table = table;
        this.snapshotId = snapshotId;
        this.name = name(runId);
    }

    static String name(String runId) {
        return "run-" + runId;
    }

    /**
     * Sets it, unless it is there already.
     *
     * @throws JobFailure when the table does not take it
     */
    void create() {
        untilDone("tag", () -> isThere(snapshotId), () -> {
            if (table.refs().containsKey(name)) {
                table.manageSnapshots().replaceTag(name, snapshotId).commit();
            } else {
                table.manageSnapshots().createTag(name, snapshotId).commit();
            }
        });
    }

    /** Removes it, whatever snapshot it is on; nothing happens when it is not there. */
    void remove() {
        untilDone("untag", () -> !table.refs().containsKey(name), () -> table.manageSnapshots()
                .removeTag(name)
                .commit());
    }

    private interface Condition {
        boolean holds();
    }

    private void untilDone(String what, Condition done, Runnable commit) {
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            table.refresh();
            if (done.holds()) {
                return;
            }
            try {
                commit.run();
                return;
            } catch (CommitFailedException | CommitStateUnknownException | IllegalArgumentException e) {
                // An illegal argument, since the attempt before this one has succeeded after all.
                LOG.info("Could not {} the snapshot, looking again: tag={} reason={}", what, name, e.getMessage());
                last = e;
            }
        }
        throw JobFailure.of(
                what + " snapshot " + snapshotId + " of the lake", last, "run again when fewer write to the lake");
    }

    private boolean isThere(long id) {
        SnapshotRef ref = table.refs().get(name);
        return ref != null && ref.isTag() && ref.snapshotId() == id;
    }
}
