package dev.lolbatch.ingest.upkeep;

import java.time.LocalDate;

/**
 * What became of a date's small files.
 *
 * @param files that were small
 * @param rows in them
 * @param bytes of them
 * @param filesAfter that they were joined into; none when it was overtaken
 * @param bytesAfter of those
 */
public record CompactedDate(
        LocalDate date, Outcome outcome, int files, long rows, long bytes, int filesAfter, long bytesAfter) {
    /** How it ended. */
    public enum Outcome {
        /** The table refers to the large files instead of the small ones. */
        COMPACTED,
        /** Another change of the same files came first; the table is as that left it. */
        OVERTAKEN
    }
}
