package dev.lolbatch.ingest.match;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One match as it came, in either form; fields that the form does not have are null.
 *
 * @param id never empty
 * @param timestampMillis start of the match, milliseconds since the epoch
 * @param durationSeconds nullable
 * @param participants at least one
 */
public record Match(
        String id,
        long timestampMillis,
        Integer durationSeconds,
        String gameVersion,
        Integer queueId,
        String gameMode,
        String platformId,
        String endOfGameResult,
        List<Participant> participants) {

    /** The match's own UTC date, which decides the folder and partition that it lands in. */
    public LocalDate date() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(timestampMillis), ZoneOffset.UTC);
    }
}
