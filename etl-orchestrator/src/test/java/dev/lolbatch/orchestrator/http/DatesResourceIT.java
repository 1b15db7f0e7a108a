package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class DatesResourceIT {
    private static final String JOB = "20260121T101500123Z-7f3a9c-2";

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    @BeforeEach
    void publish() {
        Started.await(lifecycle);
        // The lake has one row of each date.
        publish("2026-01-20", 1);
        publish("2026-01-21", 0);
    }

    @AfterEach
    void unpublish() {
        for (String date : List.of("2026-01-20", "2026-01-21")) {
            session.execute("DELETE FROM lol_data.active_views WHERE scope = 'views' AND view_name = '" + date + "'");
        }
    }

    @Test
    void eachDateSaysWhatTheLakeHasAndHowWhatIsPublishedStandsToIt() {
        when().get("/etl/dates?from=2026-01-20&to=2026/01/22")
                .then()
                .statusCode(200)
                .body("snapshot_id", notNullValue())
                .body("dates.date", equalTo(List.of("2026-01-22", "2026-01-21", "2026-01-20")))
                .body("dates.state", equalTo(List.of("MISSING", "STALE", "FRESH")))
                .body("dates.rows", equalTo(List.of(1, 1, 1)))
                .body("dates.files", equalTo(List.of(1, 1, 1)))
                .body("dates.bytes", equalTo(List.of(1, 1, 1)))
                .body("dates.complete", equalTo(List.of(false, false, false)))
                .body("dates[0]", not(hasItem("run_id")))
                .body("dates[2].run_id", equalTo(JOB))
                .body("dates[2].published_at", equalTo("2026-01-21T10:16:00Z"))
                .body("dates[2].run", equalTo("/etl/runs/20260121T101500123Z-7f3a9c"));
    }

    @Test
    void datesAreFilteredByStateAndLimited() {
        when().get("/etl/dates?state=stale").then().body("dates.date", equalTo(List.of("2026-01-21")));
        when().get("/etl/dates?limit=3")
                .then()
                .body("dates.date", equalTo(List.of("2026-01-28", "2026-01-27", "2026-01-26")));
        when().get("/etl/dates").then().body("dates", hasSize(28));
    }

    @Test
    void whatCannotBeReadIsNamed() {
        when().get("/etl/dates?from=2026-01-22&to=2026-01-21")
                .then()
                .statusCode(400)
                .body("detail", equalTo("Cannot read parameter from=2026-01-22: it is after to=2026-01-21; swap them"));
        when().get("/etl/dates?state=old")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        startsWith("Cannot read parameter state=old: there is no such state; use one of [FRESH,"));
        when().get("/etl/dates?from=January").then().statusCode(400).body("code", equalTo("invalid-parameter"));
    }

    @Test
    void aRangeIsOneRunOfTheDatesThatAreSelected() {
        // When
        String id = when().post("/etl/runs?from=2026-01-20&to=2026-01-22&select=stale")
                .then()
                .statusCode(202)
                .body("dates", equalTo(List.of("2026-01-21", "2026-01-22")))
                .extract()
                .path("run_id");

        // Then
        when().get("/etl/dates?from=2026-01-20&to=2026-01-22")
                .then()
                .body("dates.last_run", equalTo(Arrays.asList("/etl/runs/" + id, "/etl/runs/" + id, null)));
        when().post("/etl/runs?from=2026-01-01&to=2026-01-28&select=missing")
                .then()
                .statusCode(409)
                .body("active_run", equalTo("/etl/runs/" + id));
        when().delete("/etl/runs/" + id).then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> when().get("/etl/runs/" + id).path("state"), "CANCELLED"::equals);
    }

    @Test
    void aRangeWithNothingToDoIsUnprocessableAndHalfARangeABadRequest() {
        when().post("/etl/runs?from=2026-01-20&to=2026-01-20&select=stale")
                .then()
                .statusCode(422)
                .body("code", equalTo("no-matches"))
                .body(
                        "detail",
                        equalTo("Cannot run from 2026-01-20 to 2026-01-20: none of the lake's dates is stale; there is"
                                + " nothing to do"));
        when().post("/etl/runs?from=2026-01-20")
                .then()
                .statusCode(400)
                .body("detail", equalTo("Cannot read parameter from: it goes with to, which is missing; give both"));
        when().post("/etl/runs?date=2026-01-20&from=2026-01-20&to=2026-01-21")
                .then()
                .statusCode(400)
                .body("detail", startsWith("Cannot read parameter date=2026-01-20: it does not go with from and to;"));
    }

    private void publish(String date, long rows) {
        session.execute(
                "INSERT INTO lol_data.view_versions (view_name, run_id, parts, snapshot_id, published_at, rows_read)"
                        + " VALUES (?, ?, {}, 7, '2026-01-21T10:16:00Z', ?)",
                date,
                JOB,
                rows);
        session.execute(
                "INSERT INTO lol_data.active_views (scope, view_name, run_id) VALUES ('views', ?, ?)", date, JOB);
    }
}
