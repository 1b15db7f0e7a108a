package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service does when it is killed as it starts jobs, when it is stopped in order, and when Cassandra is. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class RestartIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int JOBS = 8;
    private static final Map<String, String> SETTINGS = Map.of("etl.runs.max-concurrent", Integer.toString(JOBS));

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;
    private static ControlPlane plane;
    private static OrchestratorProcess orchestrator;

    @BeforeAll
    static void start(LocalCluster servers) {
        cluster = servers;
        plane = new ControlPlane(cluster, "restart", folder).withDates(FIRST, JOBS + 1);
        orchestrator = plane.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        orchestrator.close();
        plane.close();
    }

    @Test
    void aJobThatWasJustBeingStartedIsFoundByTheNextStartAndNotStartedTwice() {
        // Given
        Map<String, LocalDate> runs = new TreeMap<>();
        FIRST.datesUntil(FIRST.plusDays(JOBS)).forEach(date -> runs.put(orchestrator.request(date.toString()), date));

        // When
        orchestrator.kill();
        orchestrator = plane.start(SETTINGS);

        // Then
        Map<String, String> jobs = new TreeMap<>();
        runs.keySet().forEach(run -> jobs.put(run, awaitJob(run)));
        jobs.values().forEach(job -> plane.record(job, "RUNNING"));
        runs.forEach((run, date) -> {
            orchestrator.awaitState(run, "RUNNING");
            assertThat(plane.publish(jobs.get(run), date)).isTrue();
            plane.record(jobs.get(run), "SUCCEEDED");
            plane.spark().exit(jobs.get(run), 0);
        });
        runs.keySet().forEach(run -> orchestrator.awaitState(run, "SUCCEEDED"));
        plane.awaitNoClaims();
        assertThat(plane.permits()).isEmpty();
        Map<String, List<Long>> started = new TreeMap<>(plane.spark().started());
        started.keySet().removeIf(job -> runs.keySet().stream().noneMatch(job::startsWith));
        assertThat(started).containsOnlyKeys(jobs.values()).allSatisfy((job, processes) -> assertThat(processes)
                .hasSize(1));
        assertThat(plane.jobs().values()).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aStopEndsTheJobsAndTheNextStartRunsThemAgain() {
        // Given
        String running = orchestrator.request(FIRST.plusDays(JOBS).toString());
        ProcessHandle job = plane.awaitJob(running);

        // When
        orchestrator.terminate();

        // Then
        assertThat(job.isAlive()).isFalse();
        assertThat(plane.run(running).getString("state")).isEqualTo("QUEUED");

        // When
        orchestrator = plane.start(SETTINGS);

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
        // Given
        orchestrator.http().get("/stats/champions").then().statusCode(200);

        // When
        cluster.stop(Server.CASSANDRA);

        // Then
        for (String path : List.of("/matches/2026-01-01/EUW1_1", "/etl/runs", "/etl/events")) {
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
        await().until(() -> orchestrator.http().get("/stats/champions").header("Warning") != null);
        orchestrator.http().get("/stats/champions").then().statusCode(200).header("Age", matchesPattern("\\d+"));
        browse("/")
                .statusCode(200)
                .body(containsString("<strong>Cassandra is away.</strong> These figures were read at "));
        browse("/runs")
                .statusCode(503)
                .contentType("text/html")
                .header("Retry-After", "5")
                .body(containsString("<h1>Cassandra cannot be reached</h1>"))
                .body(containsString("data-retry=\"5\""));
        browse("/health").statusCode(200).body(containsString("<h2>cassandra <span class=\"state down\">"));
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
                .until(() -> orchestrator.http().get("/q/health/ready").statusCode() == 200);
        await().until(() -> orchestrator.http().get("/stats/champions").header("Warning") == null);
        plane.awaitCassandra();
    }

    /** As a browser asks; the document of the API leaves pages out. */
    private static ValidatableResponse browse(String path) {
        return orchestrator
                .http()
                .noFilters()
                .accept("text/html,*/*;q=0.8")
                .get(path)
                .then();
    }

    /** The job of a run's last attempt, as soon as its process is stored with the run. */
    private static String awaitJob(String run) {
        plane.awaitPid(run);
        int attempts = orchestrator.http().get("/etl/runs/" + run).path("attempts.size()");
        String job = attempts == 1 ? run : run + "-" + attempts;
        assertThat(plane.awaitJob(job).isAlive()).isTrue();
        return job;
    }
}
