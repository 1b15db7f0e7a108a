package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.spark.connector.cql.CassandraConnector;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave behind, and who takes it away. */
@LocalServers(Server.CASSANDRA)
@ExtendWith({LocalClusterExtension.class, LocalSpark.class})
class RunCleanupIT {
    private static final String DATE = "2026-01-17";
    private static final Instant SATURDAY = Instant.parse("2026-01-17T01:30:00Z");
    private static final LocalDate DAY_BEFORE = LocalDate.parse("2026-01-16");
    private static final Instant FRIDAY = Instant.parse("2026-01-16T20:00:00Z");
    private static final String KEYSPACE = "run_cleanup_it";

    @TempDir
    private Path folder;

    private TestLake lake;
    private TestJob job;
    private CqlSession session;

    @BeforeEach
    void open(LocalCluster cluster, SparkSession spark) {
        LakeSettings settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000", folder.toUri() + "lol_matches");
        lake = TestLake.open(spark, settings).created();
        job = new TestJob(lake, TestLake.jobSettings(settings, cluster, KEYSPACE));
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
    }

    @AfterEach
    void close() {
        session.close();
        lake.close();
    }

    @Test
    void aDateIsClaimedBeforeATagIsSet() {
        // Given a lake that does not take the run's tag
        long snapshot = lake.append(LakeRow.of("M", "ann", FRIDAY));
        lake.branch("run-run-1");

        // When
        assertThatThrownBy(() -> job.run("run-1", "--date", DAY_BEFORE.toString()))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("Cannot tag snapshot " + snapshot + " of the lake: ");

        // Then the next run finds by the claim whose tag it might be
        assertThat(new StoredStatistics(session, KEYSPACE).table("history_dates"))
                .filteredOn("match_date", DAY_BEFORE)
                .extracting("run_id", "snapshot_id", "state")
                .containsExactly(tuple("run-1", snapshot, "WRITING"));
    }

    @Test
    void aRollbackAndARecomputationLetOldVersionsGo() {
        // Given three versions of a date
        for (int i = 1; i <= 3; i++) {
            lake.append(LakeRow.of("M" + i, "ann", SATURDAY));
            job.run("run-" + i, "--date", DATE);
        }

        // When
        job.with("spark.lolbatch.views.keep", "2").run("run-4", "--date", DATE, "--rollback-to", "run-2");

        // Then
        assertThat(versions(DATE)).containsExactly("run-3", "run-2");
        assertThat(versions(ViewVersion.ALL)).containsExactly("run-4.0001", "run-3.0001");
        assertThat(lake.tags()).containsOnlyKeys("run-run-2", "run-run-3");

        // When
        job.with("spark.lolbatch.views.keep", "1").run("run-5", "--recompute-all");

        // Then
        assertThat(versions(ViewVersion.ALL)).containsExactly("run-5.0001");
        assertThat(versions(DATE)).containsExactly("run-3", "run-2");
    }

    private List<String> versions(String view) {
        CassandraConnector connector = CassandraConnector.apply(job.sparkConf());
        FencingTokens tokens = new FencingTokens(connector, KEYSPACE, Clock.systemUTC());
        return new CassandraViewStore(connector, KEYSPACE, tokens, Optional.empty())
                .versions(view).stream().map(ViewVersion::runId).toList();
    }
}
