package dev.lolbatch.ingest.upkeep;

import java.util.List;

/** What people may ask of the lake's table; every call may fail with an {@link UpkeepException}. */
public interface LakeUpkeep {
    /**
     * The data files of the newest snapshot, from the table's metadata alone.
     *
     * @param limit at most so many files are listed one by one; all are counted
     */
    FileListing files(DateRange dates, int limit);

    /** Runs the maintenance that runs from time to time anyway. */
    Expiry expire();

    /** The dates that a compaction would rewrite now, with their small files. */
    List<DateFiles> compactable(CompactionScope scope);

    /**
     * Writes the rows of small files into few large ones, date by date, each date by one commit that takes the old files out
     * and the new ones in. One at a time.
     */
    void compact(CompactionScope scope, CompactionProgress progress);
}
