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

    void fenced();

    /** A step failed this many times in a row, and will be tried again. */
    void stalled(String step, int attempts, Exception cause);

    /** The step that had stalled went through. */
    void recovered();

    /** The number of batches that was asked for is committed; nothing more will be. */
    void finished(long batches);
}
