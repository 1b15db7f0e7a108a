package dev.lolbatch.ingest.upkeep;

import java.time.LocalDate;
import java.util.List;

/**
 * Data files of one snapshot of the lake.
 *
 * @param files all that are selected
 * @param dates those files by match date
 * @param listed the first of them, by date and path
 */
public record FileListing(long files, long rows, long bytes, List<DateFiles> dates, List<LakeFile> listed) {
    /**
     * One data file.
     *
     * @param path whole, with the file system
     */
    public record LakeFile(LocalDate date, String path, long rows, long bytes) {}
}
