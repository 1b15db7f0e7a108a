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
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two orchestrators, as they are packaged, that share their runs. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class ReplicasIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DATES = 60;

    @TempDir
    private Path folder;

    private String keyspace;
    private FakeSparkHome spark;
    private OrchestratorProcess first;
    private OrchestratorProcess second;
    private CqlSession session;

    @BeforeEach
    void start(LocalCluster cluster, TestInfo test) {
        keyspace = Keyspaces.of(test);
        LakeSettings lake = LakeFixture.in(folder);
        for (int day = 0; day < DATES; day++) {
            LakeFixture.register(lake, FIRST.plusDays(day));
        }
        spark = FakeSparkHome.create(folder.resolve("spark"));
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
        first = orchestrator(cluster, lake);
        second = orchestrator(cluster, lake);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        session.close();
    }

    @Test
    void theOtherGoesOnWithTheRunsOfOneThatWasKilled() {
        // Given
        String run = first.request("2026-01-01");
        String owner = awaitOwner(run);
        boolean isFirst = owner.endsWith("/" + startOf(first));
        OrchestratorProcess dead = isFirst ? first : second;
        OrchestratorProcess living = isFirst ? second : first;

        // When
        dead.kill();

        // Then
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !row(run).getString("owner").equals(owner));
        session.execute(
                "INSERT INTO " + keyspace + ".job_runs (run_id, state, started_at, updated_at) VALUES (?, 'SUCCEEDED',"
                        + " toTimestamp(now()), toTimestamp(now()))",
                run);
        spark.exit(run, 0);
        living.awaitState(run, "SUCCEEDED");
        assertThat(row(run).getList("attempts", com.datastax.oss.driver.api.core.data.TupleValue.class))
                .hasSize(1);
        await().until(() ->
                session.execute("SELECT run_id FROM " + keyspace + ".etl_active WHERE scope = 'runs'").all().stream()
                        .allMatch(claim -> claim.isNull("run_id")));
    }

    @Test
    void eitherCancelsWhatTheOtherExecutes() {
        // Given
        String run = first.request("2026-01-01");
        long pid = awaitPid(run);

        // When
        for (OrchestratorProcess orchestrator : List.of(first, second)) {
            orchestrator.http().delete("/etl/runs/" + run).then().statusCode(202);
        }

        // Then
        second.awaitState(run, "CANCELLED");
        assertThat(ProcessHandle.of(pid)).isEmpty();
        first.http().delete("/etl/runs/" + run).then().statusCode(200).body("state", equalTo("CANCELLED"));
    }

    @Test
    void ofManyRequestsForOneDateAtBothExactlyOneBecomesARun() throws Exception {
        // When
        List<Response> answers = concurrently(IntStream.range(0, 200)
                .<Callable<Response>>mapToObj(i -> () -> orchestrator(i).http().post("/etl/runs?date=2026-01-01"))
                .toList());

        // Then
        List<Response> accepted =
                answers.stream().filter(answer -> answer.statusCode() == 202).toList();
        assertThat(accepted).hasSize(1);
        String run = accepted.get(0).path("run_id");
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 202)
                .allSatisfy(answer -> answer.then().statusCode(409).body("active_run", equalTo("/etl/runs/" + run)));
        assertThat(first.http().get("/etl/runs").<List<String>>path("runs.run_id"))
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
        accepted.forEach(run -> spark.exit(run, 1));
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

    private OrchestratorProcess orchestrator(LocalCluster cluster, LakeSettings lake) {
        return OrchestratorProcess.start(
                cluster,
                keyspace,
                lake,
                spark.home(),
                spark.jobJar(),
                folder,
                Map.of("etl.runs.queue-capacity", "50", "etl.spark.master", "local[2]"));
    }

    private static String startOf(OrchestratorProcess orchestrator) {
        return Long.toString(ProcessHandle.of(orchestrator.pid())
                .flatMap(process -> process.info().startInstant())
                .orElseThrow()
                .toEpochMilli());
    }

    private String awaitOwner(String run) {
        awaitPid(run);
        return row(run).getString("owner");
    }

    private long awaitPid(String run) {
        await().atMost(Duration.ofMinutes(1)).until(() -> row(run).getLong("pid") != 0);
        return row(run).getLong("pid");
    }

    private Row row(String run) {
        return session.execute("SELECT * FROM " + keyspace + ".etl_runs WHERE year = " + run.substring(0, 4)
                        + " AND run_id = '" + run + "'")
                .one();
    }
}
