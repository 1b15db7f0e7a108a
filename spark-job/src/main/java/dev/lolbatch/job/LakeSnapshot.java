package dev.lolbatch.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** One snapshot of the lake, pinned, so that commits that arrive during the run are the next run's. */
final class LakeSnapshot {
    private static final String CATALOG = "lake";
    private static final String TABLE = CATALOG + "." + LakeSchema.TABLE;

    private final SparkSession spark;
    private final long id;
    private final NavigableSet<LocalDate> dates;

    private LakeSnapshot(SparkSession spark, long id, NavigableSet<LocalDate> dates) {
        this.spark = spark;
        this.id = id;
        this.dates = dates;
    }

    /**
     * Pins the newest snapshot.
     *
     * @throws JobFailure when the lake cannot be opened or holds nothing yet
     */
    static LakeSnapshot pinNewest(SparkSession spark) {
        if (spark.conf().getOption("spark.sql.catalog." + CATALOG).isEmpty()) {
            throw JobFailure.of(
                    "open the lake",
                    "spark.sql.catalog.lake is not set",
                    "give the catalog's settings as --conf spark.sql.catalog.lake.* (see --help)");
        }
        try {
            Table table = Spark3Util.loadIcebergTable(spark, TABLE);
            Snapshot snapshot = table.currentSnapshot();
            if (snapshot == null) {
                throw JobFailure.of(
                        "read table " + TABLE,
                        "nothing was ever committed to it",
                        "start ingest-service and wait for its first batch");
            }
            return new LakeSnapshot(spark, snapshot.snapshotId(), datesOf(table, snapshot));
        } catch (NoSuchTableException e) {
            throw JobFailure.of(
                    "open the lake",
                    "table " + TABLE + " is not in the catalog " + uri(spark),
                    "start ingest-service, which creates it, or correct spark.sql.catalog.lake.uri");
        } catch (JobFailure e) {
            throw e;
        } catch (Exception e) {
            throw JobFailure.of(
                    "open the lake by the catalog " + uri(spark),
                    e,
                    "check spark.sql.catalog.lake.* and that the catalog and the file system answer");
        }
    }

    long id() {
        return id;
    }

    /** @throws JobFailure when this snapshot holds no rows of one of the dates */
    void requireRowsOf(Collection<LocalDate> asked) {
        List<LocalDate> missing =
                asked.stream().filter(date -> !dates.contains(date)).toList();
        if (!missing.isEmpty()) {
            String held = dates.isEmpty() ? "no dates" : "dates from " + dates.first() + " to " + dates.last();
            throw JobFailure.of(
                    "compute the statistics of " + named(missing),
                    "the lake has no rows of that date (snapshot " + id + " of " + TABLE + " holds " + held + ")",
                    "wait until ingest-service has committed some, or ask for another date");
        }
    }

    /** The rows of the dates, as they came. */
    Dataset<Row> rowsOf(Collection<LocalDate> asked) {
        return rows().where(isAny(asked));
    }

    /** The rows of every other date. */
    Dataset<Row> rowsBeside(Collection<LocalDate> asked) {
        return rows().where(not(isAny(asked)));
    }

    private Dataset<Row> rows() {
        return spark.read().option("snapshot-id", id).table(TABLE);
    }

    private static Column isAny(Collection<LocalDate> asked) {
        return col(LakeSchema.MATCH_DATE).isin(asked.toArray());
    }

    private static String named(List<LocalDate> missing) {
        return String.join(", ", missing.stream().map(LocalDate::toString).toList());
    }

    // From metadata alone: the partition of each file is its match date.
    private static NavigableSet<LocalDate> datesOf(Table table, Snapshot snapshot) throws IOException {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        try (CloseableIterable<FileScanTask> files =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            for (FileScanTask file : files) {
                dates.add(LocalDate.ofEpochDay(file.partition().get(0, Integer.class)));
            }
        }
        return dates;
    }

    private static String uri(SparkSession spark) {
        // A JDBC URL may carry a password after the question mark.
        return spark.conf()
                .get("spark.sql.catalog." + CATALOG + ".uri", "(no uri)")
                .replaceFirst("\\?.*$", "");
    }
}
