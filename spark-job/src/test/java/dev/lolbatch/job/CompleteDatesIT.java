package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the lake says of a date goes along with its view, and can be asked for. */
@LocalServers(Server.CASSANDRA)
@ExtendWith({LocalClusterExtension.class, LocalSpark.class})
class CompleteDatesIT {
    private static final String TOPIC = "lol_matches";
    private static final LocalDate DAY_1 = LocalDate.parse("2026-01-16");
    private static final LocalDate DAY_2 = LocalDate.parse("2026-01-17");
    private static final Instant FRIDAY = Instant.parse("2026-01-16T20:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-01-17T01:30:00Z");
    private static final String KEYSPACE = "complete_dates_it";

    @TempDir
    private Path folder;

    private TestLake lake;
    private TestJob job;
    private CqlSession session;
    private StoredStatistics stored;

    @BeforeEach
    void open(LocalCluster cluster, SparkSession spark) {
        LakeSettings settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000", folder.toUri() + "lol_matches");
        lake = TestLake.open(spark, settings).created();
        job = new TestJob(lake, TestLake.jobSettings(settings, cluster, KEYSPACE))
                .with("spark.lolbatch.complete.grace", "30m");
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
        stored = new StoredStatistics(session, KEYSPACE);
    }

    @AfterEach
    void close() {
        session.close();
        lake.close();
    }

    @Test
    void aViewTellsWhetherItsDateWasCompleteAndAnIncompleteOneCanBeRefused() throws Exception {
        // Given two dates, of which the lake holds one partition not quite to the end of the second's grace
        lake.append(LakeRow.of("M", "ann", FRIDAY), LakeRow.of("N", "ann", SATURDAY));
        lake.watermarks(TOPIC, Instant.parse("2026-01-18T09:00:00Z"), Instant.parse("2026-01-18T00:29:59.999Z"));

        // When
        job.run("run-1", "--dates", "2026-01-16,2026-01-17");

        // Then
        assertThat(versions())
                .containsExactlyInAnyOrder(
                        tuple("2026-01-16", "run-1", true),
                        tuple("2026-01-17", "run-1", false),
                        tuple("all", "run-1.0002", null));
        assertThat(dates("run-1"))
                .containsExactlyInAnyOrder(tuple(DAY_1, "PUBLISHED", true), tuple(DAY_2, "PUBLISHED", false));

        // When both are asked for complete
        SubmittedJob refused = SubmittedJob.start(
                folder,
                job.conf(),
                "--run-id",
                "run-2",
                "--from",
                "2026-01-16",
                "--to",
                "2026-01-31",
                "--require-complete");

        // Then nothing is published, not even the complete one
        String sentence =
                "Cannot compute the statistics of 2026-01-17: the lake is not complete for that date (it holds"
                        + " every partition until 2026-01-18T00:29:59.999Z, and should until 1800 s after the date's end); wait"
                        + " until ingest-service has come that far, or run without --require-complete";
        assertThat(refused.exitCode()).as(refused.log()).isEqualTo(1);
        assertThat(refused.lastLine()).isEqualTo(sentence);
        assertThat(stored.table("job_runs"))
                .filteredOn("run_id", "run-2")
                .extracting("state", "failure")
                .containsExactly(tuple("FAILED", sentence));
        assertThat(dates("run-2")).isEmpty();
        assertThat(versions())
                .extracting(version -> version.toList().get(1))
                .containsExactlyInAnyOrder("run-1", "run-1", "run-1.0002");
        assertThat(lake.tags()).containsOnlyKeys("run-run-1");

        // When the lake has come that far, without another record
        lake.watermarks(TOPIC, Instant.parse("2026-01-18T09:00:00Z"), Instant.parse("2026-01-18T00:30:00Z"));
        job.run("run-3", "--date", "2026-01-17", "--require-complete");

        // Then
        assertThat(versions())
                .containsExactlyInAnyOrder(
                        tuple("2026-01-16", "run-1", true),
                        tuple("2026-01-17", "run-3", true),
                        tuple("all", "run-3.0001", null));

        // When the older version is published again
        job.run("run-4", "--date", "2026-01-17", "--rollback-to", "run-1");

        // Then it says what it said, and the run, which reads an older snapshot, does not know
        assertThat(versions()).contains(tuple("2026-01-17", "run-1", false));
        assertThat(dates("run-4")).containsExactly(tuple(DAY_2, "PUBLISHED", null));
    }

    private List<Tuple> versions() {
        return stored.activeVersions().values().stream()
                .map(version -> tuple(version.get("view_name"), version.get("run_id"), version.get("complete")))
                .toList();
    }

    private List<Tuple> dates(String runId) {
        return stored.table("job_dates").stream()
                .filter(date -> date.get("run_id").equals(runId))
                .map(date -> tuple(date.get("match_date"), date.get("state"), date.get("complete")))
                .toList();
    }
}
