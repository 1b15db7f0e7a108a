package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.cluster.SparkHome;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.lake.LakeFixture;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, the real Spark home, the real job, a real lake and a real Cassandra. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class RealJobIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final List<String> CHAMPIONS =
            List.of("Ahri", "Braum", "Caitlyn", "Darius", "Ekko", "Fiora", "Garen", "Hecarim", "Irelia", "Jinx");

    @TempDir
    private static Path folder;

    private static OrchestratorProcess orchestrator;

    @BeforeAll
    static void start(LocalCluster cluster) {
        LakeSettings lake = LakeFixture.in(folder);
        LakeFixture.write(lake, LocalDate.of(2026, 1, 13), CHAMPIONS);
        LakeFixture.write(lake, LocalDate.of(2026, 1, 14), CHAMPIONS);
        orchestrator = OrchestratorProcess.start(
                cluster,
                "real_job",
                lake,
                SparkHome.locate(),
                Path.of(System.getProperty("lolbatch.home"), "spark-job", "target", "spark-job.jar"),
                folder);
    }

    @AfterAll
    static void stop() {
        orchestrator.close();
    }

    @Test
    void aRequestedDateBecomesStatisticsAndALostFileAFailureWithItsReason() {
        // When
        String id = orchestrator.request("2026-01-13");
        orchestrator.awaitState(id, "SUCCEEDED");

        // Then
        JsonPath run = orchestrator.http().get("/etl/runs/" + id).jsonPath();
        assertThat(run.getInt("progress.rows_read")).isGreaterThanOrEqualTo(10);
        assertThat(run.getInt("progress.rows_written.match_participants")).isEqualTo(10);
        assertThat(run.getString("running_at")).isNotNull();
        JsonPath champions = orchestrator.http().get("/stats/champions").jsonPath();
        assertThat(champions.getList("champions.champion_name")).isEqualTo(CHAMPIONS);
        assertThat(champions.getString("basis.views[0].run_id")).isEqualTo(id);
        assertThat(champions.getLong("basis.views[0].snapshot_id")).isEqualTo(run.getLong("progress.snapshot_id"));
        orchestrator
                .http()
                .get("/stats/champions/Ekko")
                .then()
                .statusCode(200)
                .body("games_played", equalTo(1))
                .body("win_rate", equalTo(100.0f))
                .body("avg_kda", equalTo(4.0f));
        orchestrator.http().get("/stats/positions/MIDDLE").then().body("games_played", equalTo(2));

        // And given
        LakeFixture.register(LakeFixture.in(folder), LocalDate.of(2026, 1, 20));

        // When
        String failing = orchestrator.request("2026-01-20");
        orchestrator.awaitState(failing, "FAILED");

        // Then
        String failure = orchestrator.http().get("/etl/runs/" + failing).path("failure");
        assertThat(failure).startsWith("Cannot ").contains("2026-01-20");
    }

    @Test
    void aRunningJobIsCancelledAndItsProcessIsGone() {
        // Given
        String id = orchestrator.request("2026-01-14");
        await().atMost(LONG).until(() -> job(id).isPresent());
        ProcessHandle job = job(id).orElseThrow();

        // When
        orchestrator.http().delete("/etl/runs/" + id).then().statusCode(202);

        // Then
        orchestrator.awaitState(id, "CANCELLED");
        assertThat(job.isAlive()).isFalse();
    }

    private static Optional<ProcessHandle> job(String runId) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(runId))
                .findFirst();
    }
}
