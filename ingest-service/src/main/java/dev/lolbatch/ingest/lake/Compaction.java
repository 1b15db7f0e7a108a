package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.lake.DateCompaction.Settled;
import dev.lolbatch.ingest.upkeep.CompactedDate;
import dev.lolbatch.ingest.upkeep.CompactedDate.Outcome;
import dev.lolbatch.ingest.upkeep.CompactionProgress;
import dev.lolbatch.ingest.upkeep.CompactionScope;
import dev.lolbatch.ingest.upkeep.DateFiles;
import dev.lolbatch.ingest.upkeep.UpkeepException;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeCompleteness;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.jboss.logging.Logger;

/**
 * Joins the small files of match dates into large ones: the same rows in the same order, in the lake's schema and layout.
 *
 * <p>Any number of instances may do so at any time, beside each other, beside commits and beside maintenance; of two that
 * join the same files one wins. Whatever a crash leaves is an orphan.
 */
public final class Compaction {
    private static final Logger LOG = Logger.getLogger(Compaction.class);

    /** The second time only after a pause as long as the age of orphans, such as of a process that was stopped. */
    private static final int WRITES = 2;

    private final Lake lake;
    private final long targetBytes;
    private final SmallFiles smallFiles;
    private final String writer;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * A compaction of a lake.
     *
     * @param targetBytes size at which a joined file is closed
     * @param writer name and version of this service, kept in each file's footer
     * @param random of no other writer
     */
    public Compaction(Lake lake, long targetBytes, String writer, Clock clock, RandomGenerator random) {
        this.lake = lake;
        this.targetBytes = targetBytes;
        this.smallFiles = SmallFiles.below(targetBytes);
        this.writer = writer;
        this.clock = clock;
        this.random = random;
    }

    /** The dates that have enough small files, oldest first. */
    List<DateFiles> compactable(CompactionScope scope) {
        Table table = lake.table();
        Predicate<LocalDate> meant = meant(scope, table);
        Map<LocalDate, DateFiles> small = new TreeMap<>();
        TableFiles.forEach(table, scope.dates(), task -> {
            LocalDate date = TableFiles.date(task);
            if (smallFiles.include(task, table) && meant.test(date)) {
                small.merge(
                        date,
                        new DateFiles(
                                date, 1, task.file().recordCount(), task.file().fileSizeInBytes()),
                        DateFiles::plus);
            }
        });
        return small.values().stream()
                .filter(files -> files.files() >= scope.minFiles())
                .toList();
    }

    // Late records are no harm to a compacted date: they come into files of their own, and go into the next compaction.
    private static Predicate<LocalDate> meant(CompactionScope scope, Table table) {
        if (!scope.dates().isEverything()) {
            return date -> true;
        }
        Map<String, String> properties = table.properties();
        return LakeCompleteness.of(LakeCompleteness.topics(properties), properties, Duration.ZERO)::isComplete;
    }

    void run(CompactionScope scope, CompactionProgress progress) {
        List<DateFiles> dates = compactable(scope);
        progress.began(dates.size());
        for (DateFiles files : dates) {
            Optional<CompactedDate> ended = compact(files.date(), scope.minFiles(), progress);
            if (ended.isEmpty()) {
                return;
            }
            CompactedDate date = ended.get();
            LOG.infof(
                    "Compacted date=%s outcome=%s files=%d rows=%d bytes=%d files_after=%d bytes_after=%d",
                    date.date(),
                    date.outcome(),
                    date.files(),
                    date.rows(),
                    date.bytes(),
                    date.filesAfter(),
                    date.bytesAfter());
            progress.ended(date);
        }
    }

    /** Empty when it was called off. */
    private Optional<CompactedDate> compact(LocalDate date, int minFiles, CompactionProgress progress) {
        for (int write = 1; write <= WRITES; write++) {
            Table table = lake.table();
            List<DataFile> small = smallFiles.of(table, date);
            if (small.size() < minFiles) {
                return Optional.of(new CompactedDate(date, Outcome.OVERTAKEN, 0, 0, 0, 0, 0));
            }
            Optional<DateCompaction> written = join(table, date, small, progress);
            if (written.isEmpty()) {
                return Optional.empty();
            }
            Settled settled = written.get().commit();
            if (settled != Settled.OUTDATED) {
                return Optional.of(
                        written.get().told(settled == Settled.COMMITTED ? Outcome.COMPACTED : Outcome.OVERTAKEN));
            }
        }
        throw new UpkeepException(
                UpkeepException.Code.LAKE_FAILED,
                "Cannot compact " + date + ": orphan removal overtook its files " + WRITES
                        + " times; raise ingest.maintenance.orphan-age above the time that it takes");
    }

    private Optional<DateCompaction> join(
            Table table, LocalDate date, List<DataFile> small, CompactionProgress progress) {
        String id = "compaction-" + HexFormat.of().toHexDigits(random.nextLong());
        MergedFiles merged = new MergedFiles(
                table,
                lake.hadoop(),
                date,
                targetBytes,
                number -> MatchFileWriter.fileName(clock.instant(), id + "-" + number),
                Map.of(DateCompaction.ID, id, "ingest.writer", writer));
        try {
            for (DataFile source : small) {
                if (progress.goOn()) {
                    merged.add(source);
                }
            }
            if (!progress.goOn()) {
                merged.discard();
                return Optional.empty();
            }
            List<DataFile> joined = merged.finish();
            requireEveryRow(date, small, joined);
            return Optional.of(new DateCompaction(
                    lake,
                    id,
                    date,
                    table,
                    table.currentSnapshot().snapshotId(),
                    small,
                    joined,
                    FilesNotRemoved.oldest(merged.locations(), lake.hadoop()).orElseThrow()));
        } catch (RuntimeException e) {
            merged.discard();
            throw e;
        }
    }

    private static void requireEveryRow(LocalDate date, List<DataFile> small, List<DataFile> joined) {
        long expected = DateCompaction.rows(small);
        long found = DateCompaction.rows(joined);
        if (found != expected) {
            throw new IllegalStateException("Cannot compact " + date + ": its " + small.size() + " small files hold "
                    + found + " rows, and the table says " + expected
                    + "; some file was changed behind the table's back, restore it");
        }
    }
}
