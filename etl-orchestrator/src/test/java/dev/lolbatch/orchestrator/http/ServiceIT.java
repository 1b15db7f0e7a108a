package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class ServiceIT {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Lifecycle lifecycle;

    @BeforeEach
    void started() {
        await().until(() -> lifecycle.waitsFor().isEmpty());
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
    void anUnacceptableFormIsAProblem() {
        given().accept("text/csv")
                .get("/etl/runs")
                .then()
                .statusCode(406)
                .contentType(PROBLEM)
                .body("code", equalTo("not-acceptable"));
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
    void everyOperationOfTheOpenApiDocumentHasASummaryAndEveryErrorTheProblemSchema() {
        // When
        JsonPath openApi = given().accept("application/json").get("/q/openapi").jsonPath();

        // Then
        Map<String, Map<String, Map<String, Object>>> paths = openApi.getMap("paths");
        assertThat(paths.keySet())
                .containsExactlyInAnyOrder(
                        "/",
                        "/etl/dates",
                        "/etl/events",
                        "/etl/runs",
                        "/etl/runs/{id}",
                        "/etl/runs/{id}/log",
                        "/stats/champions",
                        "/stats/champions/{name}",
                        "/stats/positions",
                        "/stats/positions/{position}");
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            assertThat(operation).as(method + " " + path).containsKeys("summary", "operationId", "responses");
            responses(operation).forEach((status, response) -> {
                if (status.compareTo("400") >= 0) {
                    assertThat(response.toString())
                            .as(method + " " + path + " " + status)
                            .contains(PROBLEM, "Problem");
                }
            });
        }));
        assertThat(openApi.getMap("components.schemas.Run.properties"))
                .containsKeys("run_id", "state", "dates", "requested_at", "ended_at", "failure", "progress");
        assertThat(openApi.getMap("components.schemas.Problem.properties"))
                .containsOnlyKeys("code", "title", "status", "detail", "instance", "active_run");
    }

    @Test
    void codesAreUniqueAndTheirStatusesAreErrors() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::code).doesNotHaveDuplicates();
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.status()).isBetween(400, 599));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> responses(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("responses");
    }
}
