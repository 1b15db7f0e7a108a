package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service does when it is stopped in order, and when Cassandra is. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class RestartIT {
    @TempDir
    private static Path folder;

    private static LocalCluster cluster;
    private static ControlPlane plane;
    private static OrchestratorProcess orchestrator;

    @BeforeAll
    static void start(LocalCluster servers) {
        cluster = servers;
        plane = new ControlPlane(cluster, "restart", folder).withDates(LocalDate.of(2026, 1, 1), 3);
        orchestrator = plane.start(Map.of());
    }

    @AfterAll
    static void stop() {
        orchestrator.close();
        plane.close();
    }

    @Test
    void aStopEndsTheJobsAndTheNextStartRunsThemAgain() {
        // Given
        String running = orchestrator.request("2026-01-03");
        ProcessHandle job = plane.awaitJob(running);

        // When
        orchestrator.terminate();

        // Then
        assertThat(job.isAlive()).isFalse();
        assertThat(plane.run(running).getString("state")).isEqualTo("QUEUED");

        // When
        orchestrator = plane.start(Map.of());

        // Then
        plane.spark().exit(running + "-2", 1);
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
}
