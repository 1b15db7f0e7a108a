package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.Batch;
import dev.lolbatch.ingest.batch.CommitOutcome;
import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.CommitOutcome.Fenced;
import dev.lolbatch.ingest.batch.CommitOutcome.Outdated;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.batch.OffsetRange;
import dev.lolbatch.ingest.batch.PackedMatch;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeWatermarks;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The commit protocol on the Iceberg table.
 *
 * <p>One transaction adds the batch's files and moves its offsets, on the condition that the table's offset of every
 * partition in it is still where the batch began. The catalog's compare-and-set makes the check and the change one step:
 * a writer that lost a race is checked again against the winner's offsets, and fails. The watermarks move with the offsets,
 * and never fall.
 */
public final class IcebergMatchLake implements MatchLake {
    /** Key in a snapshot's summary and a file's footer: the batch that made it. */
    static final String BATCH_ID = "ingest.batch-id";

    /** Key in a snapshot's summary and a file's footer: offsets by partition, such as {@code 0:1200-1249}; idle ones not. */
    static final String OFFSETS = "ingest.offsets";

    private final Lake lake;
    private final String topic;
    private final TopicIdentity topicIdentity;
    private final String writerVersion;
    private final Clock clock;

    /** @param oldest when the first of the files was closed, by the file system's clock; empty without files */
    private record Written(Batch batch, Table table, List<DataFile> dataFiles, Optional<Instant> oldest)
            implements WrittenBatch {
        @Override
        public List<Long> fileSizes() {
            return dataFiles.stream().map(DataFile::fileSizeInBytes).toList();
        }
    }

    /** @param writerVersion version of this service, kept in each file's footer */
    public IcebergMatchLake(Lake lake, String topic, TopicIdentity topicIdentity, String writerVersion, Clock clock) {
        this.lake = lake;
        this.topic = topic;
        this.topicIdentity = topicIdentity;
        this.writerVersion = writerVersion;
        this.clock = clock;
    }

    @Override
    public WrittenBatch write(Batch batch) {
        Table table = lake.createTableIfAbsent();
        MatchFileWriter writer = new MatchFileWriter(table, lake.hadoop());
        String fileName = MatchFileWriter.fileName(clock.instant(), batch.id());
        Map<String, String> footer = Map.of(
                BATCH_ID,
                batch.id(),
                OFFSETS,
                offsetsText(batch),
                "ingest.topic",
                topic,
                "ingest.writer",
                writerVersion);
        List<DataFile> files = new ArrayList<>();
        List<String> locations = new ArrayList<>();
        try {
            for (Map.Entry<LocalDate, List<PackedMatch>> day : batch.matches().entrySet()) {
                String location = writer.location(day.getKey(), fileName);
                locations.add(location);
                files.add(writer.write(location, day.getKey(), day.getValue(), footer));
            }
            return new Written(batch, table, List.copyOf(files), FilesNotRemoved.oldest(locations, lake.hadoop()));
        } catch (RuntimeException e) {
            UncommittedFiles.delete(table, locations);
            throw e;
        }
    }

    /** Where the version of the table lies that a commit is built on: whatever the commit writes is younger. */
    private static String versionOf(Table table) {
        return ((HasTableOperations) table).operations().current().metadataFileLocation();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A first attempt whose reply was lost may have succeeded, or may still succeed: so its files are never deleted
     * here, and a repeated attempt that finds the offsets moved looks for its own batch before it calls itself fenced.
     */
    @Override
    public CommitOutcome commit(WrittenBatch writtenBatch) {
        Written written = (Written) writtenBatch;
        Batch batch = written.batch();
        lake.requireFileSystem();
        Transaction transaction = newTransaction(written.table());
        LakeWatermarks watermarks = LakeWatermarks.of(topic, transaction.table().properties());
        try {
            // The append comes before the properties: when the transaction is applied again on a newer version, the
            // check sees that version's offsets, not ours.
            append(transaction, written, watermarks).commit();
            moveOffsets(transaction, batch, watermarks);
            transaction.commitTransaction();
        } catch (ValidationException e) {
            return settleLostRace(written, watermarks, e);
        }
        return new Committed(transaction.table().currentSnapshot().snapshotId());
    }

    private static Transaction newTransaction(Table table) {
        TableOperations operations = ((HasTableOperations) table).operations();
        return Transactions.newTransaction(table.name(), new VerifiedOperations(operations));
    }

    private AppendFiles append(Transaction transaction, Written written, LakeWatermarks watermarks) {
        Batch batch = written.batch();
        AppendFiles append = transaction.newAppend();
        written.dataFiles().forEach(append::appendFile);
        append.set(BATCH_ID, batch.id());
        append.set(OFFSETS, offsetsText(batch));
        Supplier<Map<String, String>> properties = () -> transaction.table().properties();
        append.validateWith(new AllOf(List.of(
                new OffsetsUnmoved(topic, batch.ranges(), properties),
                new WatermarksUnmoved(topic, batch.ranges().keySet(), watermarks, properties),
                new FilesNotRemoved(
                        written.oldest()
                                .orElseGet(() -> FilesNotRemoved.modified(versionOf(written.table()), lake.hadoop())),
                        properties))));
        return append;
    }

    private void moveOffsets(Transaction transaction, Batch batch, LakeWatermarks before) {
        UpdateProperties properties = transaction.updateProperties();
        batch.ranges()
                .forEach((partition, range) ->
                        properties.set(LakeOffsets.property(topic, partition), Long.toString(range.next())));
        batch.watermarks().forEach((partition, watermark) -> {
            Instant known = before.of(partition).orElse(Instant.EPOCH);
            Instant newest = watermark.isAfter(known) ? watermark : known;
            properties.set(LakeWatermarks.property(topic, partition), Long.toString(newest.toEpochMilli()));
        });
        TopicIdentity.Topic now = topicIdentity.topic();
        properties.set(LakeOffsets.topicIdProperty(topic), now.id());
        // One that was placed before the topic grew knows the smaller number.
        int partitions = Math.max(now.partitions(), before.partitions().orElse(0));
        properties.set(LakeWatermarks.partitionsProperty(topic), Integer.toString(partitions));
        properties.commit();
    }

    private CommitOutcome settleLostRace(Written written, LakeWatermarks expected, ValidationException lost) {
        Batch batch = written.batch();
        Table table = lake.table();
        Optional<Snapshot> own = snapshotOf(table, batch);
        if (own.isPresent()) {
            return new Committed(own.get().snapshotId());
        }
        LakeOffsets actual = LakeOffsets.of(topic, table.properties());
        if (!OffsetsUnmoved.holds(batch.ranges(), actual)) {
            return new Fenced(actual);
        }
        if (written.oldest().isPresent()
                && !OrphanFence.isPassedBy(written.oldest().get(), table.properties())) {
            return new Outdated();
        }
        Supplier<Map<String, String>> properties = table::properties;
        if (!new WatermarksUnmoved(topic, batch.ranges().keySet(), expected, properties)
                .validate(SnapshotUtil.currentAncestors(table))) {
            // Another one moved a watermark and nothing else: ours is raised over it.
            written.table().refresh();
            return commit(written);
        }
        // None of our conditions: the table refuses the files themselves.
        throw lost;
    }

    private static Optional<Snapshot> snapshotOf(Table table, Batch batch) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (batch.id().equals(snapshot.summary().get(BATCH_ID))) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Asks the table once more, file by file: whatever made the batch look fenced, a file that a living snapshot refers
     * to is never deleted.
     */
    @Override
    public void discard(WrittenBatch written) {
        Batch batch = ((Written) written).batch();
        UncommittedFiles.deleteUnreferenced(
                lake.table(),
                ((Written) written).dataFiles().stream().map(DataFile::location).toList(),
                batch.matches().keySet());
    }

    private static String offsetsText(Batch batch) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Integer, OffsetRange> range : batch.movedRanges().entrySet()) {
            parts.add(range.getKey() + ":" + range.getValue());
        }
        return String.join(",", parts);
    }
}
