package dev.lolbatch.ingest.upkeep;

import java.time.LocalDate;

/** Files of a date, in numbers. */
public record DateFiles(LocalDate date, int files, long rows, long bytes) {
    /** Both together, which are of one date. */
    public DateFiles plus(DateFiles others) {
        return new DateFiles(date, files + others.files, rows + others.rows, bytes + others.bytes);
    }
}
