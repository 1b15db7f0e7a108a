package dev.lolbatch.job;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeSchema;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.lake.LakeWatermarks;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** A real lake, and a Spark session that is configured for it as the job's is. */
final class TestLake implements AutoCloseable {
    private final Lake lake;
    private final SparkSession spark;

    private TestLake(Lake lake, SparkSession spark) {
        this.lake = lake;
        this.spark = spark;
    }

    /** Opens the lake without creating its table. */
    static TestLake open(SparkSession spark, LakeSettings settings) {
        SparkSession session = spark.newSession();
        sparkSettings(settings).forEach((key, value) -> session.conf().set(key, value));
        // Iceberg looks names up in the thread's session, whichever it was given.
        SparkSession.setActiveSession(session);
        return new TestLake(Lake.open(settings), session);
    }

    /** A lake in a local folder. */
    static TestLake open(SparkSession spark, Path folder) {
        return open(
                spark,
                LakeSettings.jdbc(
                        "jdbc:sqlite:" + folder.resolve("lake.db"),
                        folder.resolve("lake").toUri().toString()));
    }

    /** What the job needs to read this lake and to write to a keyspace of a cluster. */
    static Map<String, String> jobSettings(LakeSettings settings, LocalCluster cluster, String keyspace) {
        Map<String, String> conf = sparkSettings(settings);
        conf.put("spark.cassandra.connection.host", cluster.cassandraAddress().getHostString());
        conf.put(
                "spark.cassandra.connection.port",
                String.valueOf(cluster.cassandraAddress().getPort()));
        conf.put("spark.cassandra.connection.localDC", cluster.cassandraDatacenter());
        conf.put("spark.lolbatch.keyspace", keyspace);
        return conf;
    }

    /** What spark-submit needs to read this lake. */
    static Map<String, String> sparkSettings(LakeSettings settings) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.sql.catalog.lake", SparkCatalog.class.getName());
        settings.catalogOptions().forEach((key, value) -> conf.put("spark.sql.catalog.lake." + key, value));
        return conf;
    }

    SparkSession spark() {
        return spark;
    }

    TestLake created() {
        lake.createTableIfAbsent();
        return this;
    }

    /** Commits rows as one snapshot and returns its id. */
    long append(LakeRow... rows) {
        Row[] converted = Stream.of(rows).map(LakeRow::toRow).toArray(Row[]::new);
        try {
            spark.createDataFrame(List.of(converted), LakeRow.SCHEMA)
                    .writeTo("lake." + LakeSchema.TABLE)
                    .append();
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("Cannot append to the lake: call created() first", e);
        }
        return lake.table().currentSnapshot().snapshotId();
    }

    /** Records the next offset of a partition, as ingest does. */
    void offsets(String topic, int partition, long next) {
        lake.table()
                .updateProperties()
                .set(LakeOffsets.property(topic, partition), String.valueOf(next))
                .commit();
    }

    /** Records until when the lake holds each partition of a topic, as ingest does; no snapshot comes of it. */
    void watermarks(String topic, Instant... ofPartitions) {
        UpdateProperties properties = lake.table()
                .updateProperties()
                .set(LakeWatermarks.partitionsProperty(topic), String.valueOf(ofPartitions.length));
        for (int partition = 0; partition < ofPartitions.length; partition++) {
            properties.set(LakeOffsets.property(topic, partition), "1");
            properties.set(
                    LakeWatermarks.property(topic, partition), String.valueOf(ofPartitions[partition].toEpochMilli()));
        }
        properties.commit();
    }

    /** Gives the newest snapshot a branch. */
    void branch(String name) {
        Table table = lake.table();
        table.manageSnapshots()
                .createBranch(name, table.currentSnapshot().snapshotId())
                .commit();
    }

    /** The snapshots that have a tag, by it. */
    Map<String, Long> tags() {
        Map<String, Long> tags = new LinkedHashMap<>();
        lake.table().refs().forEach((name, ref) -> {
            if (ref.isTag()) {
                tags.put(name, ref.snapshotId());
            }
        });
        return tags;
    }

    /** Overwrites the file that was added last with zeros, and returns its name. */
    String damageNewestFile() throws IOException {
        Table table = lake.table();
        DataFile file = newestFile(table);
        try (OutputStream out = table.io().newOutputFile(file.location()).createOrOverwrite()) {
            out.write(new byte[(int) file.fileSizeInBytes()]);
        }
        return file.location().substring(file.location().lastIndexOf('/') + 1);
    }

    /** The data files of a date in the newest snapshot. */
    Set<String> files(LocalDate date) {
        return new HashSet<>(dataFiles(date).keySet());
    }

    /** Replaces files of a date by one that holds so many rows, as compaction does; the new one exists in metadata alone. */
    void compact(LocalDate date, Set<String> paths, long rows) {
        Map<String, DataFile> files = dataFiles(date);
        Table table = lake.table();
        RewriteFiles rewrite = table.newRewrite();
        paths.forEach(path -> rewrite.deleteFile(files.get(path)));
        rewrite.addFile(DataFiles.builder(table.spec())
                .copy(files.get(paths.iterator().next()))
                .withPath(table.location() + "/compacted.parquet")
                .withRecordCount(rows)
                .build());
        rewrite.commit();
    }

    private Map<String, DataFile> dataFiles(LocalDate date) {
        Map<String, DataFile> files = new HashMap<>();
        try (CloseableIterable<FileScanTask> tasks = lake.table()
                .newScan()
                .filter(Expressions.equal(LakeSchema.MATCH_DATE, date.toString()))
                .planFiles()) {
            tasks.forEach(task -> files.put(task.file().location(), task.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    void delete(String path) {
        lake.table().newDelete().deleteFile(path).commit();
    }

    private static DataFile newestFile(Table table) throws IOException {
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            return StreamSupport.stream(files.spliterator(), false)
                    .map(FileScanTask::file)
                    .max(Comparator.comparing(DataFile::fileSequenceNumber))
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        SparkSession.clearActiveSession();
        lake.close();
    }
}
