package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.spark.connector.cql.CassandraConnector;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that an orchestrator has given up publishes nothing. */
@LocalServers(Server.CASSANDRA)
@ExtendWith({LocalClusterExtension.class, LocalSpark.class})
class PublishPermitIT {
    private static final String DATE = "2026-01-17";
    private static final Instant SATURDAY = Instant.parse("2026-01-17T01:30:00Z");

    private static final int LONGEST_KEYSPACE = 48;

    @TempDir
    private Path folder;

    private String keyspace;
    private TestLake lake;
    private TestJob job;
    private Map<String, String> conf;
    private CqlSession session;

    @BeforeEach
    void open(LocalCluster cluster, SparkSession spark, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        keyspace = name.substring(0, Math.min(name.length(), LONGEST_KEYSPACE));
        LakeSettings settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000", folder.toUri() + "lol_matches");
        lake = TestLake.open(spark, settings).created();
        conf = TestLake.jobSettings(settings, cluster, keyspace);
        job = new TestJob(lake, conf);
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
        lake.append(LakeRow.of("M", "ann", SATURDAY));
        // Makes the tables, and the views that a test may find untouched.
        job.run("run-0", "--date", DATE);
    }

    @AfterEach
    void close() {
        session.close();
        lake.close();
    }

    @Test
    void aSupervisedRunWithItsPermitPublishes() {
        // Given
        give("run-1");

        // When
        job.run("run-1", "--date", DATE, "--supervised");

        // Then
        assertThat(pointers()).isEqualTo(Map.of(DATE, "run-1", "all", "run-1.0001"));
    }

    @Test
    void aSupervisedRunWithoutAPermitDoesNotEvenStart() {
        // Given another's
        give("run-2");

        // When / Then
        assertThatThrownBy(() -> job.run("run-1", "--date", DATE, "--supervised"))
                .isInstanceOf(JobFailure.class)
                .hasMessage("Cannot start the run: the orchestrator has given the run up and taken its permit away; see"
                        + " the run there");
        assertThat(pointers()).isEqualTo(Map.of(DATE, "run-0", "all", "run-0.0001"));
    }

    @Test
    void noPointerMovesOnceThePermitIsTaken() {
        // Given
        give("run-1");
        List<PointerMove> moves = List.of(new PointerMove(DATE, Optional.of("run-0"), "run-1"));
        take("run-1");

        // When / Then
        assertThatThrownBy(() -> views(permit("run-1")).move(moves))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("Cannot publish the views: the orchestrator has given the run up");
        assertThat(pointers()).containsEntry(DATE, "run-0");

        // When it is given again
        give("run-1");

        // Then
        assertThat(views(permit("run-1")).move(moves)).isTrue();
        assertThat(pointers()).containsEntry(DATE, "run-1");
    }

    @Test
    void permitsAreNoViews() {
        // Given
        session.execute("TRUNCATE " + keyspace + ".active_views");
        give("run-1");

        // Then
        assertThat(views(Optional.empty()).allPointers()).isEmpty();
    }

    @Test
    void aJobWhosePermitIsTakenEndsAndPublishesNothing() throws Exception {
        // Given
        give("run-1");
        SubmittedJob submitted = SubmittedJob.start(folder, conf, "--run-id", "run-1", "--date", DATE, "--supervised");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> submitted.isOver() || state("run-1").isPresent());

        // When
        take("run-1");

        // Then
        assertThat(submitted.exitCode()).as(submitted.log()).isNotZero();
        assertThat(state("run-1")).contains("FAILED");
        assertThat(submitted.log()).contains("the orchestrator has given the run up and taken its permit away");
        assertThat(pointers()).containsEntry(DATE, "run-0");
    }

    private void give(String runId) {
        session.execute(
                "UPDATE " + keyspace + ".active_views SET permits[?] = ? WHERE scope = 'views' IF permits[?] = null",
                runId,
                Instant.now(),
                runId);
    }

    private void take(String runId) {
        session.execute(
                "DELETE permits[?] FROM " + keyspace + ".active_views WHERE scope = 'views' IF permits[?] != null",
                runId,
                runId);
    }

    private Optional<String> state(String runId) {
        return Optional.ofNullable(
                        session.execute("SELECT state FROM " + keyspace + ".job_runs WHERE run_id = ?", runId)
                                .one())
                .map(row -> row.getString(0));
    }

    private Map<String, String> pointers() {
        return views(Optional.empty()).pointers(Set.of(DATE, "all"));
    }

    private Optional<PublishPermit> permit(String runId) {
        return Optional.of(new PublishPermit(CassandraConnector.apply(job.sparkConf()), keyspace, runId));
    }

    private CassandraViewStore views(Optional<PublishPermit> permit) {
        CassandraConnector connector = CassandraConnector.apply(job.sparkConf());
        return new CassandraViewStore(
                connector, keyspace, new FencingTokens(connector, keyspace, Clock.systemUTC()), permit);
    }
}
