package dev.lolbatch.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.lolbatch.lake.LakeCompleteness;
import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** One snapshot of the lake, pinned, so that commits that arrive during the run are the next run's. */
final class LakeSnapshot {
    static final String CATALOG = "lake";
    private static final String TABLE = CATALOG + "." + LakeSchema.TABLE;
    private static final String MATCH_ID = "match_id";

    private final SparkSession spark;
    private final Table table;
    private final long id;
    /** Those that were committed with the snapshot or before it; not known of one that was not the newest when it was pinned. */
    private final Optional<Map<String, String>> properties;

    private LakeSnapshot(SparkSession spark, Table table, long id, Optional<Map<String, String>> properties) {
        this.spark = spark;
        this.table = table;
        this.id = id;
        this.properties = properties;
    }

    /**
     * Pins the newest snapshot.
     *
     * @throws JobFailure when the lake cannot be opened or holds nothing yet
     */
    static LakeSnapshot pinNewest(SparkSession spark) {
        Table table = open(spark);
        // Taken once: the table moves on under our hands, and later properties say nothing of this snapshot.
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        Snapshot snapshot = metadata.currentSnapshot();
        if (snapshot == null) {
            throw JobFailure.of(
                    "read table " + TABLE,
                    "nothing was ever committed to it",
                    "start ingest-service and wait for its first batch");
        }
        return new LakeSnapshot(spark, table, snapshot.snapshotId(), Optional.of(metadata.properties()));
    }

    /**
     * Pins an earlier snapshot.
     *
     * @throws JobFailure when the lake cannot be opened or does not have it any more
     */
    static LakeSnapshot pin(SparkSession spark, long id) {
        Table table = open(spark);
        if (table.snapshot(id) == null) {
            throw JobFailure.of(
                    "read snapshot " + id + " of " + TABLE,
                    "it has expired",
                    "run the date again, which reads the newest one");
        }
        return new LakeSnapshot(spark, table, id, Optional.empty());
    }

    private static Table open(SparkSession spark) {
        if (spark.conf().getOption("spark.sql.catalog." + CATALOG).isEmpty()) {
            throw JobFailure.of(
                    "open the lake",
                    "spark.sql.catalog.lake is not set",
                    "give the catalog's settings as --conf spark.sql.catalog.lake.* (see --help)");
        }
        try {
            Table table = Spark3Util.loadIcebergTable(spark, TABLE);
            // The catalog keeps tables for a while, which matters where one session runs several jobs.
            table.refresh();
            return table;
        } catch (NoSuchTableException e) {
            throw JobFailure.of(
                    "open the lake",
                    "table " + TABLE + " is not in the catalog " + uri(spark),
                    "start ingest-service, which creates it, or correct spark.sql.catalog.lake.uri");
        } catch (Exception e) {
            throw JobFailure.temporary(
                    "open the lake by the catalog " + uri(spark),
                    e,
                    "check spark.sql.catalog.lake.* and that the catalog and the file system answer");
        }
    }

    long id() {
        return id;
    }

    /** Names the snapshot for as long as it is needed. */
    SnapshotTag tag(String runId) {
        return new SnapshotTag(table, id, runId);
    }

    /** The files that were added since an earlier snapshot. */
    LakeChanges changes() {
        return new LakeChanges(table, id);
    }

    /** The Kafka topic that all rows come from; empty when the lake does not say, or names several. */
    Optional<String> topic() {
        Set<String> topics = LakeCompleteness.topics(properties.orElseGet(table::properties));
        return topics.size() == 1 ? Optional.of(topics.iterator().next()) : Optional.empty();
    }

    /**
     * Which dates are complete in this snapshot; empty for an earlier one, since the table keeps what it says of itself for its
     * newest state alone.
     *
     * @param grace time for late records
     */
    Optional<Completeness> completeness(Duration grace) {
        return properties.map(known -> Completeness.of(LakeCompleteness.topics(known), known, grace));
    }

    /**
     * How many rows each of the dates has; from metadata alone.
     *
     * @throws JobFailure when this snapshot holds no rows of one of them
     */
    NavigableMap<LocalDate, Long> rowsOf(Collection<LocalDate> asked) {
        Object[] days = asked.stream().map(LocalDate::toString).toArray();
        NavigableMap<LocalDate, Long> rows = rowsByDate(Expressions.in(LakeSchema.MATCH_DATE, days));
        List<LocalDate> missing =
                asked.stream().filter(date -> !rows.containsKey(date)).toList();
        if (!missing.isEmpty()) {
            throw JobFailure.of(
                    "compute the statistics of " + named(missing),
                    "the lake has no rows of that date (" + held() + ")",
                    "wait until ingest-service has committed some, or ask for another date");
        }
        return rows;
    }

    /**
     * How many rows each date of the range has that has any; from metadata alone.
     *
     * @throws JobFailure when there is none
     */
    NavigableMap<LocalDate, Long> rowsBetween(LocalDate from, LocalDate to) {
        NavigableMap<LocalDate, Long> rows = rowsByDate(Expressions.and(
                Expressions.greaterThanOrEqual(LakeSchema.MATCH_DATE, from.toString()),
                Expressions.lessThanOrEqual(LakeSchema.MATCH_DATE, to.toString())));
        if (rows.isEmpty()) {
            throw JobFailure.of(
                    "compute the statistics from " + from + " to " + to,
                    "the lake has no rows of these dates (" + held() + ")",
                    "wait until ingest-service has committed some, or ask for other dates");
        }
        return rows;
    }

    /**
     * The rows of a date as they came, with {@link LakeColumns}; those of a match are in one partition and follow each other.
     * One shuffle, which spills to disk what memory does not hold.
     *
     * @param addedFiles the files whose rows were added since the date was last written; empty when all of them count as such
     */
    Dataset<Row> rowsByMatch(LocalDate date, Optional<Set<String>> addedFiles) {
        Column added =
                addedFiles.map(files -> col("_file").isin(files.toArray())).orElse(lit(true));
        Dataset<Row> rows = spark.read()
                .option("snapshot-id", id)
                .table(TABLE)
                .where(col(LakeSchema.MATCH_DATE).equalTo(lit(date)))
                .withColumn(LakeColumns.ADDED, added);
        // The hash is a number and compares fast; the id tells the matches apart that have the same one.
        return LakeColumns.select(rows)
                .repartition(col(MATCH_ID))
                .sortWithinPartitions(xxhash64(col(MATCH_ID)), col(MATCH_ID));
    }

    private String held() {
        NavigableMap<LocalDate, Long> rows = rowsByDate(Expressions.alwaysTrue());
        return "snapshot " + id + " of " + TABLE + " holds "
                + (rows.isEmpty() ? "no dates" : "dates from " + rows.firstKey() + " to " + rows.lastKey());
    }

    private static String named(List<LocalDate> missing) {
        return String.join(", ", missing.stream().map(LocalDate::toString).toList());
    }

    // The partition of each file is its match date.
    private NavigableMap<LocalDate, Long> rowsByDate(Expression ofDates) {
        TableScan scan = table.newScan().useSnapshot(id).filter(ofDates);
        NavigableMap<LocalDate, Long> rows = new TreeMap<>();
        try (CloseableIterable<FileScanTask> files = scan.planFiles()) {
            for (FileScanTask file : files) {
                LocalDate date = LocalDate.ofEpochDay(file.partition().get(0, Integer.class));
                rows.merge(date, file.file().recordCount(), Long::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake's files", e);
        }
        return rows;
    }

    private static String uri(SparkSession spark) {
        // A JDBC URL may carry a password after the question mark.
        return spark.conf()
                .get("spark.sql.catalog." + CATALOG + ".uri", "(no uri)")
                .replaceFirst("\\?.*$", "");
    }
}
