package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

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
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs when the packaged service stops, in both ways in which it can. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class RestartIT {
    private static final String KEYSPACE = "restart";

    @TempDir
    private Path folder;

    private LocalCluster cluster;
    private LakeSettings lake;
    private FakeSparkHome spark;
    private OrchestratorProcess orchestrator;
    private CqlSession session;

    @BeforeEach
    void start(LocalCluster cluster) {
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
    void afterAKillTheNextStartSettlesWhatRanAndGoesOnWithWhatWaited() {
        // Given
        String finished = orchestrator.request("2026-01-01");
        long pid = awaitPid(finished);
        String waiting = orchestrator.request("2026-01-02");

        // When
        orchestrator.kill();
        assertThat(ProcessHandle.of(pid)).isPresent();
        session.execute("INSERT INTO restart.job_runs (run_id, state, started_at, updated_at) VALUES ('" + finished
                + "', 'SUCCEEDED', toTimestamp(now()), toTimestamp(now()))");
        orchestrator = orchestrator();

        // Then
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(orchestrator.state(finished)).isEqualTo("SUCCEEDED");
        long next = awaitPid(waiting);

        // And when
        orchestrator.kill();
        orchestrator = orchestrator();

        // Then
        assertThat(ProcessHandle.of(next)).isEmpty();
        assertThat(orchestrator.state(waiting)).isEqualTo("FAILED");
        assertThat(orchestrator.http().get("/etl/runs/" + waiting).<String>path("failure"))
                .isEqualTo(
                        "The orchestrator died while the run was SUBMITTED, and its job was stopped at the next start; POST"
                                + " the date again");
    }

    @Test
    void aStopEndsTheJobsAndSettlesTheirRuns() {
        // Given
        String running = orchestrator.request("2026-01-03");
        long pid = awaitPid(running);

        // When
        orchestrator.terminate();

        // Then
        assertThat(ProcessHandle.of(pid)).isEmpty();
        Row row = row(running);
        assertThat(row.getString("state")).isEqualTo("FAILED");
        assertThat(row.getString("failure"))
                .isEqualTo("The orchestrator was stopped while the job ran, and stopped it; POST the date again");
    }

    @Test
    void whileCassandraIsAwayCallsAreToldToComeBackAndTheServiceStaysAlive() {
        // When
        cluster.stop(Server.CASSANDRA);

        // Then
        for (String path : List.of("/stats/champions", "/stats/positions/TOP", "/etl/runs")) {
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
        return OrchestratorProcess.start(cluster, KEYSPACE, lake, spark.home(), spark.jobJar(), folder);
    }

    private long awaitPid(String runId) {
        await().atMost(Duration.ofMinutes(1)).until(() -> row(runId).getLong("pid") != 0);
        return row(runId).getLong("pid");
    }

    private Row row(String runId) {
        return session.execute("SELECT * FROM restart.etl_runs WHERE year = " + runId.substring(0, 4)
                        + " AND run_id = '" + runId + "'")
                .one();
    }
}
