package dev.lolbatch.ingest.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * What is committed at once: offset ranges, and all that the records in them became.
 *
 * @param id unique over all attempts of all writers, and says where the batch began
 * @param ranges by partition, never empty
 * @param rows by match date; empty when every record was rejected
 * @param rejects in the order in which they came
 */
public record Batch(
        String id,
        SortedMap<Integer, OffsetRange> ranges,
        SortedMap<LocalDate, List<MatchRow>> rows,
        List<Reject> rejects,
        int matches) {}
