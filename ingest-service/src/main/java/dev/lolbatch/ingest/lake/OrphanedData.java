package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.lake.OrphanRemoval.Result;
import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * One walk through the folders of the table's days, in their order. Old files are collected over several days, compared with
 * the manifests of those days, and what none of these knows is compared with all manifests before it is deleted.
 */
final class OrphanedData {
    /** Old files that are compared at once. */
    static final int WINDOW = 50_000;

    private static final Pattern FILE = Pattern.compile("matches_.+\\.parquet");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH_OR_DAY = Pattern.compile("\\d{2}");

    private final FileSystem files;
    private final Path location;
    private final Instant before;
    private final References references;
    /** By name; files of one name lie in several days when a batch held several. */
    private final Map<String, List<FileStatus>> old = new HashMap<>();

    private final SortedSet<LocalDate> days = new TreeSet<>();
    private Result result = Result.NOTHING;

    OrphanedData(FileSystem files, Path location, Instant before, References references) {
        this.files = files;
        this.location = location;
        this.before = before;
        this.references = references;
    }

    Result remove() throws IOException {
        for (Path year : folders(location, YEAR)) {
            for (Path month : folders(year, MONTH_OR_DAY)) {
                for (Path day : folders(month, MONTH_OR_DAY)) {
                    collect(day);
                }
            }
        }
        removeCollected();
        return result;
    }

    private List<Path> folders(Path parent, Pattern name) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (FileStatus entry : files.listStatus(parent)) {
            if (entry.isDirectory() && name.matcher(entry.getPath().getName()).matches()) {
                folders.add(entry.getPath());
            }
        }
        folders.sort(null);
        return folders;
    }

    private void collect(Path day) throws IOException {
        RemoteIterator<FileStatus> listing = files.listStatusIterator(day);
        while (listing.hasNext()) {
            FileStatus file = listing.next();
            result = result.plus(new Result(1, 0, 0));
            if (OrphanRemoval.isOld(file, FILE, before)) {
                old.computeIfAbsent(file.getPath().getName(), name -> new ArrayList<>(1))
                        .add(file);
                days.add(date(day));
                if (old.size() >= WINDOW) {
                    removeCollected();
                }
            }
        }
    }

    private void removeCollected() throws IOException {
        if (old.isEmpty()) {
            return;
        }
        references.removeDataFiles(old.keySet(), rowsOf(days));
        // A file may be registered with another day than its folder's: the filter only spares reading everything
        // always.
        references.removeDataFiles(old.keySet());
        for (List<FileStatus> orphans : old.values()) {
            for (FileStatus orphan : orphans) {
                result = result.plus(OrphanRemoval.delete(files, orphan));
            }
        }
        old.clear();
        days.clear();
    }

    private static Expression rowsOf(SortedSet<LocalDate> days) {
        return Expressions.and(
                Expressions.greaterThanOrEqual(
                        LakeSchema.MATCH_DATE, days.first().toString()),
                Expressions.lessThanOrEqual(LakeSchema.MATCH_DATE, days.last().toString()));
    }

    private static LocalDate date(Path day) {
        return LocalDate.of(
                Integer.parseInt(day.getParent().getParent().getName()),
                Integer.parseInt(day.getParent().getName()),
                Integer.parseInt(day.getName()));
    }
}
