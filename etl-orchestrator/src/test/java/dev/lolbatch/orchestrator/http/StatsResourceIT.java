package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.PublishedViews;
import dev.lolbatch.orchestrator.ServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class StatsResourceIT {
    private static final Instant AT = Instant.parse("2026-01-13T10:15:00Z");
    private static final String KAISA =
            "{\"champion_name\":\"Kai'Sa\",\"games_played\":9,\"win_rate\":55.56,\"avg_kills\":7.00,"
                    + "\"avg_deaths\":3.11,\"avg_assists\":5.22,\"avg_kda\":3.95,\"avg_gpm\":412.30,\"avg_dpm\":730.01,"
                    + "\"last_updated\":\"2026-01-13T10:15:00Z\"}";
    private static final String TOP = "{\"position\":\"TOP\",\"games_played\":18,\"win_rate\":50.00,\"avg_kda\":2.98,"
            + "\"avg_gpm\":401.15,\"last_updated\":\"2026-01-13T10:15:00Z\"}";
    private static final String POSITIONS = "{\"count\":2,\"run_id\":\"run-1\",\"snapshot_id\":7123456789012345678,"
            + "\"published_at\":\"2026-01-13T10:15:00Z\",\"positions\":[" + TOP
            + ",{\"position\":\"NONE\",\"games_played\":4,\"win_rate\":25.00,\"avg_kda\":1.50,\"avg_gpm\":380.00,"
            + "\"last_updated\":\"2026-01-13T10:15:00Z\"}]}";

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    private PublishedViews views;

    @BeforeEach
    void publish() {
        await().until(() -> lifecycle.waitsFor().isEmpty());
        views = new PublishedViews(session);
        views.cell("run-1.0001", 450, "NONE", "Ahri", "4, 1, 8, 8, 4, 6.0, 1520.00, 2000.00")
                .cell("run-1.0001", 420, "TOP", "Kai'Sa", "5, 3, 40, 20, 30, 20.00, 2061.50, 3650.00")
                .cell("run-1.0001", 440, "TOP", "Kai'Sa", "4, 2, 23, 8, 17, 15.55, 1649.20, 2920.05")
                .cell("run-1.0001", 420, "TOP", "Zed", "9, 4, 9, 9, 9, 18.00, 3510.00, 6300.00")
                .publish("run-1.0001", 7_123_456_789_012_345_678L, AT);
    }

    @Test
    void championsComeTheMostPlayedFirstAndThenByNameAndSayWhatTheyStandOn() {
        when().get("/stats/champions")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("count", equalTo(3))
                .body("run_id", equalTo("run-1"))
                .body("snapshot_id", equalTo(7_123_456_789_012_345_678L))
                .body("published_at", equalTo("2026-01-13T10:15:00Z"))
                .body("champions.champion_name", equalTo(List.of("Kai'Sa", "Zed", "Ahri")));
    }

    @Test
    void aChampionIsItsSumsOverQueuesAndPositionsWithDecimalsOfTwoPlaces() {
        assertThat(when().get("/stats/champions/{name}", "Kai'Sa").asString()).isEqualTo(KAISA);
    }

    @Test
    void anUnknownChampionIsNotFound() {
        when().get("/stats/champions/Nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("unknown-champion"));
    }

    @Test
    void positionsComeTheMostPlayedFirstAndSayWhatTheyStandOn() {
        assertThat(when().get("/stats/positions").asString()).isEqualTo(POSITIONS);
    }

    @Test
    void aPositionIsItsSumsInWhateverCaseItIsAskedFor() {
        assertThat(when().get("/stats/positions/top").asString()).isEqualTo(TOP);
    }

    @Test
    void anUnknownPositionIsNotFound() {
        when().get("/stats/positions/GOALKEEPER")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("unknown-position"));
    }

    @Test
    void thereAreNoStatisticsBeforeAViewIsPublished() {
        // Given
        views.unpublish();

        // Then
        assertThat(when().get("/stats/champions").asString()).isEqualTo("{\"count\":0,\"champions\":[]}");
        assertThat(when().get("/stats/positions").asString()).isEqualTo("{\"count\":0,\"positions\":[]}");
        when().get("/stats/champions/Ahri").then().statusCode(404).body("code", equalTo("unknown-champion"));
    }

    @Test
    void rowsThatAreNotPublishedAreNotSeen() {
        // Given a job that is writing
        views.cell("run-2", 420, "TOP", "Zed", "90, 40, 90, 90, 90, 180.00, 35100.00, 63000.00");

        // Then
        when().get("/stats/champions/Zed").then().body("games_played", equalTo(9));
    }

    /** Each version has as many games of every champion as its number, and goes away as soon as the next is published. */
    @Test
    void aReaderSeesWholeVersionsOnlyWhileOthersArePublishedAndExpire() {
        // Given
        int versions = 20;
        publishNumbered(1);
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

            // Then
            long version = answer.getLong("snapshot_id");
            assertThat(answer.getString("run_id")).isEqualTo("numbered-" + version);
            assertThat(answer.getList("champions.games_played", Long.class))
                    .isEqualTo(
                            LongStream.generate(() -> version).limit(30).boxed().toList());
        } while (!publishing.isDone());
        publishing.join();
        when().get("/stats/champions").then().body("snapshot_id", equalTo(versions));
    }

    private void publishNumbered(int version) {
        for (int champion = 0; champion < 30; champion++) {
            views.cell(
                    numbered(version), 420, "TOP", "Champion " + champion, version + ", 0, 0, 0, 0, 0.00, 1.00, 1.00");
        }
        views.publish(numbered(version), version, AT);
    }

    private static String numbered(long version) {
        return "numbered-" + version + ".0001";
    }
}
