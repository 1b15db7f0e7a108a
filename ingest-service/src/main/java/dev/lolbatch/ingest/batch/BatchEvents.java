package dev.lolbatch.ingest.batch;

import java.time.Duration;

/** What the loop does, for metrics and health. */
public interface BatchEvents {
    void rejected(Reject reject);

    void committed(Batch batch, MatchLake.WrittenBatch written, Duration latency);

    void fenced();

    /** A step failed for the given time in a row, and will be tried again. */
    void stalled(String step, int attempts, Exception cause);

    /** The step that had stalled went through. */
    void recovered();
}
