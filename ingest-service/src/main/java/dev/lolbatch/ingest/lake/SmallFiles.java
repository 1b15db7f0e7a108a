package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.upkeep.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/**
 * Which files are worth joining: those that are well below the size that joined files have. One that another writer gave
 * deletes, or another partitioning, is never joined: its rows are not all that it holds, or belong elsewhere.
 *
 * @param bytes below which a file is small
 */
record SmallFiles(long bytes) {
    private static final Comparator<DataFile> COMMIT_ORDER =
            Comparator.comparing(DataFile::fileSequenceNumber).thenComparing(DataFile::location);

    // Three quarters: a joined file that came out a little smaller than it was meant to be is not joined again and
    // again.
    static SmallFiles below(long targetBytes) {
        return new SmallFiles(targetBytes / 4 * 3);
    }

    boolean include(FileScanTask task, Table table) {
        return task.file().fileSizeInBytes() < bytes
                && task.deletes().isEmpty()
                && task.file().specId() == table.spec().specId();
    }

    /** Those of a date, in the order of their commits. */
    List<DataFile> of(Table table, LocalDate date) {
        List<DataFile> files = new ArrayList<>();
        TableFiles.forEach(table, DateRange.of(date), task -> {
            if (include(task, table)) {
                files.add(task.file());
            }
        });
        files.sort(COMMIT_ORDER);
        return files;
    }
}
