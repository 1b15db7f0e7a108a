package dev.lolbatch.ingest.lake;

import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;

/**
 * Deletes what crashed or beaten writers left: data files and metadata of the table that no living snapshot refers to, by
 * their age. Only files that are named as the lake names them, in the folders that it makes, are looked at.
 *
 * <p>{@link OrphanFence} says why none of them can ever be committed. A failure deletes nothing further; the next run does.
 *
 * <p>Cost: one listing for each of the table's days (3,650 in ten years), and the old files' names against the manifests
 * of their days; at most {@value OrphanedData#WINDOW} files are in memory at once.
 */
final class OrphanRemoval {
    /** A run is worth its walk when the fence moves by this part of the age. */
    private static final int RUNS_PER_AGE = 24;

    private static final Pattern METADATA = Pattern.compile(".+\\.(avro|metadata\\.json|gz\\.metadata\\.json)");

    private final Lake lake;
    private final Duration age;

    /**
     * What a run did.
     *
     * @param scanned files that were looked at
     * @param bytes of the files that were deleted
     */
    record Result(long scanned, long deleted, long bytes) {
        static final Result NOTHING = new Result(0, 0, 0);

        Result plus(Result other) {
            return new Result(scanned + other.scanned, deleted + other.deleted, bytes + other.bytes);
        }
    }

    OrphanRemoval(Lake lake, Duration age) {
        this.lake = lake;
        this.age = age;
    }

    /** Does nothing when a run, of any instance, was not long ago. */
    Result run(Instant now) throws IOException {
        Table table = lake.table();
        TableOperations operations = ((HasTableOperations) table).operations();
        FileSystem files = new Path(table.location()).getFileSystem(lake.hadoop());
        Instant before = earlier(now, modified(files, operations)).minus(age);
        Instant last = OrphanFence.of(table.properties());
        if (before.isBefore(last.plus(age.dividedBy(RUNS_PER_AGE))) || !OrphanFence.raise(operations, before)) {
            return Result.NOTHING;
        }
        table.refresh();
        References references = new References(table);
        Result metadata = removeMetadata(files, new Path(table.location(), "metadata"), before, references);
        return metadata.plus(new OrphanedData(files, new Path(table.location()), before, references).remove());
    }

    // By the file system's own clock: one of ours that runs ahead must not make young files old. On a table that rests
    // it stands still, and with it the fence: what comes after the newest version is younger than the fence for
    // certain.
    private static Instant modified(FileSystem files, TableOperations operations) throws IOException {
        Path newest = new Path(operations.current().metadataFileLocation());
        return Instant.ofEpochMilli(files.getFileStatus(newest).getModificationTime());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Result removeMetadata(FileSystem files, Path folder, Instant before, References references)
            throws IOException {
        Set<String> living = references.metadataFiles();
        Result result = Result.NOTHING;
        RemoteIterator<FileStatus> listing = files.listStatusIterator(folder);
        while (listing.hasNext()) {
            FileStatus file = listing.next();
            boolean orphan = isOld(file, METADATA, before)
                    && !living.contains(file.getPath().getName());
            result = result.plus(new Result(1, 0, 0)).plus(orphan ? delete(files, file) : Result.NOTHING);
        }
        return result;
    }

    static boolean isOld(FileStatus file, Pattern name, Instant before) {
        return file.isFile()
                && file.getModificationTime() < before.toEpochMilli()
                && name.matcher(file.getPath().getName()).matches();
    }

    static Result delete(FileSystem files, FileStatus file) throws IOException {
        // Another instance may have been here first.
        return files.delete(file.getPath(), false) ? new Result(0, 1, file.getLen()) : Result.NOTHING;
    }
}
