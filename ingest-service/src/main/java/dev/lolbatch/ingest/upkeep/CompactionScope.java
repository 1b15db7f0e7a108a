package dev.lolbatch.ingest.upkeep;

/**
 * Which dates are compacted.
 *
 * @param dates all of them; without an end, those that are complete in the lake
 * @param minFiles dates with fewer small files are left as they are
 */
public record CompactionScope(DateRange dates, int minFiles) {
    private static final int FEWEST = 2;

    public CompactionScope {
        if (minFiles < FEWEST) {
            throw new UpkeepException(
                    UpkeepException.Code.INVALID_PARAMETER,
                    "Cannot compact dates of " + minFiles + " small files: min_files is " + FEWEST + " or more");
        }
    }
}
