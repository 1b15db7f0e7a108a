package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.lolbatch.orchestrator.EventStream;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.events.EventFeed;
import dev.lolbatch.orchestrator.events.EventFixture;
import dev.lolbatch.orchestrator.events.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class EventsResourceIT {
    @Inject
    Lifecycle lifecycle;

    @Inject
    EventLog log;

    @Inject
    EventFeed feed;

    /** Other tests' runs may have events, too. */
    private final String runId = "run-" + UUID.randomUUID();

    private int version;

    @BeforeEach
    void started() {
        Started.await(lifecycle);
    }

    @Test
    void whoComesBackWithTheLastIdMissesNothingAndGetsNothingTwice() {
        // Given
        List<String> first;
        try (EventStream stream = open("", Optional.empty())) {
            append(5);
            await().until(() -> ids(stream).size() == 5);
            first = ids(stream);
        }
        append(300);

        // When
        try (EventStream stream = open("", Optional.of(first.get(4)))) {
            append(5);

            // Then
            await().until(() -> ids(stream).size() >= 305);
            assertThat(versions(stream)).isEqualTo(upTo(5, 310));
        }
        try (EventStream stream = open("?since=" + first.get(1), Optional.empty())) {
            await().until(() -> ids(stream).size() >= 308);
            assertThat(versions(stream)).isEqualTo(upTo(2, 310));
        }
    }

    @Test
    void theHeaderOfWhoComesBackWinsOverHisUrl() {
        // Given
        append(3);
        String second = Long.toString(log.last() - 1);

        // When
        try (EventStream stream = open("?since=0", Optional.of(second))) {

            // Then
            append(1);
            await().until(() -> ids(stream).size() >= 2);
            assertThat(versions(stream)).containsExactly(2, 3);
        }
    }

    @Test
    void anEventHasItsIdItsNameAndTheRunInJson() {
        // Given
        try (EventStream stream = open("", Optional.empty())) {

            // When
            long seq = log.append(EventFixture.failure(runId, "Cannot go on"));

            // Then
            await().until(() -> !ids(stream).isEmpty());
            EventStream.Event event = mine(stream).get(0);
            assertThat(event.id()).contains(Long.toString(seq));
            assertThat(event.name()).isEqualTo("run");
            assertThat(new OpenApiContract().disagreements(uri(""), "RunEvent", event.data()))
                    .isEmpty();
            assertThat(JsonPath.from(event.data()).getMap("$"))
                    .isEqualTo(Map.of(
                            "run_id",
                            runId,
                            "version",
                            3,
                            "state",
                            "FAILED",
                            "at",
                            "2026-01-13T10:15:00.123Z",
                            "failure",
                            "Cannot go on",
                            "dates",
                            List.of("2025-12-31", "2026-01-13"),
                            "self",
                            "/etl/runs/" + runId));
        }
    }

    @Test
    void aStreamBeginsWithACommentAndIsNeitherCachedNorCompressed() {
        try (EventStream stream = open("", Optional.empty())) {
            await().until(() -> stream.lines().size() >= 2);
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.lines()).startsWith(":", "");
            assertThat(stream.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
            assertThat(stream.header("Content-Encoding").orElse("identity")).isEqualTo("identity");
            assertThat(stream.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void anIdThatIsNoneIsAProblem() {
        given().header("Last-Event-ID", "x1")
                .get("/etl/events")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-parameter"))
                .body(
                        "detail",
                        equalTo("Cannot read parameter Last-Event-ID=x1: it is no id of an event; write the last one"
                                + " that came, for example 42"));
        when().get("/etl/events?since=-1")
                .then()
                .statusCode(400)
                .body("detail", startsWith("Cannot read parameter since=-1: "));
        when().get("/etl/events?since=1&since=2").then().statusCode(400);
    }

    @Test
    void whoAsksForTheHeadersAloneGetsThem() {
        when().head("/etl/events")
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        when().head("/etl/events?since=-1").then().statusCode(400);
        given().accept("text/csv").head("/etl/events").then().statusCode(406);
    }

    @Test
    void whoGoesAwayIsForgotten() {
        // Given
        int before = feed.listeners();
        try (EventStream stream = open("", Optional.empty())) {
            await().until(() -> feed.listeners() == before + 1);
            assertThat(stream.hasEnded()).isFalse();
        }

        // Then
        append(1);
        await().until(() -> feed.listeners() <= before);
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            log.append(EventFixture.event(runId, version));
            version++;
        }
    }

    private static EventStream open(String query, Optional<String> lastEventId) {
        return EventStream.open(uri(query), lastEventId);
    }

    private static URI uri(String query) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + "/etl/events" + query);
    }

    private List<EventStream.Event> mine(EventStream stream) {
        return stream.events().stream()
                .filter(event -> event.data().contains(runId))
                .toList();
    }

    private List<String> ids(EventStream stream) {
        return mine(stream).stream().map(event -> event.id().orElseThrow()).toList();
    }

    private List<Integer> versions(EventStream stream) {
        return mine(stream).stream()
                .map(event -> JsonPath.from(event.data()).getInt("version"))
                .toList();
    }

    private static List<Integer> upTo(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }
}
