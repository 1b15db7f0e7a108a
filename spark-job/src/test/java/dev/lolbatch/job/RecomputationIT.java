package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.job.oracle.Oracle;
import dev.lolbatch.lake.LakeSchema;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job, run twice over a month that goes on arriving, against a second implementation: every row of every table, to
 * the last digit. A date counts in {@code all} as it was when its last run read it.
 */
@LocalServers(Server.CASSANDRA)
@ExtendWith({LocalClusterExtension.class, LocalSpark.class})
class RecomputationIT {
    private static final long SEED = 20260101;
    private static final int MATCHES = 750;
    private static final String KEYSPACE = "recomputation_it";
    private static final List<LocalDate> MONTH =
            GeneratedMonth.FIRST.datesUntil(GeneratedMonth.LAST.plusDays(1)).toList();
    private static final List<LocalDate> FIRST_RUN = MONTH.subList(0, 20);

    /** The rest of the month, and some dates again, for which more matches have come. */
    private static final List<LocalDate> SECOND_RUN = Stream.concat(
                    Stream.of(1, 4, 9, 17, 19).map(MONTH::get), MONTH.subList(20, 31).stream())
            .toList();

    /** More matches have come for them, too, but no run has read these. */
    private static final List<LocalDate> LEFT_OUT =
            FIRST_RUN.stream().filter(date -> !SECOND_RUN.contains(date)).toList();

    @TempDir
    private Path folder;

    private final Map<LocalDate, Long> snapshots = new TreeMap<>();
    private LocalCluster cluster;
    private LakeSettings settings;
    private TestLake lake;
    private CqlSession session;
    private StoredStatistics stored;
    private Oracle oracle;

    @BeforeEach
    void open(LocalCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000", folder.toUri() + "lol_matches");
        lake = TestLake.open(spark, settings).created();
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
        stored = new StoredStatistics(session, KEYSPACE);
        oracle = Oracle.open();
    }

    @AfterEach
    void close() {
        oracle.close();
        session.close();
        lake.close();
    }

    @Test
    void everyFeatureAndEveryViewEqualsASecondImplementation() throws Exception {
        // Given two thirds of the month
        List<List<LakeRow>> records = GeneratedMonth.records(SEED, MATCHES);
        int twoThirds = records.size() * 2 / 3;
        append(records.subList(0, twoThirds), 3);

        // When
        long first = run("20260201T000000000Z-first", FIRST_RUN);

        // Then
        assertEverythingIsEqual(first);

        // Given the rest of it, late matches among them, and a compaction, whose old files stay where they are
        append(records.subList(twoThirds, records.size()), 3);
        compact(MONTH.get(4), MONTH.get(5));

        // When
        long second = run("20260202T000000000Z-second", SECOND_RUN);

        // Then
        assertEverythingIsEqual(second);
        assertThat(rowsInLake(LEFT_OUT)).isGreaterThan(rowsRead(LEFT_OUT));
        assertTheMonthHasAllThatCanGoWrong();
    }

    private void assertTheMonthHasAllThatCanGoWrong() {
        assertThat(oracle.rows("rows_removed"))
                .extracting(row -> row.get("removed_by"))
                .contains(
                        "duplicate",
                        "missing_match_id",
                        "missing_summoner",
                        "missing_champion",
                        "invalid_kills",
                        "invalid_deaths",
                        "invalid_assists",
                        "invalid_gold",
                        "invalid_duration");
        assertThat(oracle.rows("view_matches"))
                .extracting(row -> row.get("part"), row -> row.get("queue_id"))
                .contains(
                        tuple("15.24", 420),
                        tuple("16.1", 450),
                        tuple("16.2", 1700),
                        tuple("NONE", -1),
                        tuple("*", -1));
        assertThat(oracle.rows("participants"))
                .extracting(row -> row.get("remake"))
                .contains(true);
    }

    private void append(List<List<LakeRow>> records, int commits) {
        for (int commit = 0; commit < commits; commit++) {
            lake.append(
                    records.subList(records.size() * commit / commits, records.size() * (commit + 1) / commits).stream()
                            .flatMap(List::stream)
                            .toArray(LakeRow[]::new));
        }
    }

    private void compact(LocalDate from, LocalDate to) throws Exception {
        SparkActions.get(lake.spark())
                .rewriteDataFiles(table())
                .filter(Expressions.and(
                        Expressions.greaterThanOrEqual(LakeSchema.MATCH_DATE, from.toString()),
                        Expressions.lessThanOrEqual(LakeSchema.MATCH_DATE, to.toString())))
                .option("rewrite-all", "true")
                .execute();
    }

    /** Runs the job, lets the oracle read the same files, and returns the snapshot. */
    private long run(String runId, Collection<LocalDate> dates) throws Exception {
        Table table = table();
        long snapshot = table.currentSnapshot().snapshotId();
        List<String> arguments = new ArrayList<>(List.of("--run-id", runId));
        dates.forEach(date -> arguments.addAll(List.of("--date", date.toString())));
        SubmittedJob job = SubmittedJob.start(folder, conf(), arguments.toArray(String[]::new));
        assertThat(job.exitCode()).as(job.log()).isZero();
        oracle.load(dates, liveFiles(table, snapshot, dates));
        dates.forEach(date -> snapshots.put(date, snapshot));
        return snapshot;
    }

    private void assertEverythingIsEqual(long newest) {
        List<String> differences = new Comparison(oracle, stored).differences(snapshots, newest);
        assertThat(differences).as("%d differences", differences.size()).isEmpty();
    }

    private long rowsInLake(Collection<LocalDate> dates) throws Exception {
        Table table = table();
        try (Oracle fresh = Oracle.open()) {
            fresh.load(dates, liveFiles(table, table.currentSnapshot().snapshotId(), dates));
            return rowsRead(fresh, dates);
        }
    }

    private long rowsRead(Collection<LocalDate> dates) {
        return rowsRead(oracle, dates);
    }

    private static long rowsRead(Oracle oracle, Collection<LocalDate> dates) {
        return oracle.rows("rows_read").stream()
                .filter(row -> dates.contains(row.get("match_date")))
                .mapToLong(row -> (long) row.get("rows_read"))
                .sum();
    }

    private List<String> liveFiles(Table table, long snapshot, Collection<LocalDate> dates) throws IOException {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            for (FileScanTask task : tasks) {
                assertThat(task.deletes()).isEmpty();
                if (dates.contains(LocalDate.ofEpochDay(task.partition().get(0, Integer.class)))) {
                    files.add(Path.of(URI.create(task.file().location())).toString());
                }
            }
        }
        return files;
    }

    private Table table() throws Exception {
        return Spark3Util.loadIcebergTable(lake.spark(), "lake." + LakeSchema.TABLE);
    }

    private Map<String, String> conf() {
        Map<String, String> conf = TestLake.jobSettings(settings, cluster, KEYSPACE);
        conf.put("spark.sql.shuffle.partitions", "2");
        return conf;
    }
}
