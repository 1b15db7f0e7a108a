package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.upkeep.DateFiles;
import dev.lolbatch.ingest.upkeep.DateRange;
import dev.lolbatch.ingest.upkeep.FileListing;
import dev.lolbatch.ingest.upkeep.FileListing.LakeFile;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/** Counts the files of a table by date, and remembers the first few of them; never more. */
final class FileCount {
    private static final Comparator<LakeFile> ORDER =
            Comparator.comparing(LakeFile::date).thenComparing(LakeFile::path);

    private final int limit;
    private final SortedMap<LocalDate, DateFiles> dates = new TreeMap<>();
    private final NavigableSet<LakeFile> first = new TreeSet<>(ORDER);

    FileCount(int limit) {
        this.limit = limit;
    }

    FileListing of(Table table, DateRange range) {
        TableFiles.forEach(table, range, this::add);
        return new FileListing(
                dates.values().stream().mapToLong(DateFiles::files).sum(),
                dates.values().stream().mapToLong(DateFiles::rows).sum(),
                dates.values().stream().mapToLong(DateFiles::bytes).sum(),
                List.copyOf(dates.values()),
                List.copyOf(first));
    }

    private void add(FileScanTask task) {
        LocalDate date = TableFiles.date(task);
        long rows = task.file().recordCount();
        long bytes = task.file().fileSizeInBytes();
        dates.merge(date, new DateFiles(date, 1, rows, bytes), DateFiles::plus);
        first.add(new LakeFile(date, task.file().location(), rows, bytes));
        if (first.size() > limit) {
            first.pollLast();
        }
    }
}
