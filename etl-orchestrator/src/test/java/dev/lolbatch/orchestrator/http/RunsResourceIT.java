package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.EventStream;
import dev.lolbatch.orchestrator.FakeSparkHome;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class RunsResourceIT {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    @ConfigProperty(name = "etl.spark.home")
    Path sparkHome;

    private FakeSparkHome spark;

    @BeforeEach
    void started() {
        spark = FakeSparkHome.at(sparkHome);
        Started.await(lifecycle);
    }

    @AfterEach
    void endWhatIsActive() {
        for (String state : List.of("QUEUED", "SUBMITTED", "RUNNING")) {
            for (String id : when().get("/etl/runs?state=" + state).jsonPath().getList("runs.run_id", String.class)) {
                when().delete("/etl/runs/" + id);
                awaitState(id, "CANCELLED");
            }
        }
    }

    @Test
    void anAcceptedRunGoesToItsEndWithItsJobsProgress() {
        // When
        Response accepted = when().post("/etl/runs?date=2026-01-01");

        // Then
        String id = accepted.path("run_id");
        accepted.then()
                .statusCode(202)
                .header("Location", "http://127.0.0.1:" + RestAssured.port + "/etl/runs/" + id)
                // Its turn may come before the answer.
                .body("state", oneOf("QUEUED", "SUBMITTED"))
                .body("dates", equalTo(List.of("2026-01-01")))
                .body("self", equalTo("/etl/runs/" + id))
                .body("$", not(hasItem("failure")));
        awaitState(id, "SUBMITTED");
        record(id, "RUNNING", "READ");
        awaitState(id, "RUNNING");
        when().get("/etl/runs/" + id)
                .then()
                .statusCode(200)
                .body("progress.stage", equalTo("READ"))
                .body("progress.rows_written.match_participants", equalTo(98))
                .body("progress.snapshot_id", equalTo(7));
        record(id, "SUCCEEDED", "DONE");
        spark.exit(id, 0);
        awaitState(id, "SUCCEEDED");
        Response ended = when().get("/etl/runs/" + id);
        assertThat(List.of("requested_at", "submitted_at", "running_at", "ended_at"))
                .allSatisfy(time -> assertThat(ended.<String>path(time)).endsWith("Z"));
    }

    @Test
    void whoListensIsToldHowFarAJobIsByEventsThatAreNotRepeated() {
        // Given
        String id = accepted("2026-01-01");
        try (EventStream stream = EventStream.open(
                URI.create("http://127.0.0.1:" + RestAssured.port + "/etl/events"), Optional.empty())) {

            // When
            record(id, "RUNNING", "READ");
            await().until(() -> !progress(stream, id).isEmpty());
            record(id, "RUNNING", "WRITE");

            // Then
            await().until(() -> progress(stream, id).contains("WRITE"));
            assertThat(progress(stream, id)).containsExactly("READ", "WRITE");
            assertThat(stream.events())
                    .filteredOn(event -> event.name().equals("progress"))
                    .allSatisfy(event -> {
                        assertThat(event.id()).isEmpty();
                        assertThat(new OpenApiContract()
                                        .disagreements(
                                                URI.create("http://127.0.0.1:" + RestAssured.port + "/etl/events"),
                                                "RunProgress",
                                                event.data()))
                                .isEmpty();
                    });
        }
    }

    private static List<String> progress(EventStream stream, String id) {
        return stream.events().stream()
                .filter(event -> event.name().equals("progress"))
                .map(event -> JsonPath.from(event.data()))
                .filter(data -> data.getString("self").equals("/etl/runs/" + id))
                .map(data -> data.getString("progress.stage"))
                .toList();
    }

    @Test
    void aJobThatFailsGivesItsReason() {
        // Given
        String id = accepted("2026/01/02");

        // When
        awaitState(id, "SUBMITTED");
        spark.exit(id, 1);

        // Then
        awaitState(id, "FAILED");
        when().get("/etl/runs/" + id)
                .then()
                .body(
                        "failure",
                        equalTo(
                                "The job's process exited with code 1, but it had recorded nothing; last line of its log:"
                                        + " Cannot go on: the test says so; ask the test"));
    }

    @Test
    void aRunningRunIsCancelledAndItsProcessIsGone() {
        // Given
        String id = accepted("2026-01-03");
        await().until(() -> pid(id) != 0);
        long pid = pid(id);
        assertThat(ProcessHandle.of(pid)).isPresent();

        // When
        Response cancelled = when().delete("/etl/runs/" + id);

        // Then
        cancelled.then().statusCode(202).body("state", equalTo("CANCELLING"));
        awaitState(id, "CANCELLED");
        assertThat(ProcessHandle.of(pid)).isEmpty();
        when().delete("/etl/runs/" + id).then().statusCode(200).body("state", equalTo("CANCELLED"));
    }

    @Test
    void anActiveDateIsAConflictThatNamesTheRunAlsoWhileItWaits() {
        // Given
        accepted("2026-01-04");
        String waiting = accepted("2026-01-05");

        // Then
        when().post("/etl/runs?date=2026-01-05")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .header("Link", "</etl/runs/" + waiting + ">; rel=\"related\"")
                .body("code", equalTo("run-active"))
                .body("status", equalTo(409))
                .body("title", equalTo("A run for this date is active"))
                .body("detail", containsString(waiting))
                .body("instance", equalTo("/etl/runs"))
                .body("active_run", equalTo("/etl/runs/" + waiting));
    }

    @Test
    void aFullQueueIsTooManyRequests() {
        // Given
        String first = accepted("2026-01-06");
        awaitState(first, "SUBMITTED");
        accepted("2026-01-07");
        accepted("2026-01-08");

        // Then
        when().post("/etl/runs?date=2026-01-09")
                .then()
                .statusCode(429)
                .contentType(PROBLEM)
                .header("Retry-After", "60")
                .body("code", equalTo("queue-full"));
    }

    @Test
    void aDateWithoutMatchesIsUnprocessable() {
        when().post("/etl/runs?date=2020-01-01")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", equalTo("no-matches"))
                .body("detail", startsWith("Cannot run for 2020-01-01: "));
    }

    /** Whoever sends his date in a body would else get a run of today. */
    @Test
    void aBodyIsOfAFormThatIsNotTaken() {
        given().contentType("application/json")
                .body("{\"date\": \"2026-01-15\"}")
                .post("/etl/runs")
                .then()
                .statusCode(415)
                .contentType(PROBLEM)
                .body("code", equalTo("unsupported-media-type"))
                .body(
                        "detail",
                        equalTo("Cannot read the body: parameters stand in the URL; write for example"
                                + " /etl/runs?date=2026-01-13"));
    }

    @Test
    void whoWouldTakeNoAnswerThatThereIsGetsNoRun() {
        // When
        given().accept("text/csv").post("/etl/runs?date=2026-01-15").then().statusCode(406);

        // Then
        when().get("/etl/runs?date=2026-01-15").then().body("runs", equalTo(List.of()));
    }

    @Test
    void theSameRequestWithTheSameKeyIsTheSameRunAndAnotherIsUnprocessable() {
        // Given
        String id = accepted("2026-01-16", "one");

        // Then
        assertThat(accepted("2026-01-16", "one")).isEqualTo(id);
        given().header("Idempotency-Key", "one")
                .post("/etl/runs?date=2026-01-17")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", equalTo("key-reused"));
        given().header("Idempotency-Key", "two words")
                .post("/etl/runs?date=2026-01-17")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"));
    }

    @Test
    void aBadDateIsABadRequestThatNamesTheParameter() {
        when().post("/etl/runs?date=13.01.2026")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("code", equalTo("invalid-parameter"))
                .body("detail", startsWith("Cannot read parameter date=13.01.2026: "));
    }

    @Test
    void runsAreListedTheNewestFirstUpToTheLimit() {
        // Given
        String first = accepted("2026-01-10");
        String second = accepted("2026-01-11");

        // Then
        when().get("/etl/runs?limit=2").then().statusCode(200).body("runs.run_id", equalTo(List.of(second, first)));
        when().get("/etl/runs?limit=1&state=queued").then().body("runs.run_id", equalTo(List.of(second)));
        String cursor = when().get("/etl/runs?limit=1").path("next_cursor");
        when().get("/etl/runs?limit=1&cursor=" + cursor).then().body("runs.run_id", equalTo(List.of(first)));
    }

    @Test
    void theLogIsPlainTextWholeOrItsEnd() {
        // Given
        String id = accepted("2026-01-12");
        awaitState(id, "SUBMITTED");
        spark.exit(id, 1);
        awaitState(id, "FAILED");

        // Then
        given().accept("text/plain")
                .get("/etl/runs/" + id + "/log")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(startsWith("arguments: "));
        when().get("/etl/runs/" + id + "/log?lines=1")
                .then()
                .statusCode(200)
                .body(equalTo("Cannot go on: the test says so; ask the test\n"));
        String whole = when().get("/etl/runs/" + id + "/log").asString();
        when().get("/etl/runs/" + id + "/log?offset=11").then().statusCode(200).body(equalTo(whole.substring(11)));
        when().get("/etl/runs/" + id + "/log?offset=1000000")
                .then()
                .statusCode(200)
                .body(equalTo(""));
        for (String wrong : List.of("lines=0", "offset=-1", "offset=1&lines=1", "offset=1&bytes=1")) {
            when().get("/etl/runs/" + id + "/log?" + wrong)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM);
        }
    }

    @Test
    void aRunThatHasNotStartedHasNoLog() {
        // Given
        accepted("2026-01-13");
        String waiting = accepted("2026-01-14");

        // Then
        when().get("/etl/runs/" + waiting + "/log")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("code", equalTo("no-log"));
    }

    @Test
    void anUnknownRunIsNotFound() {
        for (String id : List.of("nonsense", "20200101T000000000Z-000000")) {
            when().get("/etl/runs/" + id)
                    .then()
                    .statusCode(404)
                    .contentType(PROBLEM)
                    .body("code", equalTo("unknown-run"))
                    .body("instance", equalTo("/etl/runs/" + id));
            when().delete("/etl/runs/" + id).then().statusCode(404).body("code", equalTo("unknown-run"));
        }
    }

    private static String accepted(String date) {
        return when().post("/etl/runs?date=" + date)
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");
    }

    private static String accepted(String date, String key) {
        return given().header("Idempotency-Key", key)
                .post("/etl/runs?date=" + date)
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");
    }

    private static void awaitState(String id, String state) {
        await().until(() -> when().get("/etl/runs/" + id).path("state"), state::equals);
    }

    private long pid(String id) {
        return session.execute("SELECT pid FROM lol_data.etl_runs WHERE year = " + id.substring(0, 4)
                        + " AND run_id = '" + id + "'")
                .one()
                .getLong("pid");
    }

    private void record(String id, String state, String stage) {
        session.execute(
                "INSERT INTO lol_data.job_runs (run_id, state, stage, dates, snapshot_id, code_version, rows_read,"
                        + " rows_removed, rows_written, started_at, updated_at) VALUES ('" + id + "', '" + state
                        + "', '" + stage
                        + "', ['2026-01-01'], 7, '0.1.0', 100, {'duplicates': 2}, {'match_participants': 98},"
                        + " toTimestamp(now()), toTimestamp(now()))");
    }
}
