package dev.lolbatch.job;

import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/** What a snapshot of the lake has that an earlier one had not. From metadata alone. */
final class LakeChanges {
    private static final Set<String> KEEPS_ROWS = Set.of(DataOperations.APPEND, DataOperations.REPLACE);

    private final Table table;
    private final long id;

    LakeChanges(Table table, long id) {
        this.table = table;
        this.id = id;
    }

    /**
     * The files of a date that hold every row which the earlier snapshot does not have. Files that compaction made of rows of
     * the earlier one are left out.
     *
     * @return empty when rows may have gone since, or the earlier snapshot is not known any more
     */
    Optional<Set<String>> filesAddedSince(long earlier, LocalDate date) {
        if (earlier == id) {
            return Optional.of(Set.of());
        }
        if (table.snapshot(earlier) == null) {
            return Optional.empty();
        }
        Files before = files(earlier, date);
        Files now = files(id, date);
        if (before.haveDeletes || now.haveDeletes) {
            return Optional.empty();
        }
        Set<String> added = new HashSet<>(now.byPath.keySet());
        added.removeAll(before.byPath.keySet());
        Set<String> gone = new HashSet<>(before.byPath.keySet());
        gone.removeAll(now.byPath.keySet());
        return gone.isEmpty() ? Optional.of(added) : withoutCompacted(earlier, added, now, before.rowsOf(gone));
    }

    private Optional<Set<String>> withoutCompacted(long earlier, Set<String> added, Files now, long rowsGone) {
        if (!SnapshotUtil.isAncestorOf(table, id, earlier)) {
            return Optional.empty();
        }
        Map<Long, String> operations = new HashMap<>();
        for (Snapshot snapshot : SnapshotUtil.ancestorsBetween(id, earlier, table::snapshot)) {
            if (!KEEPS_ROWS.contains(snapshot.operation())) {
                return Optional.empty();
            }
            operations.put(snapshot.sequenceNumber(), snapshot.operation());
        }
        Set<String> compacted = new HashSet<>();
        for (String path : added) {
            if (DataOperations.REPLACE.equals(
                    operations.get(now.byPath.get(path).fileSequenceNumber()))) {
                compacted.add(path);
            }
        }
        // More rows than went: files that were added since were compacted with the others, and can't be told apart.
        if (now.rowsOf(compacted) == rowsGone) {
            Set<String> rest = new HashSet<>(added);
            rest.removeAll(compacted);
            return Optional.of(rest);
        }
        return Optional.of(added);
    }

    private Files files(long snapshot, LocalDate date) {
        Map<String, DataFile> byPath = new HashMap<>();
        boolean haveDeletes = false;
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(snapshot)
                .filter(Expressions.equal(LakeSchema.MATCH_DATE, date.toString()))
                .planFiles()) {
            for (FileScanTask task : tasks) {
                byPath.put(task.file().location(), task.file());
                haveDeletes |= !task.deletes().isEmpty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake's files of " + date, e);
        }
        return new Files(byPath, haveDeletes);
    }

    private record Files(Map<String, DataFile> byPath, boolean haveDeletes) {
        long rowsOf(Set<String> paths) {
            return paths.stream()
                    .mapToLong(path -> byPath.get(path).recordCount())
                    .sum();
        }
    }
}
