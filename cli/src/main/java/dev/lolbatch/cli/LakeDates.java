package dev.lolbatch.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The dates of the lake, as the orchestrator shows them.
 *
 * @param dates newest first
 */
record LakeDates(List<LakeDate> dates) {
    /**
     * A match date of the lake.
     *
     * @param rows participants, those of duplicates too
     * @param bytes of its files
     * @param state {@code FRESH, STALE, MISSING}: how what is published stands to the lake
     * @param complete whether every partition of the topic is in the lake past its end
     * @param lastRun path of the run that was requested last
     */
    record LakeDate(
            LocalDate date,
            long rows,
            int files,
            long bytes,
            String state,
            boolean complete,
            Optional<Instant> publishedAt,
            Optional<String> lastRun) {}
}
