package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class StatsResourceIT {
    private static final String KAISA =
            "{\"champion_name\":\"Kai'Sa\",\"games_played\":9,\"win_rate\":55.56,\"avg_kills\":7.00,"
                    + "\"avg_deaths\":3.10,\"avg_assists\":5.25,\"avg_kda\":3.95,\"avg_gpm\":412.30,\"avg_dpm\":730.00,"
                    + "\"last_updated\":\"2026-01-13T10:15:00Z\"}";
    private static final String TOP = "{\"position\":\"TOP\",\"games_played\":20,\"win_rate\":50.00,\"avg_kda\":2.50,"
            + "\"avg_gpm\":390.00,\"last_updated\":\"2026-01-13T10:15:00Z\"}";

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    @BeforeEach
    void fill() {
        await().until(() -> lifecycle.waitsFor().isEmpty());
        champion("Ahri", 4);
        champion("Kai''Sa", 9);
        champion("Zed", 9);
        for (String position : List.of("TOP", "NONE")) {
            session.execute("INSERT INTO lol_data.position_stats (position, games_played, win_rate, avg_kda, avg_gpm,"
                    + " last_updated) VALUES ('" + position + "', " + (position.equals("TOP") ? 20 : 3)
                    + ", 50, 2.5, 390, '2026-01-13T10:15:00Z')");
        }
    }

    @Test
    void championsComeTheMostPlayedFirstAndThenByName() {
        when().get("/stats/champions")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("count", equalTo(3))
                .body("champions.champion_name", equalTo(List.of("Kai'Sa", "Zed", "Ahri")));
    }

    @Test
    void aChampionIsItsRowWithDecimalsOfTwoPlaces() {
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
    void positionsComeTheMostPlayedFirst() {
        when().get("/stats/positions")
                .then()
                .statusCode(200)
                .body("count", equalTo(2))
                .body("positions.position", equalTo(List.of("TOP", "NONE")));
    }

    @Test
    void aPositionIsItsRowInWhateverCaseItIsAskedFor() {
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

    private void champion(String name, int games) {
        session.execute(
                "INSERT INTO lol_data.champion_stats (champion_name, games_played, win_rate, avg_kills, avg_deaths,"
                        + " avg_assists, avg_kda, avg_gpm, avg_dpm, last_updated) VALUES ('" + name + "', " + games
                        + ", 55.56, 7, 3.1, 5.25, 3.95, 412.30, 730.0, '2026-01-13T10:15:00Z')");
    }
}
