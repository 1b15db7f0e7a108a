package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.PublishedViews;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.stats.Publication;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class StatsResourceIT {
    private static final Instant AT = Instant.parse("2026-01-13T10:15:00Z");
    private static final long SNAPSHOT = 7_123_456_789_012_345_678L;
    private static final String KAISA = "{\"champion_name\":\"Kaisa\",\"games_played\":9,\"wins\":5,\"win_rate\":55.56,"
            + "\"win_rate_low\":26.67,\"win_rate_high\":81.12,\"pick_rate\":56.25,\"avg_kills\":7.00,\"avg_deaths\":3.11,"
            + "\"avg_assists\":5.22,\"avg_kda\":3.95,\"avg_gpm\":412.30,\"avg_dpm\":730.01,\"avg_cspm\":1.56,"
            + "\"avg_kill_participation\":4.44,\"avg_team_kill_participation\":11.11,\"avg_gold\":2000.00,"
            + "\"avg_damage\":3333.33,\"avg_cs\":33.33,\"avg_vision_score\":4.44,\"avg_duration_seconds\":400.00}";
    private static final String BASIS = "{\"views\":[{\"view\":\"all\",\"run_id\":\"run-1\",\"snapshot_id\":" + SNAPSHOT
            + ",\"published_at\":\"2026-01-13T10:15:00Z\"}],\"published_at\":\"2026-01-13T10:15:00Z\","
            + "\"first_date\":\"2026-01-11\",\"last_date\":\"2026-01-12\",\"dates\":2,\"matches\":16,\"participants\":22}";

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    @Inject
    Publication publication;

    private PublishedViews views;

    @BeforeEach
    void publish() {
        Started.await(lifecycle);
        views = new PublishedViews(session);
        views.unpublish();
        views.cell("run-1.0001", 450, "NONE", "Ahri", "4, 1, 8, 8, 4, 6.00, 1520.00, 2000.00")
                .cell("run-1.0001", 420, "TOP", "Kaisa", "5, 3, 40, 20, 30, 20.00, 2061.50, 3650.00")
                .cell("run-1.0001", 440, "TOP", "Kaisa", "4, 2, 23, 8, 17, 15.55, 1649.20, 2920.05")
                .cell("run-1.0001", 420, "TOP", "Zed", "9, 4, 9, 9, 9, 18.00, 3510.00, 6300.00")
                .matches("all", "run-1.0001", "*", 420, 10)
                .matches("all", "run-1.0001", "*", 440, 4)
                .matches("all", "run-1.0001", "*", 450, 2)
                .publish("run-1.0001", SNAPSHOT, AT);
        for (int day = 11; day <= 12; day++) {
            String date = "2026-01-" + day;
            views.cell(date, "run-1", "16.1", 420, "TOP", "Kaisa", "2, 1, 8, 8, 4, 6.00, 1520.00, 2000.00")
                    .matches(date, "run-1", "16.1", 420, day)
                    .publish(date, "run-1", Map.of("16.1", "run-1"), SNAPSHOT, AT);
        }
        publication.expire();
    }

    @AfterEach
    void unpublish() {
        views.unpublish();
        publication.expire();
    }

    @Test
    void championsComeTheMostPlayedFirstAndThenByNameAndSayWhatTheyStandOn() {
        String answer = when().get("/stats/champions")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("count", equalTo(3))
                .body("champions.champion_name", equalTo(List.of("Kaisa", "Zed", "Ahri")))
                .extract()
                .asString();
        assertThat(answer).contains("\"basis\":" + BASIS).contains(KAISA);
    }

    @Test
    void rowsAreFilteredSortedAndCut() {
        when().get("/stats/champions?queue=420&sort=win_rate&order=asc&min_games=5&limit=1&position=top")
                .then()
                .body("champions.champion_name", equalTo(List.of("Zed")))
                .body("basis.matches", equalTo(10));
        when().get("/stats/positions?champion=kai'sa&date=2026-01-12")
                .then()
                .body("positions.position", equalTo(List.of("TOP")))
                .body("positions[0].games_played", equalTo(2))
                .body("basis.views.view", equalTo(List.of("2026-01-12")))
                .body("basis.matches", equalTo(12));
    }

    @Test
    void aChampionIsFoundAsPeopleWriteItWithAllThatItIsSplitBy() {
        when().get("/stats/champions/{name}", "KAI'SA")
                .then()
                .statusCode(200)
                .body("champion_name", equalTo("Kaisa"))
                .body("games_played", equalTo(9))
                .body("positions.position", equalTo(List.of("TOP")))
                .body("days.date", equalTo(List.of("2026-01-12", "2026-01-11")))
                .body("days.pick_rate", equalTo(List.of(16.67f, 18.18f)));
        when().get("/stats/positions/{name}", "top")
                .then()
                .body("position", equalTo("TOP"))
                .body("champions.champion_name", equalTo(List.of("Kaisa", "Zed")));
    }

    @Test
    void whatIsUnknownIsNotFoundAndTheNearestAreNamed() {
        for (String path : List.of("/stats/champions/Kaiser", "/stats/champions?champion=Kaiser")) {
            when().get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("unknown-champion"))
                    .body("detail", containsString("the nearest names are Kaisa, "));
        }
        when().get("/stats/positions/GOALKEEPER").then().statusCode(404).body("code", equalTo("unknown-position"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "champoin=Ahri | Cannot read parameter champoin: there is none of this name; use one of [champion,",
                "sort=luck | Cannot read parameter sort=luck: there is no such sort; use one of [name, games_played,",
                "order=up | Cannot read parameter order=up: there is no such order; use one of [ASC, DESC]",
                "patch=new | Cannot read parameter patch=new: it is none; write for example 16.1",
                "queue=solo | Cannot read parameter queue=solo: it is not a number from 0 to",
                "min_games=-1 | Cannot read parameter min_games=-1: it is not a number from 0 to",
                "limit=0 | Cannot read parameter limit=0: it is not a number from 1 to 10000",
                "from=2026-01-02&to=2026-01-01 | Cannot read parameter from=2026-01-02: it is after to=2026-01-01; swap",
                "date=2026-01-02&to=2026-01-01 | Cannot read parameter date=2026-01-02: it does not go with from and to"
            })
    void whatCannotBeReadIsNamed(String query, String detail) {
        given().urlEncodingEnabled(false)
                .get("/stats/champions?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("detail", startsWith(detail));
    }

    @Test
    void whoHasTheAnswerIsToldSoUntilAnotherViewIsPublished() {
        // Given
        String tag = when().get("/stats/champions")
                .then()
                .header("Cache-Control", "public, no-cache")
                .header("Vary", "Accept, Accept-Encoding")
                .extract()
                .header("ETag");

        // Then
        given().header("If-None-Match", "\"other\", " + tag)
                .get("/stats/champions")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(emptyString());

        // And when
        views.publish("all", "run-2.0001", Map.of("*", "run-1.0001"), SNAPSHOT, AT);
        publication.expire();

        // Then
        given().header("If-None-Match", tag)
                .get("/stats/champions")
                .then()
                .statusCode(200)
                .header("ETag", not(tag))
                .body("basis.views.run_id", equalTo(List.of("run-2")));
    }

    @Test
    void whatIsPublishedElsewhereIsServedWithinTwoSeconds() {
        // Given
        when().get("/stats/champions").then().body("basis.views.run_id", equalTo(List.of("run-1")));

        // When
        views.publish("all", "run-2.0001", Map.of("*", "run-1.0001"), SNAPSHOT, AT);

        // Then
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> when().get("/stats/champions").<List<String>>path("basis.views.run_id"),
                        List.of("run-2")::equals);
    }

    @Test
    void rowsComeAsCsvToo() {
        given().accept("text/csv")
                .get("/stats/positions?date=2026-01-12")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .body(equalTo(
                        "position,games_played,wins,win_rate,win_rate_low,win_rate_high,pick_rate,avg_kills,avg_deaths,"
                                + "avg_assists,avg_kda,avg_gpm,avg_dpm,avg_cspm,avg_kill_participation,avg_team_kill_participation,"
                                + "avg_gold,avg_damage,avg_cs,avg_vision_score,avg_duration_seconds\r\n"
                                + "TOP,2,1,50.00,9.45,90.55,16.67,4.00,4.00,2.00,3.00,760.00,1000.00,3.50,10.00,25.00,4500.00,7500.00,"
                                + "75.00,10.00,900.00\r\n"));
        given().accept("image/png").get("/stats/positions").then().statusCode(406);
    }

    @Test
    void whoTakesItCompressedGetsItSo() throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/stats/champions"))
                                .header("Accept-Encoding", "br;q=1, gzip;q=0.5")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().allValues("content-encoding")).containsExactly("gzip");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).contains(KAISA);
        }
    }

    @Test
    void thereAreNoStatisticsBeforeAViewIsPublished() {
        // Given
        views.unpublish();
        publication.expire();

        // Then
        for (String kind : List.of("champions", "positions")) {
            assertThat(when().get("/stats/" + kind).asString())
                    .isEqualTo("{\"count\":0,\"basis\":{\"views\":[],\"dates\":0,\"matches\":0,\"participants\":0},\""
                            + kind + "\":[]}");
        }
        when().get("/stats/champions/Ahri").then().statusCode(404).body("code", equalTo("unknown-champion"));
    }

    @Test
    void rowsThatAreNotPublishedAreNotSeen() {
        // Given a job that is writing
        views.cell("run-2", 420, "TOP", "Zed", "90, 40, 90, 90, 90, 180.00, 35100.00, 63000.00");
        publication.expire();

        // Then
        when().get("/stats/champions/Zed").then().body("games_played", equalTo(9));
    }

    /** Each version has as many games of every champion as its number, and goes away as soon as the next is published. */
    @Test
    void aReaderSeesWholeVersionsOnlyWhileOthersArePublishedAndExpire() {
        // Given
        int versions = 20;
        publishNumbered(1);
        publication.expire();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> {
            for (int version = 2; version <= versions; version++) {
                publishNumbered(version);
                views.expire(numbered(version - 1));
            }
        });

        // When
        do {
            JsonPath answer = when().get("/stats/champions")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            publication.expire();

            // Then
            long version = answer.getLong("basis.views[0].snapshot_id");
            assertThat(answer.getString("basis.views[0].run_id")).isEqualTo("numbered-" + version);
            assertThat(answer.getList("champions.games_played", Long.class))
                    .isEqualTo(
                            LongStream.generate(() -> version).limit(30).boxed().toList());
        } while (!publishing.isDone());
        publishing.join();
        publication.expire();
        when().get("/stats/champions").then().body("basis.views[0].snapshot_id", equalTo(versions));
    }

    private void publishNumbered(int version) {
        for (int champion = 0; champion < 30; champion++) {
            views.cell(
                    numbered(version), 420, "TOP", "Champion " + champion, version + ", 0, 0, 0, 0, 0.00, 1.00, 1.00");
        }
        views.matches("all", numbered(version), "*", 420, 100).publish(numbered(version), version, AT);
    }

    private static String numbered(long version) {
        return "numbered-" + version + ".0001";
    }
}
