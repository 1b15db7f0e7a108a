package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.LakeCompleteness;
import dev.lolbatch.orchestrator.dates.LakeDate;
import dev.lolbatch.orchestrator.dates.LakeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;

/** Reads a table's dates from its metadata. A snapshot never changes, so that the newest one's are kept. */
final class TableDates {
    static final LakeState NOTHING = new LakeState(OptionalLong.empty(), new TreeMap<>(), date -> false);

    private final Duration grace;
    private volatile Optional<OfSnapshot> last = Optional.empty();

    private record OfSnapshot(long id, NavigableMap<LocalDate, LakeDate> dates) {}

    /** @param grace how long after the end of a date (UTC) the lake must hold every partition for the date to be complete */
    TableDates(Duration grace) {
        this.grace = grace;
    }

    LakeState read(Table table) {
        // Taken once: properties and snapshot are of one commit then.
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        Snapshot newest = metadata.currentSnapshot();
        if (newest == null) {
            return NOTHING;
        }
        OfSnapshot snapshot = last.filter(known -> known.id() == newest.snapshotId())
                .orElseGet(() -> new OfSnapshot(newest.snapshotId(), dates(table, newest.snapshotId())));
        last = Optional.of(snapshot);
        Map<String, String> properties = metadata.properties();
        LakeCompleteness completeness = LakeCompleteness.of(LakeCompleteness.topics(properties), properties, grace);
        return new LakeState(OptionalLong.of(snapshot.id()), snapshot.dates(), completeness::isComplete);
    }

    // The partition of each file is its match date.
    private static NavigableMap<LocalDate, LakeDate> dates(Table table, long snapshotId) {
        NavigableMap<LocalDate, LakeDate> dates = new TreeMap<>();
        try (CloseableIterable<FileScanTask> files =
                table.newScan().useSnapshot(snapshotId).planFiles()) {
            for (FileScanTask file : files) {
                LocalDate date = LocalDate.ofEpochDay(file.partition().get(0, Integer.class));
                LakeDate before = dates.getOrDefault(date, new LakeDate(0, 0, 0));
                dates.put(
                        date,
                        before.plusFile(file.file().recordCount(), file.file().fileSizeInBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake's files", e);
        }
        return dates;
    }
}
