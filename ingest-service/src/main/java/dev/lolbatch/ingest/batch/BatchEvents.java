package dev.lolbatch.ingest.batch;

import java.time.Duration;

/** What happens to batches, for metrics and health; called on the committer's thread. */
public interface BatchEvents {
    /**
     * A batch is in the lake.
     *
     * @param latency from the first step to the last
     */
    void committed(Batch batch, MatchLake.WrittenBatch written, Duration latency);

    /** Until when idle partitions are in the lake is in the table; no record was. */
    void watermarksCommitted();

    void fenced();

    /** An attempt at a step failed, and will be repeated. */
    void failed();

    /** The number of batches that was asked for is committed; nothing more will be. */
    void finished(long batches);
}
