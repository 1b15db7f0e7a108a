package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two orchestrators, as they are packaged, that share their runs. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class ReplicasIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DATES = 60;
    /** None of those. */
    private static final LocalDate CONTESTED = FIRST.plusDays(DATES);

    @TempDir
    private static Path folder;

    private static ControlPlane plane;
    private static OrchestratorProcess first;
    private static OrchestratorProcess second;

    @BeforeAll
    static void start(LocalCluster cluster) {
        plane = new ControlPlane(cluster, "replicas_share", folder).withDates(FIRST, DATES + 1);
        Map<String, String> settings = Map.of("etl.runs.queue-capacity", "50");
        first = plane.start(settings);
        second = plane.start(settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        plane.close();
    }

    @AfterEach
    void endWhatIsActive() {
        for (String state : List.of("QUEUED", "SUBMITTED")) {
            first.http()
                    .get("/etl/runs?limit=500&state=" + state)
                    .<List<String>>path("runs.run_id")
                    .forEach(run -> second.http().delete("/etl/runs/" + run));
        }
        plane.awaitNoClaims();
    }

    @Test
    void ofManyRequestsForOneDateAtBothExactlyOneBecomesARun() throws Exception {
        // When
        List<Response> answers = concurrently(IntStream.range(0, 200)
                .<Callable<Response>>mapToObj(i -> () -> orchestrator(i).http().post("/etl/runs?date=" + CONTESTED))
                .toList());

        // Then
        List<Response> accepted =
                answers.stream().filter(answer -> answer.statusCode() == 202).toList();
        assertThat(accepted).hasSize(1);
        String run = accepted.get(0).path("run_id");
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 202)
                .allSatisfy(answer -> answer.then().statusCode(409).body("active_run", equalTo("/etl/runs/" + run)));
        assertThat(first.http().get("/etl/runs?date=" + CONTESTED).<List<String>>path("runs.run_id"))
                .containsExactly(run);
    }

    @Test
    void runsOfManyDatesGoOneAfterTheOtherAndTheQueueHasAnEnd() throws Exception {
        // When
        List<Response> answers = concurrently(IntStream.range(0, DATES)
                .<Callable<Response>>mapToObj(
                        i -> () -> orchestrator(i).http().post("/etl/runs?date=" + FIRST.plusDays(i)))
                .toList());

        // Then one executes and fifty wait
        List<String> accepted = new ArrayList<>();
        for (Response answer : answers) {
            if (answer.statusCode() == 202) {
                accepted.add(answer.path("run_id"));
            } else {
                answer.then().statusCode(429).header("Retry-After", "60").body("code", equalTo("queue-full"));
            }
        }
        assertThat(accepted.size()).isBetween(50, 51);
        accepted.forEach(run -> plane.spark().exit(run, 1));
        for (String run : accepted) {
            second.awaitState(run, "FAILED");
        }
        List<Map<String, String>> runs = new ArrayList<>();
        for (String run : accepted) {
            Response ended = first.http().get("/etl/runs/" + run);
            runs.add(Map.of("submitted", ended.path("submitted_at"), "ended", ended.path("ended_at")));
        }
        runs.sort(Comparator.comparing(run -> Instant.parse(run.get("submitted"))));
        for (int i = 1; i < runs.size(); i++) {
            assertThat(Instant.parse(runs.get(i).get("submitted")))
                    .isAfterOrEqualTo(Instant.parse(runs.get(i - 1).get("ended")));
        }
    }

    @Test
    void aKeyMeansTheSameRunWhicheverIsAsked() {
        // When
        String run = first.http()
                .header("Idempotency-Key", "daily-1")
                .post("/etl/runs?date=2026-01-05")
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");

        // Then
        second.http()
                .header("Idempotency-Key", "daily-1")
                .post("/etl/runs?date=2026-01-05")
                .then()
                .statusCode(202)
                .header("Location", org.hamcrest.Matchers.endsWith("/etl/runs/" + run))
                .body("run_id", equalTo(run));
        second.http()
                .header("Idempotency-Key", "daily-1")
                .post("/etl/runs?date=2026-01-06")
                .then()
                .statusCode(422)
                .body("code", equalTo("key-reused"));
    }

    private OrchestratorProcess orchestrator(int number) {
        return number % 2 == 0 ? first : second;
    }

    private static List<Response> concurrently(List<Callable<Response>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
