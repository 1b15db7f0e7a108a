package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class ServiceIT {
    private static final String PROBLEM = "application/problem+json";
    private static final List<String> PATHS = List.of(
            "/",
            "/etl/dates",
            "/etl/events",
            "/etl/runs",
            "/etl/runs/x",
            "/etl/runs/x/log",
            "/features",
            "/matches/x/y",
            "/participants",
            "/stats/champions",
            "/stats/champions/x",
            "/stats/positions",
            "/stats/positions/x");

    @Inject
    Lifecycle lifecycle;

    @BeforeEach
    void started() {
        Started.await(lifecycle);
    }

    @Test
    void theIndexLinksWhatThereIs() {
        // When
        Map<String, String> links =
                when().get("/").then().statusCode(200).extract().path("links");

        // Then
        assertThat(links.values())
                .containsExactlyInAnyOrder(
                        "/etl/runs",
                        "/etl/dates",
                        "/etl/events",
                        "/stats/champions",
                        "/stats/positions",
                        "/q/health",
                        "/q/metrics",
                        "/q/openapi");
        // The events have no end.
        assertThat(links.values())
                .allSatisfy(link -> (link.equals("/etl/events") ? when().head(link) : when().get(link))
                        .then()
                        .statusCode(200));
    }

    @Test
    void anUnknownPathIsAProblem() {
        for (String path : List.of("/nope", "/etl", "/stats/nope/x", "/q/nope")) {
            when().get(path)
                    .then()
                    .statusCode(404)
                    .contentType(PROBLEM)
                    .body("code", equalTo("not-found"))
                    .body("status", equalTo(404))
                    .body("title", equalTo("There is nothing at this path"))
                    .body("detail", containsString(path))
                    .body("instance", equalTo(path));
        }
    }

    @Test
    void aMethodThatThePathDoesNotTakeIsAProblemThatNamesThoseItDoes() {
        when().put("/etl/runs").then().statusCode(405).contentType(PROBLEM).header("Allow", "GET, HEAD, OPTIONS, POST");
        when().post("/etl/runs/x").then().statusCode(405).header("Allow", "DELETE, GET, HEAD, OPTIONS");
        when().delete("/stats/champions")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS")
                .body("code", equalTo("method-not-allowed"))
                .body(
                        "detail",
                        equalTo(
                                "Cannot DELETE /stats/champions: the path does not take this method; use one of GET, HEAD,"
                                        + " OPTIONS"));
    }

    @Test
    void everyPathSaysWhatItTakes() {
        PATHS.forEach(path -> when().options(path).then().statusCode(204).header("Allow", containsString("GET, HEAD")));
        when().options("/etl/runs").then().header("Allow", "GET, HEAD, OPTIONS, POST");
        when().options("/etl/runs/x").then().header("Allow", "DELETE, GET, HEAD, OPTIONS");
        when().options("/nope").then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void whoAsksForTheHeadersAloneGetsThoseOfTheWholeAnswer() {
        PATHS.forEach(path -> {
            // When
            Response whole = path.equals("/etl/events") ? when().get(path + "?since=-1") : when().get(path);
            Response head = path.equals("/etl/events") ? when().head(path + "?since=-1") : when().head(path);

            // Then
            assertThat(head.statusCode()).as(path).isEqualTo(whole.statusCode());
            assertThat(headers(head)).as(path).isEqualTo(headers(whole));
            assertThat(head.asByteArray()).as(path).isEmpty();
        });
    }

    @Test
    void anUnacceptableFormIsAProblem() {
        PATHS.forEach(path -> given().accept("image/png")
                .get(path)
                .then()
                .statusCode(406)
                .contentType(PROBLEM)
                .body("code", equalTo("not-acceptable")));
        given().accept("image/png").delete("/etl/runs/x").then().statusCode(406).contentType(PROBLEM);
    }

    @Test
    void aProblemsInstanceIsAUriWhateverWasAskedFor() {
        given().urlEncodingEnabled(false)
                .get("/etl/runs/a%20%7C%E4")
                .then()
                .statusCode(404)
                .body("instance", equalTo("/etl/runs/a%20%7C%EF%BF%BD"));
    }

    /** Or the tests of this package would prove nothing. */
    @Test
    void whatTheDocumentDoesNotKnowFailsATest() {
        assertThatThrownBy(() -> when().get("/etl/dates?colour=red"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("disagrees with /q/openapi: the request's parameter colour is not documented");
    }

    @Test
    void theProbesNameTheirParts() {
        when().get("/q/health/started").then().statusCode(200).body("checks.name", containsInAnyOrder("started"));
        when().get("/q/health/live").then().statusCode(200).body("checks.name", containsInAnyOrder("alive"));
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", containsInAnyOrder("cassandra", "lake", "spark-home", "accepting-runs"));
    }

    @Test
    void theMetricsCountRunsByState() {
        when().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("etl_runs_total{state=\"succeeded\"}"))
                .body(containsString("etl_runs_waiting"))
                .body(containsString("etl_runs_executing"));
    }

    @Test
    void codesAreUniqueAndTheirStatusesAreErrors() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::code).doesNotHaveDuplicates();
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.status()).isBetween(400, 599));
    }

    /** How the body is sent is left out: there is none. */
    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
        headers.keySet().removeAll(Set.of("content-length", "content-encoding", "transfer-encoding"));
        return headers;
    }
}
