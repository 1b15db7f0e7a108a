package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.lake.LakeFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs when the packaged service stops, in both ways in which it can. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class RestartIT {

    @TempDir
    private Path folder;

    private String keyspace;
    private LocalCluster cluster;
    private LakeSettings lake;
    private FakeSparkHome spark;
    private OrchestratorProcess orchestrator;
    private CqlSession session;

    @BeforeEach
    void start(LocalCluster cluster, TestInfo test) {
        keyspace = Keyspaces.of(test);
        this.cluster = cluster;
        lake = LakeFixture.in(folder);
        for (int day = 1; day <= 3; day++) {
            LakeFixture.register(lake, LocalDate.of(2026, 1, day));
        }
        spark = FakeSparkHome.create(folder.resolve("spark"));
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
        orchestrator = orchestrator();
    }

    @AfterEach
    void stop() {
        orchestrator.close();
        session.close();
    }

    @Test
    void aJobThatLivesOnIsFollowedToItsEndByTheNextStart() {
        // Given
        String run = orchestrator.request("2026-01-01");
        String waiting = orchestrator.request("2026-01-02");
        long pid = awaitPid(run);

        // When
        orchestrator.kill();
        orchestrator = orchestrator();

        // Then
        assertThat(ProcessHandle.of(pid)).isPresent();
        record(run, "RUNNING");
        orchestrator.awaitState(run, "RUNNING");
        record(run, "SUCCEEDED");
        spark.exit(run, 0);
        orchestrator.awaitState(run, "SUCCEEDED");
        awaitPid(waiting);
    }

    @Test
    void aJobThatEndedMeanwhileIsSettledByWhatItHasPublished() {
        // Given
        String run = orchestrator.request("2026-01-01");
        awaitPid(run);

        // When
        orchestrator.kill();
        session.execute(
                "UPDATE " + keyspace + ".active_views SET run_id = ? WHERE scope = 'views' AND view_name = '2026-01-01'"
                        + " IF permits[?] != null",
                run,
                run);
        spark.exit(run, 137);
        orchestrator = orchestrator();

        // Then
        orchestrator.awaitState(run, "SUCCEEDED");
    }

    @Test
    void aJobThatDiedMeanwhileIsTriedAgain() {
        // Given
        String run = orchestrator.request("2026-01-01");
        long pid = awaitPid(run);

        // When
        orchestrator.kill();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> ProcessHandle.of(pid).isEmpty());
        orchestrator = orchestrator();

        // Then
        spark.exit(run + "-2", 1);
        orchestrator.awaitState(run, "FAILED");
        orchestrator
                .http()
                .get("/etl/runs/" + run)
                .then()
                .body("attempts.size()", equalTo(2))
                .body(
                        "attempts[0].failure",
                        startsWith("The job's process is gone, but it had recorded nothing; last line of its log: "))
                .body("changes.state", equalTo(List.of("QUEUED", "SUBMITTED", "QUEUED", "SUBMITTED", "FAILED")));
        assertThat(session.execute("SELECT DISTINCT scope, permits FROM " + keyspace + ".active_views")
                        .all())
                .allSatisfy(views -> assertThat(views.getMap("permits", String.class, Instant.class))
                        .isNullOrEmpty());
    }

    @Test
    void aRunThatWasBeingCancelledIsCancelledByTheNextStart() {
        // Given
        String run = orchestrator.request("2026-01-01");
        long pid = awaitPid(run);
        ProcessHandle job = ProcessHandle.of(pid).orElseThrow();

        // When
        orchestrator.kill();
        session.execute(
                "UPDATE " + keyspace + ".etl_runs SET state = 'CANCELLING', version = ?,"
                        + " changes = changes + [('CANCELLING', '2026-01-01')] WHERE year = ? AND run_id = ? IF EXISTS",
                row(run).getInt("version") + 1,
                Integer.valueOf(run.substring(0, 4)),
                run);
        orchestrator = orchestrator();

        // Then
        orchestrator.awaitState(run, "CANCELLED");
        assertThat(job.isAlive()).isFalse();
    }

    @Test
    void aStopEndsTheJobsAndTheNextStartRunsThemAgain() {
        // Given
        String running = orchestrator.request("2026-01-03");
        long pid = awaitPid(running);

        // When
        orchestrator.terminate();

        // Then
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(row(running).getString("state")).isEqualTo("QUEUED");

        // When
        orchestrator = orchestrator();

        // Then
        spark.exit(running + "-2", 1);
        orchestrator.awaitState(running, "FAILED");
        orchestrator
                .http()
                .get("/etl/runs/" + running)
                .then()
                .body("attempts[0].failure", equalTo("Its orchestrator was stopped, and stopped the job"));
    }

    @Test
    void whileCassandraIsAwayCallsAreToldToComeBackAndTheServiceStaysAlive() {
        // When
        cluster.stop(Server.CASSANDRA);

        // Then
        for (String path : List.of("/stats/champions", "/stats/positions/TOP", "/etl/runs", "/etl/events")) {
            orchestrator
                    .http()
                    .get(path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("code", equalTo("store-unavailable"))
                    .body("instance", equalTo(path));
        }
        orchestrator.http().get("/q/health/live").then().statusCode(200);
        orchestrator
                .http()
                .get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'cassandra' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'lake' }.status", equalTo("UP"));

        // And when
        cluster.start(Set.of(Server.CASSANDRA));

        // Then
        await().atMost(Duration.ofMinutes(2))
                .until(() -> orchestrator.http().get("/stats/champions").statusCode() == 200);
    }

    private OrchestratorProcess orchestrator() {
        return OrchestratorProcess.start(cluster, keyspace, lake, spark.home(), spark.jobJar(), folder);
    }

    private void record(String jobId, String state) {
        session.execute(
                "INSERT INTO " + keyspace
                        + ".job_runs (run_id, state, started_at, updated_at) VALUES (?, ?, toTimestamp(now()),"
                        + " toTimestamp(now()))",
                jobId,
                state);
    }

    private long awaitPid(String runId) {
        await().atMost(Duration.ofMinutes(1)).until(() -> row(runId).getLong("pid") != 0);
        return row(runId).getLong("pid");
    }

    private Row row(String runId) {
        return session.execute("SELECT * FROM " + keyspace + ".etl_runs WHERE year = " + runId.substring(0, 4)
                        + " AND run_id = '" + runId + "'")
                .one();
    }
}
